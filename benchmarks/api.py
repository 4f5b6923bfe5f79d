"""Time and statements of a tap by the API: python -m benchmarks.api [TAPS]

Writes two years of a made-up diary into a new SQLite file, synced as in life, and logs episodes with a token, through
every middleware but without a network. Wanted: a median of at most 12 ms.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from statistics import median, quantiles

TAPS, YEAR, CREATED = 200, 365, 201


def main() -> None:
    """Measure and print."""
    taps = int(sys.argv[1]) if len(sys.argv) > 1 else TAPS
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LEVATOR_DATA": folder, "DJANGO_SETTINGS_MODULE": "journal.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        sys.stdout.write(_measured(taps))


def _measured(taps: int) -> str:
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    client = Client(headers={"Authorization": f"Bearer {_token()}", "Host": "localhost"})

    def tap() -> tuple[float, float]:
        began, began_cpu = time.perf_counter(), time.process_time()
        answer = client.post("/api/v1/twitch/", b'{"place": "chin:left"}', content_type="application/json")
        if answer.status_code != CREATED:
            sys.exit(answer.content.decode())
        return (time.perf_counter() - began) * 1_000, (time.process_time() - began_cpu) * 1_000

    tap()
    with CaptureQueriesContext(connection) as asked:
        tap()
    statements = [one for one in asked if one["sql"].split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}]
    times, cpu = zip(*(tap() for _ in range(taps)), strict=True)
    figures = (
        f"median {median(times):.1f} ms ({median(cpu):.1f} ms processor), p95 {quantiles(times, n=20)[-1]:.1f} ms"
    )
    return f"{taps} taps: {len(statements)} statements, {figures}\n"


def _token() -> str:
    """The token of a new person with two years of diary, without the limits of a minute and a day."""
    from django.utils import timezone

    from tracker import diary
    from tracker.core.demo import believable
    from tracker.diary import api_tokens
    from tracker.models import ApiToken, User
    from tracker.models.secret import digest_of, new_token

    api_tokens.MAX_USES_A_MINUTE = api_tokens.MAX_USES_A_DAY = sys.maxsize
    now = timezone.now()
    user = User.objects.create_user(username="measured", password=None)
    diary.save(user, believable(now.date(), 2 * YEAR, 1), now)
    token = f"levator_log_{new_token()}"
    ApiToken.objects.create(user=user, scope="log", digest=digest_of(token), made_at=now)
    return token


if __name__ == "__main__":
    main()
