from __future__ import annotations

import contextlib
import pickle  # noqa: TID251 — For the bytes an attacker would write.
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.analysis.hourly.case_crossover import CrossoverResult
from tracker.core.analysis.triggers.schedule import ScheduledAnalysis
from tracker.core.red_flags import RedFlag
from tracker.core.reference.rules.levels import Level
from tracker.diary.codecs import FILE, HTML, Codec, UnreadableError, json_of

FLAGS = json_of(tuple[RedFlag, ...])
VERDICT = json_of(tuple[ScheduledAnalysis | None, tuple[CrossoverResult, ...]])
HEAT = json_of(list[tuple[str, int, str]])

# No infinite number is ever computed: ratios end at e^50 (analysis.results.interval_of).
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
FACTS = st.dictionaries(
    st.text(max_size=9),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=9) | st.just(0.1),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)
A_FLAG = st.builds(RedFlag, facts=FACTS)
WRITTEN_BY_ANOTHER_PROGRAM = (b"", b"\xff\xfe", b"{}", b'{"logged_days":1}', b"null", b"\x80\x04N.")


@given(st.lists(A_FLAG, max_size=3).map(tuple))
def test_flags_come_back_as_they_were_computed(flags: tuple[RedFlag, ...]) -> None:
    assert FLAGS.decode(FLAGS.encode(flags)) == flags


@settings(max_examples=50, deadline=None)
@given(st.none() | st.from_type(ScheduledAnalysis), st.lists(st.from_type(CrossoverResult), max_size=2).map(tuple))
def test_a_verdict_comes_back_as_it_was_computed(
    verdict: ScheduledAnalysis | None, hours: tuple[CrossoverResult, ...]
) -> None:
    assert VERDICT.decode(VERDICT.encode((verdict, hours))) == (verdict, hours)


@given(st.lists(st.tuples(st.text(), st.integers(0, 9), st.text())))
def test_places_by_week_come_back_as_they_were_counted(places: list[tuple[str, int, str]]) -> None:
    assert HEAT.decode(HEAT.encode(places)) == places


@given(st.binary())
def test_a_file_comes_back_byte_for_byte(content: bytes) -> None:
    assert FILE.decode(FILE.encode(content)) == content


@given(st.text(st.characters(codec="utf-8")))
def test_html_comes_back_and_is_not_escaped_again(text: str) -> None:
    found = HTML.decode(HTML.encode(SafeString(text)))
    assert (found, type(found)) == (text, SafeString)


def test_what_is_more_than_text_keeps_its_type() -> None:
    codec = json_of(tuple[date, datetime, Level, frozenset[str]])
    value = (date(2026, 3, 29), datetime.fromisoformat("2026-03-29T02:30:00+02:00"), Level.SOON, frozenset({"a"}))
    found = codec.decode(codec.encode(value))
    assert (found, [type(one) for one in found]) == (value, [type(one) for one in value])


@pytest.mark.parametrize("content", WRITTEN_BY_ANOTHER_PROGRAM)
@pytest.mark.parametrize("codec", [FLAGS, VERDICT, HEAT])
def test_other_bytes_are_refused(codec: Codec[Any], content: bytes) -> None:
    with pytest.raises(UnreadableError):
        codec.decode(content)


def test_html_that_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableError):
        HTML.decode(b"\xff")


class RunsWhenUnpickled:
    """A value whose pickle makes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.mark,)


@pytest.mark.parametrize("codec", [FLAGS, VERDICT, HEAT, HTML, FILE])
def test_bytes_that_are_a_program_do_not_run(codec: Codec[Any], tmp_path: Path) -> None:
    content = pickle.dumps(RunsWhenUnpickled(tmp_path / "ran"))
    with contextlib.suppress(UnreadableError):
        codec.decode(content)
    assert not (tmp_path / "ran").exists()
