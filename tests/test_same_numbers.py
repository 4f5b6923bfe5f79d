"""Every number of the doctor's summary is the same in every output, and is the one of the whole diary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import unescape
from io import BytesIO, TextIOWrapper
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
import time_machine
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from walk.long_diary import SEEDS, long_diary
from walk.same_numbers import (
    missing_in_page,
    missing_in_pdf,
    words_of_html,
    words_of_pdf,
    wrong_in_csv,
    wrong_in_fhir,
    wrong_in_json,
)

from tracker import diary
from tracker.core.analysis import in_persons_units
from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.analysis.triggers.schedule import ScheduledAnalysis, latest_analysis
from tracker.core.demo import believable
from tracker.core.records import Diary, Episode, Place, history_of
from tracker.core.red_flags import check
from tracker.core.reference.places import PLACES, place_name
from tracker.core.reference.sections import ALWAYS
from tracker.core.reports import (
    DoctorSummary,
    SummaryContext,
    build_summary,
    from_snapshot,
    to_csv,
    to_fhir,
    to_json,
    to_pdf,
)
from tracker.core.reports.layout import figures, in_order, signs_box
from tracker.core.reports.sections.since_last_visit import reaches_back
from tracker.insights.page import Part
from tracker.models import User

LAST = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAYS = 760
RUN = 730
"""So long has it twitched at one place, every day: longer than any window."""

PERIOD = {"first_day": "2026-08-24", "last_day": "2026-11-21"}
"""A quarter; the run, the first dates of most places and the visits lie before it."""


ONE_PDF_OF = 20
"""A PDF takes a second or two, so that the short form makes few of the 200."""


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def longer_than_every_window() -> Diary:
    """A diary with every kind of entry, and a run at the chin that began two years ago."""
    value = long_diary(LAST, DAYS, seed=12)
    run = [
        Episode(UUID(int=n), datetime(day.year, day.month, day.day, 8, tzinfo=UTC), "UTC", day, 300, places=(CHIN,))
        for n, day in enumerate(LAST - timedelta(days=ago) for ago in range(RUN))
    ]
    episodes = sorted([*value.episodes, *run], key=lambda episode: (episode.onset, episode.id))
    days = tuple(replace(day, no_twitch=False) for day in value.days)
    return replace(value, episodes=tuple(episodes), days=days)


CHIN = PLACES["chin:left"]
DIARY = longer_than_every_window()
DIARY_BEGAN = min(DIARY.logged_dates())


@pytest.fixture
def keeper(alice: User) -> User:
    diary.save(alice, DIARY, NOON)
    return alice


def command(name: str, **options: Any) -> bytes:
    out = TextIOWrapper(BytesIO(), "utf-8", write_through=True)
    call_command(name, **options, stdout=out)
    return out.buffer.getvalue()


def summary_file(format: str, **options: Any) -> bytes:
    dates = {name: date.fromisoformat(day) for name, day in PERIOD.items()}
    return command("doctor_summary", user="alice", format=format, output="-", **dates, **options)


def opened_link(client: Client) -> bytes:
    links = reverse("tracker:links")
    form = client.get(links, PERIOD).context["form"]
    names = ("first_day", "last_day", "sections", "ends_on", "draft")
    sent = {name: form[name].value() for name in names} | PERIOD | {"ends_on": "2026-12-05"}
    address = client.post(links, sent).context["address"]
    return Client().post(urlsplit(address).path).content


def first_dates() -> dict[Place, date]:
    """Of each place, counted from the entries alone."""
    found: dict[Place, date] = {}
    for episode in sorted(DIARY.episodes, key=lambda episode: episode.local_date):
        for place in episode.places:
            found.setdefault(place, episode.local_date)
    return found


def first_of_run() -> date:
    """Back from the last day, as long as every day had an episode."""
    twitched = {episode.local_date for episode in DIARY.episodes}
    return next(day for n in range(DAYS) if (day := LAST - timedelta(days=n)) - timedelta(days=1) not in twitched)


def rows(summary: DoctorSummary, key: str) -> list[dict[str, Any]]:
    section = summary.section(key)
    assert section
    table = section.tables[0]
    return [{column.key: cell for column, cell in zip(table.columns, row, strict=True)} for row in table.rows]


@pytest.mark.parametrize("page_first", [True, False], ids=["page first", "command first"])
def test_every_output_has_the_same_numbers(keeper: User, alice_client: Client, page_first: bool) -> None:
    if page_first:
        page = alice_client.get("/doctor/", PERIOD).content
    summary = from_snapshot(json.loads(summary_file("json")))
    if not page_first:
        page = alice_client.get("/doctor/", PERIOD).content
    assert not (missing := missing_in_page(summary, words_of_html(page.decode()))), missing
    assert not (missing := missing_in_page(summary, words_of_html(summary_file("html").decode()))), missing
    assert not (missing := missing_in_page(summary, words_of_html(opened_link(alice_client).decode()))), missing
    pdf = alice_client.get("/doctor/summary.pdf", PERIOD | {"annex": "on"}).content
    assert not (missing := missing_in_pdf(summary, words_of_pdf(pdf))), missing
    assert summary_file("pdf", annex=True) == pdf
    table, document = summary_file("csv"), summary_file("fhir")
    assert wrong_in_csv(summary, table) == []
    assert not (wrong := wrong_in_fhir(summary, document)), wrong
    assert alice_client.get("/doctor/summary.csv", PERIOD).content == table
    assert alice_client.get("/doctor/summary.fhir.json", PERIOD).content == document


def test_first_dates_order_and_runs_are_those_of_the_whole_diary(keeper: User, alice_client: Client) -> None:
    summary = from_snapshot(json.loads(summary_file("json")))
    first = first_dates()
    listed = [(Place.parse(row["place"].value), row["first"].value) for row in rows(summary, "places")]
    assert listed == [(place, first[place].isoformat()) for place, _day in listed]
    assert [day for _place, day in listed] == sorted(day for _place, day in listed)
    course = summary.section("course")
    assert course
    run = next(fact for fact in course.facts if fact.key == "longest_run")
    began = first_of_run()
    assert began <= LAST - timedelta(days=RUN - 1)
    assert (run.values["first_day"], run.values["days"]) == (began.isoformat(), (LAST - began).days + 1)
    signs = alice_client.get(reverse("tracker:signs"))
    labels = {token: label for token, _shade, label in signs.context["heat"]}
    assert labels.keys() == {str(place) for place in first}
    for place, day in first.items():
        said_day = day if day >= DIARY_BEGAN + timedelta(days=14) else DIARY_BEGAN
        assert f"{said_day.day} {said_day:%b %Y}" in labels[str(place)]
    elsewhere = first.keys() - {place for place, _day in listed}
    assert elsewhere
    note = course and summary.section("places").tables[0].note
    unnamed = [place for place in elsewhere if place_name(place) not in note]
    assert not unnamed or f"{len(unnamed)} more places" in note


def test_signs_today_doctor_and_commands_show_the_same_flags(keeper: User, alice_client: Client) -> None:
    flags = json.loads(command("check_red_flags", user="alice", json=True))["flags"]
    by_rule = {flag["rule"]: (flag["level"], flag["text"]) for flag in flags if flag["level"] != "reassure"}
    assert f"for {RUN} days" in by_rule["S2_persistent"][1]
    summary = from_snapshot(json.loads(summary_file("json")))
    watched = rows(summary, "signs_to_watch")
    assert {row["says"].value: (row["level"].value, row["says"].text) for row in watched} == by_rule
    signs = unescape(alice_client.get(reverse("tracker:signs")).content.decode())
    assert [text for _level, text in by_rule.values() if text not in signs] == []
    assert {row["first_shown"].value for row in watched} == {LAST.isoformat()}
    today = alice_client.get("/")
    shown = {one.flag.rule: one.says for one in today.context["urgent"]}
    assert shown
    assert shown == {rule: by_rule[rule][1] for rule in shown}


def as_page(summary: DoctorSummary) -> str:
    """The page without its drawings, which other tests compare with the tables."""
    context = {
        "summary": summary,
        "figures": figures(summary),
        "box": signs_box(summary),
        "parts": [Part(section, SafeString(), "") for section in in_order(summary)],
        "made": summary.section(ALWAYS),
    }
    return render_to_string("tracker/_doctor_summary.html", context)


@cache
def a_verdict() -> ScheduledAnalysis | None:
    """The trigger analysis of one diary, used for all of them, because each takes seconds."""
    return latest_analysis(align(day_table(believable(LAST, 200, 3))))


@settings(max_examples=200, phases=[Phase.generate])
@given(st.integers(10, 300), SEEDS, st.integers(1, 300), st.integers(0, 60))
def test_200_generated_diaries_read_the_same_in_every_output(
    is_long: bool, days: int, seed: int, length: int, ago: int
) -> None:
    value, last = long_diary(LAST, days, seed), LAST - timedelta(days=ago)
    first = last - timedelta(days=length - 1)
    begins = reaches_back(value.visits, first, last, LAST)
    flags, whole, earlier = check(value, LAST), value.between(begins, last), history_of(value, begins)
    period = value.between(first, last)
    summary = build_summary(
        in_persons_units(period), LAST, str, SummaryContext(flags, {}, whole, earlier, a_verdict(), ("Why?",))
    )
    assert not (missing := missing_in_page(summary, words_of_html(as_page(summary)))), missing
    assert wrong_in_csv(summary, to_csv(summary)) == []
    assert not wrong_in_json(summary, to_json(summary))
    assert wrong_in_fhir(summary, to_fhir(summary, period)) == []
    if is_long or days % ONE_PDF_OF == 0:
        assert not (missing := missing_in_pdf(summary, words_of_pdf(to_pdf(summary, annex=True)))), missing
