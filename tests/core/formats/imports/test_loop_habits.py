from __future__ import annotations

from walk.exports import read, totals, zip_of

HABITS = "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit\n"
HABITS += "001,Sport,YES_NO,,,1,1,#0,\n"


def by_name(data: bytes | str) -> dict[str, dict[str, float]]:
    names = {one.key: one.name for one in read(data, name="Checkmarks.csv").collected.exposures}
    return {
        names[key]: found
        for key, found in totals(data if isinstance(data, bytes) else zip_of({"Checkmarks.csv": data})).items()
    }


def test_only_what_was_marked_by_hand_counts() -> None:
    marks = "2026-03-01,YES_MANUAL\n2026-03-02,NO\n2026-03-03,YES_AUTO\n2026-03-04,SKIP\n2026-03-05,UNKNOWN\n"
    data = zip_of({"Habits.csv": HABITS, "001 Sport/Checkmarks.csv": marks})
    assert by_name(data) == {"Sport": {"2026-03-01": 1.0, "2026-03-02": 0.0}}


def test_folders_are_preferred_to_the_wide_table() -> None:
    files = {
        "Checkmarks.csv": "Date,Sport,\n2026-03-01,UNKNOWN,\n",
        "001 Sport/Checkmarks.csv": "2026-03-01,2\n2026-03-02,0\n",
    }
    assert by_name(zip_of(files)) == {"Sport": {"2026-03-01": 1.0, "2026-03-02": 0.0}}


def test_two_is_a_yes_and_amounts_are_thousandths() -> None:
    data = "Date,Coffee,Hours\n05-26-24,2,-1\n05-25-24,-1,7250\n05-24-24,3,Entry(timestamp=2024-05-24; value=1)\n"
    assert by_name(data) == {"Coffee": {"2024-05-26": 1.0}, "Hours": {"2024-05-25": 7.25}}
