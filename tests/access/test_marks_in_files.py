"""Whatever a person can type comes back from the diary's file: a mark in each field of each form.

Forms and fields are found by opening every page. What is not of the diary is named below, with the reason.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from walk.filling import filled_in
from walk.forms import Field, PageForm
from walk.pages import forms
from walk.rows import rows_of
from walk.typing_text import fits, rolled_back, was_refused

from tracker import diary
from tracker.core.formats import diary_json
from tracker.models import User

FILES = ("/data/diary.json", "/data/diary.zip")

NOT_OF_THE_DIARY = {
    "account_change_password": "the password stays with the account",
    "account_logout": "asks for nothing",
    "account_reauthenticate": "asks for the password",
    "account_way_back": "the password stays with the account",
    "withdraw_all": "asks for nothing",
    "mfa_activate_totp": "asks for a code",
    "mfa_add_webauthn": "a passkey stays with the account",
    "mfa_generate_recovery_codes": "asks for nothing",
    "tracker:device-end": "asks for nothing",
    "tracker:devices-end-others": "asks for nothing",
    "tracker:tokens": "a token is not part of the diary",
    "tracker:token-withdraw": "asks for nothing",
    "tracker:leave": "asks for the password, and deletes the diary",
    "tracker:data": "takes a file; what is in it is what this test is about",
    "tracker:journal": "searches the diary",
    "tracker:doctor": "chooses the period of a page",
    "tracker:doctor-pdf": "chooses the period of a page, and its annex",
    "tracker:links": "links are not taken along, as the page Your data says",
    "tracker:link-withdraw": "links are not taken along, as the page Your data says",
    "tracker:import": "takes a file",
    "tracker:import-forget": "asks for nothing",
    "tracker:import-preview": "chooses what to take of a file; its values are readings like any other",
    "tracker:import-undo": "asks for nothing",
    "tracker:calendar": "chooses what a calendar file holds, which is made of the diary and not stored",
    "tracker:reminders": "messages to a device are not part of the diary",
    "tracker:reminders-on": "filled in by the browser",
    "tracker:reminders-off": "asks for nothing",
    "tracker:reminders-again": "asks for nothing",
    "tracker:notes": "proposes entries; those that are confirmed are episodes and readings like any other",
}
"""Forms whose fields do not belong into the file."""

NO_TRACE = {
    ("tracker:injection-create", "usual_interval"): "fills in the field beside it",
    ("tracker:injection-edit", "usual_interval"): "fills in the field beside it",
}
"""Single fields that do not belong into the file."""

WORDS = ("text", "textarea")
"""Fields whose answer is found word by word in the file."""

AMOUNT = {"kind": ["amount"]}
TOGETHER: dict[str, dict[str, Any]] = {
    "minutes": {"lasting": ["minutes"]},
    "until": {"lasting": ["until"]},
    "unit": AMOUNT,
    "summary": AMOUNT,
    "tap": AMOUNT | {"tap_adds": "2"},
    "tap_adds": AMOUNT | {"tap": ["on"]},
}
"""Fields that count only beside another answer."""

ALIKE = 3
"""Fields with the same choices that the short form tries, such as signs."""

NOT_TAKEN_ALONG = {
    "SharedLink", "Import", "ImportPreview", "ImportedEntry", "TableMapping", "Job", "Upload", "AccountEvent",
    "Device", "ApiToken", "DeletedEntry", "Session", "ReminderSettings", "PushSubscription", "SentReminder",
}  # fmt: skip
"""Links, imports and waiting work: the page Your data says that they are not in the file."""

OF_THE_ACCOUNT = {
    "id", "username", "password", "last_login", "date_joined", "is_demo", "doctor_page", "user_id", "version",
    "position", "exposure_id", "medicine_id",
}  # fmt: skip
"""Columns that differ between accounts. Relations and the doctor's page are compared in the file."""


def candidates(one: Field, turn: int, day: date) -> Iterator[Any]:
    """Yield answers that differ from the current one."""
    if one.offered:
        others = [value for value in one.offered if value not in one.values]
        yield from ([value] for value in others)
        yield from ([*one.values, value] for value in others)
        yield from [[]] if one.kind == "checkbox" else []
    elif one.kind in ("date", "month"):
        for away in (-1, 1, -2, 90, 366, -90):
            yield (day - timedelta(days=away)).isoformat()[: 7 if one.kind == "month" else 10]
    elif one.kind == "time":
        # Some of them lie within the twelve hours after any start.
        yield from ("08:15", "08:47", "14:20", "20:40", "02:10")
    elif one.kind == "number":
        now = float("".join(one.values) or 0)
        yield from (f"{now + more:g}" for more in (1, -1, 0.1, -0.1, 80, 250))
    else:
        yield fits(one, f"mark {turn} zq9x")
        yield str(100 + turn)


def beside(form: PageForm, name: str, day: date) -> dict[str, Any]:
    """What has to be answered as well, so that a field counts: the rest of its row, or what the list above names."""
    row = re.match(r"[a-z]+_(\d+)_", name)
    others = [one for one in form.fields.values() if row and one.name.startswith(row[0]) and one.name != name]
    # How a sign came belongs to a chosen sign.
    sign = {name.removesuffix("_onset"): ["unsure"]} if name.endswith("_onset") else {}
    return {one.name: in_a_row(one, int(row[1]), day) for one in others if row} | TOGETHER.get(name, {}) | sign


def in_a_row(one: Field, number: int, day: date) -> list[str]:
    """An answer that no other row of the form gives."""
    if one.offered:
        values = [value for value in one.offered if value]
        return [values[-1 - number % len(values)]]
    return [(day + timedelta(days=1)).isoformat()] if one.kind == "date" else ["1"]


def file_of(user: User) -> bytes:
    user.refresh_from_db()
    return diary_json.write(diary.load_all(user))


Known = dict[tuple[str, str], tuple[dict[str, Any], Any]]
"""By name and kind of a field: what was answered beside it, and the answer that reached the file from another form."""


class Marks:
    """One form of a person's, into whose fields something is typed one after the other, and taken back."""

    def __init__(self, user: User, client: Client, form: PageForm, day: date, known: Known) -> None:
        self.user, self.client, self.form, self.day, self.known = user, client, form, day, known
        self.found: dict[str, Any] = {}
        self.plain = self.file_with()

    def missing(self, is_long: bool) -> list[str]:
        """The fields from which no answer reaches the file."""
        alike: Counter[tuple[str, ...]] = Counter()
        names = []
        for name, one in self.form.fields.items():
            alike[tuple(one.offered)] += 1
            if one.kind != "hidden" and (is_long or not one.offered or alike[tuple(one.offered)] <= ALIKE):
                names.append(name)
        return [name for turn, name in enumerate(names) if not self.reaches_the_file(name, turn)]

    def reaches_the_file(self, name: str, turn: int) -> bool:
        """Whether some answer to this field does. It is kept for the round trip."""
        if (self.form.name.partition(" ")[0], name) in NO_TRACE:
            return True
        one = self.form.fields[name]
        without = {False: self.plain}
        for more, answer in self.attempts(one, turn):
            if bool(more) not in without:
                without[True] = self.file_with(**more)
            file = self.file_with(**more | {name: answer})
            if file not in (b"", without[bool(more)]) and self.holds(file, name, answer):
                self.found |= more | {name: answer}
                self.known[name, one.kind] = more, answer
                return True
        return False

    def attempts(self, one: Field, turn: int) -> Iterator[tuple[dict[str, Any], Any]]:
        """Yield answers, each alone and beside others. First comes what another form took; words are new each time."""
        also, answers = beside(self.form, one.name, self.day), list(candidates(one, turn, self.day))
        if (one.name, one.kind) in self.known:
            more, answer = self.known[one.name, one.kind]
            yield more, answers[0] if one.kind in WORDS else answer
        for answer in answers:
            yield {}, answer
            if also:
                yield also, answer

    def holds(self, file: bytes, name: str, answer: Any) -> bool:
        """Whether the file holds what was typed, word by word."""
        return self.form.fields[name].kind not in WORDS or str(answer).encode() in file

    def file_with(self, **fields: Any) -> bytes:
        """The diary's file once the form was sent; nothing where it was refused."""
        with rolled_back():
            file = file_of(self.user) if self.send(fields) else b""
        self.user.refresh_from_db()
        return file

    def send(self, fields: dict[str, Any]) -> bool:
        """Send the form with these answers; whether it was taken."""
        answer = getattr(self.client, self.form.method)(self.form.action, filled_in(self.form, self.day) | fields)
        return answer.status_code < 400 and not was_refused(answer)

    def together(self) -> dict[str, Any]:
        """As many of the answers that were found as the form takes at once."""
        kept: dict[str, Any] = {}
        waiting = [list(self.found.items())]
        while waiting:
            some = waiting.pop()
            if self.file_with(**kept | dict(some)):
                kept |= dict(some)
            elif len(some) > 1:
                half = len(some) // 2
                waiting += [some[half:], some[:half]]
        return kept


def stored(user: User) -> dict[str, list[str]]:
    """Everything stored about a person but what belongs to the account: each row as text, sorted."""
    return {
        name: sorted(as_text({key: row[key] for key in row.keys() - OF_THE_ACCOUNT}) for row in rows)
        for name, rows in rows_of(user).items()
        if name not in NOT_TAKEN_ALONG
    }


def as_text(row: dict[str, Any]) -> str:
    """A number is the same whether it was kept as 5 or as 5.0."""
    plain = json.loads(json.dumps(row, default=str), parse_int=float)
    return json.dumps(plain, sort_keys=True)


def test_what_is_typed_into_any_field_is_in_the_file_and_comes_back_in_a_new_account(
    alice: User, alice_client: Client, one_of_each: Callable[[User], Any], is_long: bool
) -> None:
    one_of_each(alice)
    # A day without an entry, where every field can be filled in.
    day = timezone.now().date() - timedelta(days=2)
    offered = forms(alice_client, alice, day).items()
    known: Known = {}
    found = {name: Marks(alice, alice_client, form, day, known) for name, form in offered
             if name.partition(" ")[0] not in NOT_OF_THE_DIARY}  # fmt: skip
    missing = {name: marks.missing(is_long) for name, marks in found.items()}
    assert {name: fields for name, fields in missing.items() if fields} == {}
    assert sum(len(marks.found) for marks in found.values()) > 200

    typed = {name: marks.together() for name, marks in found.items() if marks.found}
    assert [name for name, answers in typed.items() if not found[name].send(answers)] == []
    files = {path: alice_client.get(path).getvalue() for path in FILES}
    for path, content in files.items():
        newcomer = User.objects.create_user(path[-4:])
        client = Client()
        client.force_login(newcomer)
        assert client.post("/data/", {"file": SimpleUploadedFile("diary", content)}).status_code == 302
        assert [other for other in FILES if client.get(other).getvalue() != files[other]] == [], path
        newcomer.refresh_from_db()
        assert stored(newcomer) == stored(alice), path
        assert newcomer.person() == User.objects.get(pk=alice.pk).person(), path
