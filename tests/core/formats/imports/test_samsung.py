from __future__ import annotations

from walk.exports import NEW_YORK, chosen, read, totals, zip_of

PREFIX = "com.samsung.health.sleep."
SLEEPS = (
    "\ufeffcom.samsung.shealth.sleep,7006011,11\n"
    f"sleep_score,sleep_duration,{PREFIX}start_time,{PREFIX}end_time,{PREFIX}time_offset,{PREFIX}datauuid,\n"
    "71,401,2026-03-01 22:45:00.000,2026-03-02 05:26:00.000,UTC+0100,n-1,\n"
    ",52,2026-03-02 13:00:00.000,2026-03-02 13:52:00.000,UTC+0100,n-2,\n"
    ",,,,,,\n"
    ",60,2026-03-03 05:00:00.000,2026-03-03 04:00:00.000,UTC+0100,n-3,\n"
)
STAGES = (
    "\ufeffcom.samsung.health.sleep_stage,7006011,7\nstart_time,sleep_id,stage,time_offset,end_time,datauuid,\n"
    "2026-03-01 22:45:00.000,n-1,40001,UTC+0100,2026-03-01 23:00:00.000,s-0,\n"
    "2026-03-01 23:00:00.000,n-1,40002,UTC+0100,2026-03-02 03:00:00.000,s-1,\n"
    "2026-03-02 03:00:00.000,n-1,40004,UTC+0100,2026-03-02 05:00:00.000,s-2,\n"
)
WATER = (
    "\ufeffcom.samsung.health.water_intake,7006011,5\nstart_time,unit_amount,amount,time_offset,datauuid,\n"
    "2026-03-01 23:30:00.000,250.0,500.0,UTC+0100,w-1,\n"
)


def folder(**files: str) -> bytes:
    return zip_of({f"samsunghealth_x_1/com.samsung.{name}.1.csv": content for name, content in files.items()})


def test_stages_count_and_not_the_duration() -> None:
    data = folder(sleep=SLEEPS, sleep_stage=STAGES)
    assert totals(data)["sleep_h"] == {"2026-03-02": 6.0}
    assert [round(one.value, 2) for one in chosen(data).naps] == [0.87]


def test_times_are_utc_and_the_offset_gives_the_date() -> None:
    (water,) = chosen(folder(water=WATER), NEW_YORK).values
    assert (water.day.isoformat(), water.value, water.external_id) == ("2026-03-02", 500.0, "w-1")


def test_row_that_ends_first_is_left_out_with_its_line() -> None:
    (group,) = read(folder(sleep=SLEEPS)).collected.left_out
    assert (group.reason, group.examples[0].line) == ("It ends before it starts.", 6)
