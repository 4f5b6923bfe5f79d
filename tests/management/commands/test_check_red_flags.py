"""What the rules say of files and accounts, from the command line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from time_machine import TimeMachineFixture

from tracker import diary
from tracker.core.formats import diary_json
from tracker.core.records import Day, Diary, Episode, Onset, Person, Place, Sign
from tracker.models import User

LAST = date(2026, 5, 31)
EPISODES = tuple(
    Episode(
        UUID(int=n), datetime(2026, 5, n, 10, tzinfo=UTC), "UTC", date(2026, 5, n), 60,
        places=(Place.parse("nose_side:left"),),
    )
    for n in range(12, 32)
)  # fmt: skip
DROOP = Day(UUID(int=99), LAST, signs=(Sign("face_droop", Onset.SUDDEN),))
LASTING = Diary(Person("UTC", "GB"), date(2026, 5, 1), LAST, episodes=EPISODES)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "diary.json"
    path.write_bytes(diary_json.write(LASTING))
    return path


def said(*arguments: object) -> str:
    out = StringIO()
    call_command("check_red_flags", *map(str, arguments), stdout=out)
    return out.getvalue()


def objects(*arguments: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(*arguments, "--json").splitlines()]


def test_each_file_gives_one_object_on_one_line(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "empty.json"
    other.write_bytes(diary_json.write(Diary(Person(), LAST, LAST, days=(DROOP,))))
    first, second = objects(file, other, "--today", LAST)
    assert first == {
        "file": str(file),
        "today": "2026-05-31",
        "flags": [
            {
                "rule": "S2_persistent",
                "version": 2,
                "level": "routine",
                "within_hours": None,
                "facts": {
                    "first": "2026-05-12",
                    "last": "2026-05-31",
                    "run_days": 20,
                    "places": ["nose_side:left"],
                },
                "text": "You have logged twitching at Side of nose, left for 20 days. NHS advice is to see a GP when "
                "a twitch lasts more than 2 weeks. It is usually harmless, and there is no hurry unless something "
                "new comes with it.",
                "source": "NHS, Twitching eyes and muscles; article on nose spasms; article on nasal twitching",
            }
        ],
    }
    (emergency,) = second["flags"]
    assert (second["file"], emergency["rule"], emergency["within_hours"]) == (str(other), "E1_face_droop", 0)
    assert "Call 112." in emergency["text"]


def test_the_day_can_be_chosen_and_defaults_to_today(file: Path, time_machine: TimeMachineFixture) -> None:
    (early,) = objects(file, "--today", "2026-05-20")
    assert (early["today"], early["flags"]) == ("2026-05-20", [])
    time_machine.move_to(datetime(2026, 6, 1, 23, tzinfo=UTC), tick=False)
    assert objects(file)[0]["today"] == "2026-06-01"


def test_today_is_the_day_where_the_diary_is_kept(tmp_path: Path, time_machine: TimeMachineFixture) -> None:
    far = tmp_path / "far.json"
    far.write_bytes(diary_json.write(Diary(Person("Pacific/Kiritimati"), LAST, LAST)))
    time_machine.move_to(datetime(2026, 6, 1, 23, tzinfo=UTC), tick=False)
    assert objects(far)[0]["today"] == "2026-06-02"


def test_the_diary_of_an_account(alice: User) -> None:
    diary.save(alice, LASTING, datetime(2026, 6, 1, tzinfo=UTC))
    (result,) = objects("--user", "alice", "--today", LAST)
    assert list(result) == ["user", "today", "flags"]
    assert (result["user"], [flag["rule"] for flag in result["flags"]]) == ("alice", ["S2_persistent"])


def test_in_words(file: Path) -> None:
    lines = said(file, "--today", LAST).splitlines()
    assert lines[0] == f"{file}, 2026-05-31:"
    assert lines[1].startswith(
        "  S2_persistent (routine): You have logged twitching at Side of nose, left for 20 days."
    )
    assert lines[1].endswith("Please book a routine appointment.")
    assert lines[2] == "    NHS, Twitching eyes and muscles; article on nose spasms; article on nasal twitching"
    assert said(file, "--today", "2026-05-02") == f"{file}, 2026-05-02: no rule matches.\n"


def test_patterns_can_be_turned_off_for_an_installation(file: Path, settings: Any) -> None:
    settings.PATTERN_FLAGS = False
    assert objects(file, "--today", LAST)[0]["flags"] == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("nose_side:left", "nose_tip:left", "episodes.places: “nose_tip:left” is not a place on the map"),
        (
            '"places"',
            '"signs": [{"name": "bad_luck", "onset": "sudden"}], "places"',
            "episodes.signs.name: “bad_luck” is not a sign of the list",
        ),
        ('"version": 2', '"version": 99', "version: 99 was made by a newer Levator"),
    ],
)
def test_a_refused_file_is_named_with_line_and_reason_and_the_others_are_printed(
    file: Path, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    bad, out = tmp_path / "bad.json", StringIO()
    bad.write_text(file.read_text().replace(old, new, 1))
    line = next(n for n, text in enumerate(bad.read_text().splitlines(), start=1) if new in text)
    with pytest.raises(CommandError) as refused:
        call_command("check_red_flags", str(bad), str(file), "--json", "--today", "2026-05-31", stdout=out)
    assert refused.value.returncode == 1
    assert str(refused.value).splitlines() == [f"{bad} was refused.", f"{bad}, line {line}: {reason}"]
    assert json.loads(out.getvalue())["file"] == str(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.json cannot be read: No such file or directory") as refused:
        said(tmp_path / "none.json")
    assert refused.value.returncode == 1


@pytest.mark.parametrize("arguments", [(), ("--today", "soon", "x.json")])
def test_wrong_use(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    assert "Name a diary file" in str(refused.value) or "soon is not a date" in str(refused.value)


def test_an_unknown_account_is_wrong_use(db: None) -> None:
    with pytest.raises(CommandError, match="There is no user named nobody") as refused:
        said("--user", "nobody")
    assert refused.value.returncode == 2


def test_checking_changes_nothing(alice: User) -> None:
    diary.save(alice, LASTING, datetime(2026, 6, 1, tzinfo=UTC) + timedelta(days=1))
    before = diary.load_all(alice)
    said("--user", "alice", "--today", LAST)
    assert diary.load_all(alice) == before
