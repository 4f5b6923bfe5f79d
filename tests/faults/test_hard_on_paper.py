"""Diaries with too much for one page of A4: the rest goes on a second page, in readable type."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from pypdf import PdfReader

from tracker.core.demo import believable
from tracker.core.records import Diary, Exposure, Medicine, Reading, Summary, Visit
from tracker.core.reference.sections import ALL_SECTIONS, ALWAYS, SECTIONS
from tracker.core.reports import SummaryContext, build_summary, to_pdf, with_sections
from tracker.core.reports.sections.signs_to_watch import signs_to_watch

LAST = date(2026, 5, 31)
TODAY = LAST + timedelta(days=1)
NAME = '#read("x") $y$ *b* [c]'
GREEK, ARABIC = "Είναι επικίνδυνο;", "هل هذا خطير؟ أشعر برفة في العين"
SMALLEST_PT, BODY_PT = 7.0, 8.5
"""Of legal text, and of everything else."""


def context(diary: Diary, *asked: str) -> SummaryContext:
    return SummaryContext(flags=signs_to_watch(diary, TODAY), whole=diary, asked=asked)


def printed(diary: Diary, *asked: str) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(build_summary(diary, TODAY, context=context(diary, *asked)))))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def sizes(reader: PdfReader) -> set[float]:
    """The size of every piece of type on the paper, in points, as it is scaled there."""
    found: set[float] = set()

    def look(text: str, user: list[float], own: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(user[3] * own[3]), 2))

    for page in reader.pages:
        page.extract_text(visitor_text=look)
    return found


def many_medicines(diary: Diary) -> Diary:
    courses = tuple(
        Medicine(UUID(int=at), f"{NAME} {at}", started=LAST - timedelta(days=3 * at), dose="5 mg", why="w" * 200)
        for at in range(40)
    )
    return replace(diary, medicines=courses)


def endless_notes(diary: Diary) -> Diary:
    visit = Visit(UUID(int=1), LAST - timedelta(days=30), agreed="agreed " * 285, findings="found " * 330)
    noted = tuple(replace(episode, note="note " * 400) for episode in diary.episodes)
    return replace(diary, episodes=noted, visits=(visit,))


def own_names(diary: Diary) -> Diary:
    own = tuple(Exposure(UUID(int=at), f"own_{at}", name, "u", Summary.SUM)
                for at, name in enumerate((NAME, GREEK, "النوم والقلق")))  # fmt: skip
    readings = tuple(Reading(one.id, one.key, LAST, 2.5) for one in own)
    return replace(diary, exposures=own, readings=readings)


@pytest.fixture(scope="module")
def demo() -> Diary:
    return replace(believable(LAST, 180, 1), medicines=(), doses=(), injections=(), visits=())


@pytest.mark.parametrize("hard", [many_medicines, endless_notes, own_names])
def test_takes_two_pages_in_type_that_can_be_read(hard: object, demo: Diary) -> None:
    assert callable(hard)
    reader = printed(hard(demo), "why " * 2_500, GREEK, ARABIC)
    assert len(reader.pages) == 2
    assert min(sizes(reader)) >= SMALLEST_PT
    assert BODY_PT in sizes(reader)


def test_names_are_text_and_forty_medicines_are_counted(demo: Diary) -> None:
    text = text_of(printed(many_medicines(demo)))
    assert NAME in text
    shown = len(set(re.findall(re.escape(NAME) + r" \d+ \d+ \w+ 2026", text)))
    (hidden,) = (int(count) for count in re.findall(r"and (\d+) more\.", text))
    assert shown + hidden == 40


def test_greek_and_arabic_are_set(demo: Diary) -> None:
    summary = with_sections(build_summary(demo, TODAY, context=context(demo, GREEK, ARABIC)), ["questions"])
    text = text_of(PdfReader(io.BytesIO(to_pdf(summary))))
    assert GREEK in text
    assert len(re.findall("[\u0600-\u06ff\ufb50-\ufeff]", text)) > 20


def test_notes_never_reach_the_page(demo: Diary) -> None:
    assert "note note" not in text_of(printed(endless_notes(demo)))


def test_every_section_is_on_one_of_the_pages(demo: Diary) -> None:
    hard = many_medicines(endless_notes(demo))
    summary = build_summary(hard, TODAY, context=context(hard, *(f"{at} " + "why " * 200 for at in range(40))))
    text = text_of(PdfReader(io.BytesIO(to_pdf(summary))))
    titles = {section.title for section in summary.sections if section.noted and section.key != ALWAYS}
    assert len(titles) > 8
    assert {title for title in titles if title not in text} == set()


@pytest.mark.parametrize("first", range(3))
def test_first_sections_are_printed(demo: Diary, first: int) -> None:
    """The person's order decides which sections are printed."""
    last_first = [*ALL_SECTIONS[::-1][first:], *ALL_SECTIONS]
    hard = many_medicines(endless_notes(demo))
    text = text_of(
        PdfReader(io.BytesIO(to_pdf(with_sections(build_summary(hard, TODAY, context=context(hard)), last_first))))
    )
    keys = [key for key in dict.fromkeys(last_first) if key != "how_made"]
    assert text.index(SECTIONS[keys[0]]) < text.index(SECTIONS[keys[1]])
