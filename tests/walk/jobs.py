"""The command that does long work, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection
from django.utils import timezone


def run_jobs(before: str = "", expected: int = 0) -> None:
    """Run `manage.py run_jobs` in a separate process: it forks, which is unsafe in a test process with threads.

    Its clock begins where that of the test stands. `before` is Python that this process runs first. `expected` is its
    exit code.
    """
    to = connection.settings_dict
    name = f"sqlite:///{to['NAME']}"
    if connection.vendor == "postgresql":
        name = f"postgres://{to['USER']}:{to['PASSWORD']}@{to['HOST']}:{to['PORT']}/{to['NAME']}"
    clock = f"import time_machine; time_machine.travel({timezone.now().timestamp()}).start()"
    program = "\n".join(
        (clock, "import django; django.setup()", before, "from django.core.management import call_command")
    )
    environment = os.environ | {
        "DATABASE_URL": name,
        "DJANGO_SETTINGS_MODULE": "journal.settings",
        "LEVATOR_DATA": str(settings.DATA_DIR),
    }
    program += "\ncall_command('run_jobs')"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, check=False, cwd=settings.BASE_DIR, start_new_session=True)
    assert done.returncode == expected
