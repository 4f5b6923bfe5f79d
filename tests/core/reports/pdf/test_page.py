"""How the summary is laid out on paper: what is whole, what is on top, how large its type is."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from pypdf import PdfReader
from walk.paper import pages_of, places_of, text_of

from tracker.core.records import Diary, Visit
from tracker.core.reference.sections import ALWAYS
from tracker.core.reports import DoctorSummary, SummaryContext, build_summary, to_pdf, with_sections
from tracker.core.reports.facts import Cell
from tracker.core.reports.layout import SIGNS
from tracker.core.reports.pdf.page import BULLETS, MAX_ROWS, MIN_ROWS, is_set
from tracker.core.reports.sections.signs_to_watch import signs_to_watch

TODAY = date(2026, 7, 1)


def test_rows_that_do_not_fit_are_counted(overfull: Diary) -> None:
    summary = build_summary(overfull, TODAY, context=SummaryContext(signs_to_watch(overfull, overfull.last_day)))
    page = text_of(to_pdf(summary))
    for section in summary.sections:
        for table in section.tables:
            if is_set(table) and table.key not in (*BULLETS, SIGNS) and len(table.rows) > MAX_ROWS:
                hidden = [int(count) for count in re.findall(r"and (\d+) more\.", page)]
                assert any(MIN_ROWS <= len(table.rows) - count <= MAX_ROWS for count in hidden)


def test_section_that_does_not_fit_is_on_the_next_page(overfull: Diary) -> None:
    summary = build_summary(overfull, TODAY)
    first, *others = pages_of(to_pdf(summary))
    for section in (section for section in summary.sections if section.noted):
        assert (section.title in first) != any(section.title in page for page in others) or section.key == ALWAYS


def test_pages_behind_the_first_have_a_line_for_the_name_and_their_number(overfull: Diary) -> None:
    first, *others = pages_of(to_pdf(build_summary(overfull, TODAY)))
    assert others
    assert f"Page 1 of {len(others) + 1}" in first
    for number, page in enumerate(others, start=2):
        assert re.search(rf"Name Twitch diary: summary for a doctor, .* Page {number} of {len(others) + 1}", page)


def with_long_signs(summary: DoctorSummary, count: int) -> DoctorSummary:
    """The summary with signs that have more to say than any rule has."""
    section = summary.section(SIGNS)
    assert section is not None
    rows = tuple(
        tuple(
            Cell(text, text) for text in (f"Sign {at} of them: " + "and what else was noted, " * 20, "Soon", "1 May")
        )
        for at in range(count)
    )
    long = replace(section, tables=(replace(section.tables[0], rows=rows),))
    return replace(summary, sections=tuple(long if one.key == SIGNS else one for one in summary.sections))


@pytest.mark.parametrize("count", [1, 8, 60])
def test_signs_are_whole_and_before_everything_else(half_a_year: Diary, count: int) -> None:
    summary = with_long_signs(build_summary(half_a_year, TODAY), count)
    foot = re.compile(r"(?:Name Twitch diary: summary for a doctor, .*? )?Page \d+ of \d+ ?")
    text = " ".join(foot.sub("", page).strip() for page in pages_of(to_pdf(summary)))
    assert "…" not in text
    places = [text.index(says.text.strip()) for says, _level, _since in signs_of(summary)]
    assert text.index("Signs to watch") < places[0]
    assert places == sorted(places)
    assert places[-1] < text.index("What changed")


def test_no_sign_says_so_in_the_box(half_a_year: Diary) -> None:
    assert "No warning sign was found, as of 1 Jul 2026." in text_of(to_pdf(build_summary(half_a_year, TODAY)))


def test_signs_that_were_left_out_leave_no_box(half_a_year: Diary) -> None:
    chosen = with_sections(build_summary(half_a_year, TODAY), ["course", "places"])
    assert "Signs to watch" not in text_of(to_pdf(chosen))


def test_the_signs_to_watch_of_a_full_diary_are_whole(overfull: Diary) -> None:
    flags = signs_to_watch(overfull, overfull.last_day)
    shown = {flag.rule: overfull.last_day for flag in flags}
    summary = build_summary(overfull, TODAY, context=SummaryContext(flags, shown))
    text = text_of(to_pdf(summary))
    assert len(signs_of(summary)) > 3
    for says, level, since in signs_of(summary):
        assert f"{level.text}. {says.text} First shown: {since.text}" in text
    assert "As of 1 Jul 2026." in text


def signs_of(summary: DoctorSummary) -> tuple[tuple[Cell, ...], ...]:
    section = summary.section(SIGNS)
    assert section is not None
    return section.tables[0].rows


def test_a_long_name_what_was_agreed_and_a_question_are_not_cut(three_weeks: Diary) -> None:
    question = "May I drive, " + "and what about the bicycle, " * 12 + "in the end?"
    agreed = "Wait and note the days; " * 12 + "then come back."
    visit = Visit(UUID(int=7), date(2026, 5, 10), "Dr Weber", agreed=agreed)
    walk = "Walking the dog of the neighbour in the rain"
    episodes = tuple(replace(episode, blamed=(walk,)) for episode in three_weeks.episodes)
    diary = replace(three_weeks, episodes=episodes, visits=(visit,))
    text = text_of(to_pdf(build_summary(diary, TODAY, context=SummaryContext(asked=(question,)))))
    assert walk in text
    assert agreed in text
    assert question in text
    assert "…" not in text


def test_what_changed_is_the_first_section_whatever_the_order(half_a_year: Diary) -> None:
    summary = with_sections(build_summary(half_a_year, TODAY), ["bouts", "places", "since_last_visit", "course"])
    text = text_of(to_pdf(summary))
    assert text.index("What changed") < text.index("What an episode is like")


def test_topics_without_entries_share_one_line(empty: Diary) -> None:
    text = text_of(to_pdf(build_summary(empty, TODAY)))
    assert re.search(r"Nothing noted on: .*what was tried.*what may set it off", text)
    assert "Nothing was written down." not in text
    assert "Not said." not in text


def test_there_are_lines_to_write_questions(three_weeks: Diary) -> None:
    summary = build_summary(three_weeks, TODAY)
    with_lines, without = (
        lines_across_a_column(to_pdf(with_sections(summary, keys))) for keys in (["places", "questions"], ["places"])
    )
    assert with_lines - without == 3


def lines_across_a_column(pdf: bytes) -> int:
    contents = (page.get_contents() for page in PdfReader(io.BytesIO(pdf)).pages)
    found = (re.findall(rb"0 0 m\s+246\.\d+ 0 l", content.get_data()) for content in contents if content is not None)
    return sum(map(len, found))


@pytest.mark.parametrize("name", ["three_weeks", "half_a_year", "overfull"])
def test_there_is_one_scale_of_type(name: str, request: pytest.FixtureRequest) -> None:
    diary = request.getfixturevalue(name)
    context = SummaryContext(signs_to_watch(diary, diary.last_day), asked=("Why?",))
    pages = places_of(to_pdf(build_summary(diary, TODAY, context=context)))
    assert {size for page in pages for *_place, size, _text in page} == {16, 10, 8.5, 7.5, 7}
    # Seven points are for the legal text alone, at the foot of the first page.
    assert all(y < 100 for page in pages for _x, y, size, _text in page if size == 7)


@pytest.mark.parametrize("name", ["three_weeks", "half_a_year"])
def test_the_columns_are_balanced(name: str, request: pytest.FixtureRequest) -> None:
    page = places_of(to_pdf(build_summary(request.getfixturevalue(name), TODAY)))[0]
    body = [(x, y) for x, y, size, _text in page if size > 7 and y > 60]
    left, right = (min(y for x, y in body if (x < 300) == is_left) for is_left in (True, False))
    assert abs(left - right) < 150
