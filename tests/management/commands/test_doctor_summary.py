"""The summary from the command line: one value in five formats, exit codes, and a file for its owner's eyes."""

from __future__ import annotations

import io
import json
import re
import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from walk.paper import text_of

from tracker import diary
from tracker.core.demo import believable
from tracker.core.records import Day, Diary, Onset, Sign, WatchedSign
from tracker.core.reports.fhir.episodes import MOVEMENTS
from tracker.core.reports.pdf.page import COLUMNS
from tracker.insights import red_flags
from tracker.models import User

LAST = date(2026, 5, 31)
FIRST = LAST - timedelta(days=179)
BELOW = {"says", "since"}
LATER = datetime(2026, 6, 1, 12, tzinfo=UTC)
DIARY = believable(LAST, 180, 1)


@pytest.fixture(autouse=True)
def later() -> Any:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def keeper(alice: User) -> User:
    diary.save(alice, DIARY, LATER)
    return alice


class Standing(StringIO):
    """Standard output with the bytes beneath it."""

    def __init__(self) -> None:
        super().__init__()
        self.buffer = BytesIO()


def written(format: str, first: date = FIRST, last: date = LAST, name: str = "alice") -> bytes:
    out = Standing()
    call_command("doctor_summary", user=name, first_day=first, last_day=last, format=format, output="-", stdout=out)
    return out.buffer.getvalue()


def refusal(**changed: Any) -> CommandError:
    asked = {"user": "alice", "first_day": FIRST, "last_day": LAST, "format": "json", "output": "-"} | changed
    with pytest.raises(CommandError) as refused:
        call_command("doctor_summary", **asked, stdout=Standing())
    return refused.value


class Words(HTMLParser):
    """The text of a page, and the addresses it asks for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attributes if name in ("href", "src", "action")]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def facts(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [fact for section in document["sections"] for fact in (*section["headline"], *section["facts"])]


def rows(document: dict[str, Any], section: str) -> list[dict[str, Any]]:
    (found,) = (each for each in document["sections"] if each["key"] == section)
    return list(found["tables"][0]["rows"])


def test_pdf_html_and_json_say_the_same_numbers(keeper: User) -> None:
    document = json.loads(written("json"))
    page = Words(written("html").decode()).text
    sheet = text_of(written("pdf"))
    assert len(facts(document)) > 21
    for section in document["sections"]:
        for fact in (*section["headline"], *section["facts"]):
            if fact["secondary"] or fact["nothing_on"]:
                continue
            said = f"{fact['text']} {fact['detail']}".strip()
            assert said in page
            assert said in sheet.replace(f"{fact['label']} ", "")
    assert all(name in page and name in sheet for name in document["nothing_noted"])
    for note in (note for section in document["sections"] for note in section["notes"]):
        assert note in page
        assert note in sheet
    for key in ("places", "beliefs"):
        unseen = 0
        for row in rows(document, key):
            beside = {name: cell["text"] for name, cell in row.items() if name not in BELOW}
            assert " ".join(beside.values()) in page
            assert all(row[name]["text"] in page for name in BELOW & row.keys())
            printed = " ".join(text for name, text in beside.items() if name in COLUMNS.get(key, row))
            unseen += printed not in sheet
        assert not unseen or f"and {unseen} more" in sheet
    for row in rows(document, "course"):
        assert " ".join(cell["text"] for cell in row.values()) in page


def test_the_numbers_are_those_of_the_diary(keeper: User) -> None:
    document = json.loads(written("json"))
    (episodes,) = (fact for fact in facts(document) if fact["key"] == "episodes")
    assert episodes["values"]["episodes"] == len(DIARY.episodes)
    assert document["coverage"]["values"] == {"days_logged": len(DIARY.logged_dates()), "days": 180}


def test_it_lists_the_signs_to_watch_with_the_date_first_shown(keeper: User) -> None:
    today = DIARY.last_day + timedelta(days=1)
    hears_less = Day(uuid4(), today, signs=(Sign("hearing_loss", Onset.GRADUAL),))
    diary.save_check_in(keeper, hears_less, {}, 1)
    flags = {flag.rule for flag in red_flags(keeper, today) if flag.level != "reassure"}
    assert flags
    (known, *_others) = sorted(flags)
    shown = WatchedSign(known, 1, "soon", 336, {}, ("says",), date(2026, 1, 2), today)
    diary.update_watched_signs(keeper, [shown], today)
    by_text = {row["says"]["value"]: row for row in rows(json.loads(written("json")), "signs_to_watch")}
    assert by_text.keys() == flags
    assert by_text[known]["first_shown"] == {"text": "2 Jan 2026", "value": "2026-01-02"}


def test_the_csv_has_one_line_per_item(keeper: User) -> None:
    lines = written("csv").decode().split("\r\n")
    assert lines[0] == "section,item,value"
    assert f"Twitch diary: summary for a doctor,Days logged,{len(DIARY.logged_dates())} of 180" in lines


def test_the_html_file_is_self_contained(keeper: User) -> None:
    page = Words(written("html").decode())
    # The style sheets; the drawings are part of the page.
    assert len(page.addresses) == 2
    assert all(address.startswith("data:") for address in page.addresses)


def test_the_html_file_escapes_what_the_person_wrote(alice: User) -> None:
    note = "<script>alert(1)</script>"
    blaming = Diary(DIARY.person, FIRST, LAST, episodes=(replace(DIARY.episodes[0], blamed=(note,)),))
    diary.save(alice, blaming, LATER)
    page = written("html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_without_a_file_it_is_written_to_standard_output(keeper: User) -> None:
    out = Standing()
    call_command("doctor_summary", user="alice", first_day=FIRST, last_day=LAST, format="pdf", stdout=out)
    assert out.buffer.getvalue() == written("pdf")


def test_a_pdf_is_not_written_to_a_terminal(alice: User) -> None:
    class Terminal(Standing):
        def isatty(self) -> bool:
            return True

    with pytest.raises(CommandError, match="add --output FILE"):
        call_command("doctor_summary", user="alice", first_day=FIRST, last_day=LAST, format="pdf", stdout=Terminal())


@pytest.mark.parametrize("format", ["pdf", "html", "csv", "json"])
def test_a_cached_summary_does_not_load_the_diary(format: str, keeper: User) -> None:
    made = written(format)
    with CaptureQueriesContext(connection) as asked:
        assert written(format) == made
    assert [query["sql"] for query in asked if 'FROM "tracker_reading"' in query["sql"]] == []


def test_the_cache_is_per_diary_revision_and_period(keeper: User) -> None:
    made = written("json")
    assert written("json", LAST - timedelta(days=29)) != made
    diary.save_entry(keeper, replace(DIARY.episodes[-1], id=uuid4()))
    assert written("json") != made


def test_a_file_is_for_its_owner_only(keeper: User, tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    call_command("doctor_summary", user="alice", first_day=FIRST, last_day=LAST, format="pdf", output=str(path))
    assert path.read_bytes() == written("pdf")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_only_the_period_counts(keeper: User) -> None:
    day = DIARY.episodes[0].local_date
    one = json.loads(written("json", day, day))
    assert one["coverage"]["values"] == {"days_logged": 1, "days": 1}


def test_days_to_come_are_left_out(keeper: User) -> None:
    ahead = json.loads(written("json", last=date(2027, 1, 1)))
    assert (ahead["last_day"], ahead["made_on"]) == ("2026-06-01", "2026-06-01")


def test_drinks_are_shown_in_the_persons_units(keeper: User) -> None:
    def units() -> set[str]:
        return {row["unit"]["text"] for row in rows(json.loads(written("json")), "exposures")}

    assert "mL" in units()
    keeper.units = User.Units.US
    keeper.lock_and_bump_revision()
    keeper.save()
    assert "mL" not in units()


def test_a_summary_holds_the_named_accounts_diary_only(keeper: User, bob: User) -> None:
    assert json.loads(written("json", name="bob"))["coverage"]["values"]["days_logged"] == 0


@pytest.mark.parametrize(
    ("changed", "code", "says"),
    [
        ({"user": "nobody"}, 2, "There is no user named nobody."),
        ({"last_day": FIRST - timedelta(days=1)}, 1, "before it starts"),
        ({"first_day": date(1, 1, 1)}, 1, "from 1900-01-01 to today"),
        ({"first_day": date(2026, 6, 2), "last_day": date(2026, 6, 2)}, 1, "from 1900-01-01 to today"),
        ({"output": "/nowhere/at/all.json"}, 1, "cannot be written"),
    ],
)
def test_refusals_have_an_exit_code_and_a_reason(alice: User, changed: dict[str, Any], code: int, says: str) -> None:
    problem = refusal(**changed)
    assert problem.returncode == code
    assert re.search(says, str(problem))


def test_an_invalid_date_is_wrong_use(alice: User) -> None:
    with pytest.raises(CommandError, match=r"31\.5\.2026 is not a date; write it as 2026-05-31"):
        call_command("doctor_summary", "--user", "alice", "--from", "31.5.2026", "--to", "2026-05-31",
                     "--format", "csv", "--output", "-")  # fmt: skip


def test_the_fhir_document_covers_the_same_period(keeper: User) -> None:
    document = json.loads(written("fhir"))
    kinds = [entry["resource"]["resourceType"] for entry in document["entry"]]
    assert kinds[0] == "Composition"
    twitches = [
        entry["resource"] for entry in document["entry"]
        if entry["resource"].get("valueCodeableConcept", {}).get("text") in MOVEMENTS.values()
    ]  # fmt: skip
    assert sum(one["code"]["text"] == "Symptom" for one in twitches) == len(DIARY.episodes)


def test_fhir_is_always_in_stored_units(keeper: User) -> None:
    keeper.units = User.Units.US
    keeper.lock_and_bump_revision()
    keeper.save()
    units = set(re.findall(r'"unit": "([^"]*)"', written("fhir").decode()))
    assert "mL" in units
    assert "fl oz" not in units


def test_snomed_codes_need_the_setting(keeper: User, settings: Any) -> None:
    assert b"snomed" not in written("fhir")
    settings.SNOMED = True
    assert b"http://snomed.info/sct" in written("fhir")


def test_the_annex_follows_the_page(keeper: User) -> None:
    out = Standing()
    asked = {"user": "alice", "first_day": FIRST, "last_day": LAST, "output": "-", "annex": True}
    call_command("doctor_summary", **asked, format="pdf", stdout=out)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(out.buffer.getvalue())).pages]
    alone = PdfReader(io.BytesIO(written("pdf"))).pages[0].extract_text()
    assert pages[0].partition("Page 1")[0] == alone.partition("Page 1")[0]
    days = re.findall(r"\d+ \w{3} 202[56] \d\d:\d\d ", " ".join(" ".join(pages[1:]).split()))
    assert len(days) == len(DIARY.episodes)
    assert str(refusal(annex=True)) == "Only a PDF has an annex."
