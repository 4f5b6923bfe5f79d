"""The pages behind the first: only where asked for, whole, and with the diary's own numbers, from the PDF."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.analysis.triggers.schedule import scheduled_analyses
from tracker.core.charts.forest import describe_forest
from tracker.core.demo import believable
from tracker.core.records import Diary
from tracker.core.reference.sections import ALL_SECTIONS
from tracker.core.reports import (
    DoctorSummary,
    SummaryContext,
    build_summary,
    from_snapshot,
    to_pdf,
    to_snapshot,
    with_sections,
)
from tracker.core.reports.drawings import section_drawing
from tracker.core.reports.facts import Cell
from tracker.core.reports.pdf.annex import MAX_RATIOS, annex_charts, annex_words
from tracker.core.reports.pdf.page import COLUMNS
from tracker.core.reports.sections.episode_list import episode_table
from tracker.core.reports.sections.signs_to_watch import signs_to_watch

LAST = date(2026, 5, 31)
TODAY = LAST + timedelta(days=1)
# The cells of an injection come in another order when text is taken out of a page.
DIARY = replace(believable(LAST, 180, 1), injections=())
NASTY = '#read("x") $y$ *b* [c] Είναι επικίνδυνο; هل هذا خطير؟ أشعر برفة '
SMALLEST_PT = 7.5
"""Only the legal text of the first page is smaller."""


def summed(diary: Diary) -> DoctorSummary:
    verdict = scheduled_analyses(align(day_table(diary)))[-1]
    return build_summary(
        diary, TODAY, context=SummaryContext(flags=signs_to_watch(diary, TODAY), whole=diary, verdict=verdict)
    )


@pytest.fixture(scope="module")
def summary() -> DoctorSummary:
    return summed(DIARY)


@pytest.fixture(scope="module")
def whole(summary: DoctorSummary) -> bytes:
    return to_pdf(summary, annex=True)


def pages(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(pdf)).pages)


def words(text: str) -> str:
    return " ".join(text.split())


def behind(pdf: bytes) -> str:
    """The text of the annex, without the foot of its pages."""
    found = " ".join(words(page.extract_text()) for page in pages(pdf)[1:])
    text = re.sub(r"Name Twitch diary: summary for a doctor, .*? Page \d+ of \d+ ?", "", found)
    return text.partition("Annex Made on request")[2]


def sizes(pdf: bytes) -> set[float]:
    """The size of every piece of type, in points as it is scaled on the paper."""
    found: set[float] = set()

    def look(text: str, user: list[float], own: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(user[3] * own[3]), 2))

    for page in pages(pdf):
        page.extract_text(visitor_text=look)
    return found


def structure(pdf: bytes) -> Iterator[dict[str, Any]]:
    def below(node: Any) -> Iterator[dict[str, Any]]:
        node = node.get_object()
        for child in node if isinstance(node, list) else ():
            yield from below(child)
        if isinstance(node, dict):
            yield node
            yield from below(node.get("/K", []))

    yield from below(PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"])


def test_without_being_asked_there_is_none(summary: DoctorSummary) -> None:
    assert "Annex" not in " ".join(page.extract_text() for page in pages(to_pdf(summary)))


def test_the_first_page_is_the_same_with_and_without(summary: DoctorSummary, whole: bytes) -> None:
    """Every piece of text at its place, and every stroke of the drawings."""
    alone, first = pages(to_pdf(summary))[0], pages(whole)[0]
    strokes = re.compile(rb"[\d.-]+ [\d.-]+ (?:m|l|Td)\b|[\d.-]+ [\d.-]+ [\d.-]+ [\d.-]+ re\b")
    before, after = (page.get_contents() for page in (alone, first))
    assert before is not None
    assert after is not None
    text, text_alone = (re.sub(r"Page 1 of \d+", "", page.extract_text()) for page in (first, alone))
    assert text == text_alone
    assert strokes.findall(after.get_data()) == strokes.findall(before.get_data())


def test_a_frozen_summary_has_no_annex(summary: DoctorSummary) -> None:
    """A shared link shows its snapshot, and never the diary."""
    assert behind(to_pdf(from_snapshot(to_snapshot(summary, ALL_SECTIONS)), annex=True)) == ""


def test_every_episode_is_listed_as_in_the_diary(whole: bytes) -> None:
    text = behind(whole).partition("Episodes, the newest first ")[2]
    head = "Day Time Place Strength Duration Feel Other signs "
    listed = text.replace(head, "")
    at = 0
    for row in episode_table(DIARY.episodes).rows:
        wanted = words(" ".join(cell.text for cell in row))
        at = listed.find(wanted, at)
        assert at >= 0, wanted
        at += len(wanted)
    assert len(re.findall(r"\d+ \w{3} 202[56] \d\d:\d\d ", text)) == len(DIARY.episodes)
    assert text.count(head) == sum("Day Time Place" in words(page.extract_text()) for page in pages(whole)) > 1


def test_what_is_shown_in_part_before_is_there_whole(summary: DoctorSummary, whole: bytes) -> None:
    text = behind(whole)
    for section in summary.sections:
        less = any(len(table.columns) > len(COLUMNS.get(table.key, table.columns)) for table in section.tables)
        for row in [row for table in section.tables if less for row in table.rows]:
            assert words(" ".join(cell.text for cell in row)) in text


def test_a_list_that_was_shortened_is_there_whole(overfull: Diary) -> None:
    few = with_sections(build_summary(overfull, TODAY), ("beliefs",))
    blamed = few.sections[0].table("blamed").rows
    assert len(blamed) > 12
    text = behind(to_pdf(few, annex=True)).replace("\u200b", "")
    assert all(row[0].text[:10] in text for row in blamed)


def test_what_is_whole_before_is_not_repeated(summary: DoctorSummary, whole: bytes) -> None:
    text = behind(whole)
    assert "Where, in order of appearance" not in text
    assert "Signs to watch" not in text
    without_rows = [section for section in summary.sections if not any(table.rows for table in section.tables)]
    assert not [section.title for section in without_rows if f"{section.title} " in text]


def test_each_drawing_has_its_words(summary: DoctorSummary, whole: bytes) -> None:
    alternatives = [str(node["/Alt"]) for node in structure(whole) if "/Alt" in node]
    charts = annex_charts(summary)
    drawings = {drawing.name: drawing.words for s in summary.sections if (drawing := section_drawing(s))}
    assert alternatives == [drawings["weeks"], drawings["face"], *(chart.words for chart in charts)]
    assert charts[0].words == drawings["weeks"]
    tracked = summary.section("exposures")
    assert tracked is not None
    ratios = {row[0].text: [f"{cell.value:.2f}" for cell in row[1:4]] for row in tracked.table("spans").rows}
    ratio, low, high = ratios["Alcohol"]
    assert f"Alcohol: {ratio} times, from {low} to {high}." in charts[1].words
    assert f"Episodes: {len(DIARY.episodes)}." in charts[2].words


def test_it_is_tagged_with_title_and_language(whole: bytes, tmp_path: Path) -> None:
    file = tmp_path / "annex.pdf"
    file.write_bytes(whole)
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Title: +Twitch diary: summary for a doctor\n", info)
    assert re.search(r"Tagged: +yes\n", info)
    root: Any = PdfReader(io.BytesIO(whole)).root_object
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert str(root["/Lang"]) == "en"
    tags = [str(node.get("/S")) for node in structure(whole)]
    assert (tags.count("/Title"), tags.count("/Figure")) == (1, 5)


def test_every_page_has_its_number_and_a_line_for_a_name(whole: bytes) -> None:
    every = [words(page.extract_text()) for page in pages(whole)]
    for number, text in enumerate(every, start=1):
        assert f"Page {number} of {len(every)}" in text
        assert "Name" in text


def test_weeks_too_narrow_for_their_numbers_are_drawn_again_larger() -> None:
    """A chart that is whole on the first page is not repeated."""
    weeks = [[c for c in annex_charts(summed(believable(LAST, days, 1))) if "weeks" in c.file] for days in (90, 365)]
    assert [len(found) for found in weeks] == [0, 1]


def hard(diary: Diary) -> Diary:
    note = (NASTY * 40)[:2_000]
    return replace(diary, episodes=tuple(replace(episode, note=note) for episode in diary.episodes[:12]))


def six_weeks(diary: Diary) -> Diary:
    return diary.between(LAST - timedelta(days=40), LAST)


@pytest.mark.parametrize("made", [hard, six_weeks, lambda diary: diary], ids=["notes", "six_weeks", "half_a_year"])
def test_its_type_can_be_read(made: Callable[[Diary], Diary]) -> None:
    pdf = to_pdf(summed(DIARY) if made(DIARY) is DIARY else build_summary(made(DIARY), TODAY), annex=True)
    assert min(sizes(pdf)) == 7
    assert min(size for size in sizes(pdf) if size != 7) >= SMALLEST_PT


def test_long_notes_in_any_script_are_text_and_whole() -> None:
    notes = "".join(episode.note for episode in hard(DIARY).episodes)
    text = behind(to_pdf(build_summary(hard(DIARY), TODAY), annex=True))
    assert 'read("x") $y$ *b* [c] Είναι επικίνδυνο;' in text
    for letters in "#$*[", "Ειναπκδυο":
        assert [text.count(letter) for letter in letters] == [notes.count(letter) for letter in letters]
    arabic = "[\u0600-\u06ff\ufb50-\ufeff]"
    assert len(re.findall(arabic, text)) > 0.9 * len(re.findall(arabic, notes))


@pytest.mark.parametrize(
    ("days", "calendars", "said"),
    [(1, 1, ""), (42, 1, ""), (43, 1, ""), (366, 2, ""), (3_650, 3, "The calendars show the last 36 months")],
)
def test_the_calendars_are_bounded(days: int, calendars: int, said: str) -> None:
    summary = build_summary(Diary(DIARY.person, LAST - timedelta(days=days - 1), LAST), TODAY)
    charts = [chart for chart in annex_charts(summary) if "calendar" in chart.file]
    assert len(charts) == calendars
    note = str(annex_words(summary, charts)["charts_note"])
    assert note.startswith(said)
    assert bool(note) == bool(said)


def test_a_ratio_rounded_to_nothing_and_too_many_are_drawn(summary: DoctorSummary) -> None:
    tracked = summary.section("exposures")
    assert tracked is not None
    row = (Cell("#x $", "#x $"), Cell("0", 0), Cell("0", 0), Cell("0.01", 0.01), Cell("no", False))
    spans = replace(tracked.table("spans"), rows=(row,) * 50)
    odd = replace(summary, sections=(replace(tracked, tables=(spans,)),))
    (forest, *_calendars) = annex_charts(odd)
    assert forest.words.count("#x $: 0.01 times, from 0.01 to 0.01.") == MAX_RATIOS
    assert len(pages(to_pdf(odd, annex=True))) > 1
    assert describe_forest(()) == ""


def test_names_in_any_script_are_set_beside_their_lines(summary: DoctorSummary) -> None:
    tracked = summary.section("exposures")
    assert tracked is not None
    names = ("ตากลม", "눈꺼풀", "step 1\ufe0f\u20e3", "e\u0323\u0302", "ᠮᠣᠩᠭᠣᠯ")
    rows = tuple((Cell(name, name), *tracked.table("spans").rows[0][1:]) for name in names)
    odd = replace(tracked, tables=(replace(tracked.table("spans"), rows=rows),))
    charts = pages(to_pdf(replace(summary, sections=(odd,)), annex=True))[1].extract_text()
    assert "[6 letters in Mo" in charts
    assert [name for name in names[:3] if name not in charts] == []


def test_an_empty_period_has_an_annex_that_says_so() -> None:
    empty = build_summary(Diary(DIARY.person, LAST - timedelta(days=89), LAST), TODAY)
    assert "No episode was logged in this period." in behind(to_pdf(empty, annex=True))


def test_the_same_summary_gives_the_same_bytes(summary: DoctorSummary, whole: bytes) -> None:
    assert to_pdf(summary, annex=True) == whole


def test_nothing_runs_over_the_edge_of_the_paper(overfull: Diary) -> None:
    """All places and many signs on one episode, with a short note below them, and words without end."""
    short = tuple(replace(episode, note="Came and went. " + "W" * 80) for episode in overfull.episodes[:9])
    lowest = []

    def look(text: str, user: list[float], own: list[float], _font: object, _size: float) -> None:
        if text.strip():
            lowest.append(user[1] * own[4] + user[3] * own[5] + user[5])

    pdf = to_pdf(build_summary(replace(overfull, episodes=short), TODAY), annex=True)
    for page in pages(pdf)[1:]:
        page.extract_text(visitor_text=look)
    assert min(lowest) > 20
    assert behind(pdf).count("Came and went.") == 9
