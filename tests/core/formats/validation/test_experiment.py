"""Self-experiments in the diary's file: round trips, and refusals with their line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.formats import FileRefusedError, diary_json, diary_tables
from tracker.core.records import Diary, Expected, Experiment, Kept, KeptDay, Pause, Person

DAY = date(2026, 3, 2)
EXPERIMENT = Experiment(
    UUID(int=1), DAY, "no coffee", "as usual", Expected.FEWER, "5eed", 14, 2, 1, "caffeine_mg",
    (Pause(DAY, DAY + timedelta(2)), Pause(DAY + timedelta(9))), DAY + timedelta(20), (KeptDay(DAY, Kept.PARTLY),),
)  # fmt: skip
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200)
experiments = st.builds(
    replace,
    st.just(EXPERIMENT),
    on=texts,
    off=texts,
    seed=st.text("0123456789abcdef", min_size=1, max_size=64),
    expected=st.sampled_from(list(Expected)),
    pairs=st.integers(5, 20),
    period_days=st.integers(2, 14),
    left_out=st.integers(0, 1),
    exposure=st.sampled_from(["", "caffeine_mg"]),
    pauses=st.sampled_from([(), EXPERIMENT.pauses, EXPERIMENT.pauses[:1]]),
    stopped=st.none() | st.dates(DAY, date(2027, 1, 1)),
    kept=st.dictionaries(st.dates(DAY, date(2026, 5, 1)), st.sampled_from(list(Kept)), max_size=9).map(
        lambda answers: tuple(KeptDay(day, answers[day]) for day in sorted(answers))
    ),
)


def diary_of(experiment: Experiment) -> Diary:
    return Diary(Person(), DAY, DAY, experiments=(experiment,))


@given(experiments)
def test_comes_back_from_both_files(experiment: Experiment) -> None:
    diary = diary_of(experiment)
    for form in (diary_json, diary_tables):
        data = form.write(diary)
        assert form.read(data) == diary
        assert form.write(form.read(data)) == data


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("left_out", 2, "experiments.left_out: must be less than period_days"),
        ("pauses", [{"first": "2026-03-04", "last": "2026-03-03"}], "experiments.pauses: one ends before it begins"),
        ("pauses", [{"first": "2026-03-04"}, {"first": "2026-03-09"}], "experiments.pauses: two overlap"),
        ("kept", [{"day": "2026-03-04", "kept": "no"}] * 2, "experiments.kept.day: is there twice"),
    ],
)
def test_refuses_what_cannot_be(field: str, value: Any, reason: str) -> None:
    document = json.loads(diary_json.write(diary_of(EXPERIMENT)))
    document["experiments"][0][field] = value
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read(json.dumps(document).encode())
    assert [problem.reason for problem in refused.value.problems] == [reason]


def test_an_older_zip_without_the_table_is_read() -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(diary_tables.write(diary_of(EXPERIMENT)))) as full:
        files = {name: full.read(name) for name in full.namelist() if name != "experiments.csv"}
    older = io.BytesIO()
    with zipfile.ZipFile(older, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert diary_tables.read(older.getvalue()).experiments == ()
