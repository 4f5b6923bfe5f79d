"""A tagged PDF whose numbers are those of the JSON, that cuts no sign, and whose text is only ever text."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from walk.paper import pages_of, text_of

from tracker.core.records import Diary, Reading
from tracker.core.reports import build_summary, to_json, to_pdf, with_sections
from tracker.core.reports.drawings import section_drawing
from tracker.core.reports.layout import in_order
from tracker.core.reports.pdf.page import BULLETS, COLUMNS, is_set

TODAY = date(2026, 7, 1)
NASTY = (
    '#read("/etc/passwd")',
    "*bold* $x$ _i_",
    "[a] <b> \"q\" 'p'",
    "= not a title",
    '#import "x": *',
    "\\ ` ~ @x",
    "ελληνικά",
    "Żółć Ω ≥",
)


def facts_of(pdf: bytes, folder: Path) -> dict[str, str]:
    """What pdfinfo says of the file."""
    file = folder / "summary.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in said.splitlines())}


def structure(pdf: bytes) -> Iterator[dict[str, Any]]:
    """Every element of the tag tree."""

    def below(node: Any) -> Iterator[dict[str, Any]]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from below(child)
        elif isinstance(node, dict):
            yield node
            if "/K" in node:
                yield from below(node["/K"])

    yield from below(PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"])


def with_names(diary: Diary, *names: str) -> Diary:
    """The diary with these exposures instead of its own, each with one value, and these things blamed."""
    own = tuple(replace(diary.exposures[-1], key=f"own_{at}", name=name) for at, name in enumerate(names))
    readings = tuple(Reading(e.id, e.key, diary.first_day, 2.5) for e in own)
    first, *others = diary.episodes
    return replace(diary, exposures=own, readings=readings, episodes=(replace(first, blamed=names), *others))


@pytest.mark.parametrize(("name", "count"), [("three_weeks", 1), ("empty", 1), ("half_a_year", 2), ("overfull", 3)])
def test_it_is_tagged_a4_and_one_page_if_it_fits(
    name: str, count: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    said = facts_of(to_pdf(build_summary(request.getfixturevalue(name), TODAY)), tmp_path)
    assert int(said["Pages"]) <= count
    assert said["Tagged"] == "yes"
    assert said["Title"] == "Twitch diary: summary for a doctor"
    assert said["Page size"].endswith("(A4)")


def test_one_episode_is_one_page(three_weeks: Diary, tmp_path: Path) -> None:
    one = replace(three_weeks, episodes=three_weeks.episodes[:1], readings=(), days=())
    pdf = to_pdf(build_summary(one, TODAY))
    assert facts_of(pdf, tmp_path)["Pages"] == "1"
    assert "1 of 21 Days logged" in text_of(pdf)
    assert "1 Episodes on 1 day" in text_of(pdf)


def test_its_numbers_are_those_of_the_json(half_a_year: Diary) -> None:
    summary = build_summary(half_a_year, TODAY)
    page, document = text_of(to_pdf(summary)), json.loads(to_json(summary))
    for section in document["sections"]:
        for fact in section["headline"]:
            assert f"{fact['text']} {fact['label']} {fact['detail']}".strip() in page
        for fact in section["facts"]:
            if not (fact["nothing_on"] or fact["secondary"]):
                assert f"{fact['text']} {fact['detail']}".strip() in page
        for note in section["notes"]:
            assert note in page
    for table in (table for section in summary.sections for table in section.tables if is_set(table)):
        shown = COLUMNS.get(table.key, [column.key for column in table.columns if not column.secondary])
        for record in table.records:
            assert " ".join(cell.text for key, cell in record.items() if key in shown) in page


def test_the_places_that_stay_are_the_most_frequent_ones_in_order(half_a_year: Diary) -> None:
    from tracker.core.reference.places import PLACES

    episodes = [
        replace(episode, places=(place,))
        for episode, place in zip(half_a_year.episodes, PLACES.values(), strict=False)
    ]
    often = [replace(episode, places=(PLACES["calf:left"],)) for episode in half_a_year.episodes[len(episodes) :]]
    page = text_of(to_pdf(build_summary(replace(half_a_year, episodes=(*episodes, *often)), TODAY)))
    assert page.index("Forehead, left") < page.index("Calf, left")


def test_what_the_person_wrote_stays_text(three_weeks: Diary) -> None:
    page = text_of(to_pdf(with_sections(build_summary(with_names(three_weeks, *NASTY), TODAY), ["beliefs"])))
    for name in NASTY:
        assert " ".join(name.split()) in page
    assert "root:" not in page


def test_arabic_is_set_with_its_letters(three_weeks: Diary) -> None:
    letters = re.compile("[\u0600-\u06ff\ufb50-\ufeff]{5}")
    assert letters.search(text_of(to_pdf(build_summary(with_names(three_weeks, "العربية"), TODAY))))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=80), unit=st.text(max_size=25))
def test_no_name_can_make_the_pdf_fail(three_weeks: Diary, name: str, unit: str) -> None:
    named = with_names(three_weeks, name)
    named = replace(named, exposures=(replace(named.exposures[0], unit=unit),))
    assert len(PdfReader(io.BytesIO(to_pdf(build_summary(named, TODAY)))).pages) in (1, 2)


def test_the_chart_has_its_words(half_a_year: Diary) -> None:
    summary = build_summary(half_a_year, TODAY)
    alternatives = [str(node["/Alt"]) for node in structure(to_pdf(summary)) if "/Alt" in node]
    drawings = [drawing for section in summary.sections if (drawing := section_drawing(section))]
    assert sorted(alternatives) == sorted(drawing.words for drawing in drawings)


def test_title_headings_and_table_heads_are_tagged(half_a_year: Diary) -> None:
    tags = [str(node.get("/S")) for node in structure(to_pdf(build_summary(half_a_year, TODAY)))]
    shown = in_order(build_summary(half_a_year, TODAY))
    # The signs have a heading too.
    assert (tags.count("/Title"), tags.count("/H1"), tags.count("/Figure")) == (1, len(shown) + 1, 2)
    tables = [table for section in shown for table in section.tables if table.rows and is_set(table)]
    assert tags.count("/THead") == len([table for table in tables if table.key not in BULLETS])


@pytest.mark.parametrize("language", ["el", "el-gr"])
def test_the_language_is_set(three_weeks: Diary, language: str) -> None:
    pdf = to_pdf(build_summary(three_weeks, TODAY), language=language)
    assert str(PdfReader(io.BytesIO(pdf)).root_object["/Lang"]) == "el"


def test_it_says_that_it_is_accessible(three_weeks: Diary) -> None:
    metadata: Any = PdfReader(io.BytesIO(to_pdf(build_summary(three_weeks, TODAY)))).root_object["/Metadata"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_data()


def test_the_same_summary_gives_the_same_bytes(half_a_year: Diary) -> None:
    assert to_pdf(build_summary(half_a_year, TODAY)) == to_pdf(build_summary(half_a_year, TODAY))


def test_ten_years_fit_as_well(half_a_year: Diary) -> None:
    decade = replace(half_a_year, first_day=half_a_year.last_day - timedelta(days=3_652))
    pdf = to_pdf(build_summary(decade, TODAY))
    assert len(pages_of(pdf)) <= 2
    assert len(pdf) < 300_000
