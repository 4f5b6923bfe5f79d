"""The range of every field, in one place: forms, files and tables all refuse by these.

The ranges are decisions of ours, wide enough for any true diary, unless a line says otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta

SCORE = (0, 10)
"""Strength, pain, stress and every other *0 not at all, 10 the most* question."""

COUNT = (1, 10_000)
"""Twitches in one cluster."""

DURATION_S = (0, 7 * 24 * 3600)
"""A bout longer than a week is logged as *still going*, or day by day."""

RELIEF_MIN = (0, 1_440)
"""Minutes until a relief helped."""

DAY_STARTS_AT = (0, 6)
"""Hour at which a day may begin."""

FIRST_DATE = date(1900, 1, 1)
"""Nothing in a diary is older than this."""

FUTURE_SLACK = timedelta(hours=24)
"""How far ahead of the server's clock an entry may lie, for zones and wrong clocks."""

DIARY_FILE_BYTES = 50_000_000
"""Ten busy years are about 20 MB. deploy/Caddyfile lets as much through to the page that reads it."""

DAY_TABLE_BYTES = 20_000_000
"""Of a CSV file for find_triggers."""

MEGABYTE = 1_000_000

NOTE_CHARS = 5_000
NAME_CHARS = 60
UNIT_CHARS = 20
NUMBER_CHARS = 20
PHONE_NUMBER = r"\+?[0-9][0-9 ]{1,18}"
"""A number that can be dialled, as somebody types it."""

BLAMED_ITEMS = 30
PLACES_PER_EPISODE = 100

SHARED_DAYS = (0, 14, 90)
"""For how many days from today on a shared link opens: at least, when nothing else is said, at most."""

READING_VALUE = (0.0, 1_000_000.0)
"""Any exposure without a range of its own."""

DOSE_CHARS = 100
LINE_CHARS = 200
"""One line in a person's own words: why a medicine is taken, whom a visit is to."""

DOSE_CHANGES = 100
"""Of one course."""

INJECTED_UNITS = (0.0, 50_000.0)
"""Of one place. Products count in units of their own, up to ten thousand for a neck."""

QUESTION_CHARS = 1_000
QUESTIONS_PER_VISIT = 50
TESTS_PER_VISIT = 50
RESULT_CHARS = 1_000
SCORES_PER_VISIT = 20

THRESHOLD_CHARS = 40
THRESHOLD_VALUE = (-1_000_000.0, 1_000_000.0)
THRESHOLDS = 200
"""Numbers in the rules that one person moved; each rule has narrower bounds of its own."""

FACT_CHARS = 1_000
FACTS = 1_000
"""Parts of what a rule found, all lists and objects counted together."""

SCALE_SCORE = (-1_000.0, 1_000.0)
"""A doctor's scale may count down from nothing."""

LOW_DISK_BYTES = 200_000_000
"""With less room than this on the diary's disk, it is said before an entry has to be refused."""

QUICK_GUESSES = 5
"""Wrong passwords for one account from one place that may follow one another at once."""

GUESS_PAUSE = timedelta(minutes=1)
"""The pause after those; it doubles with every further one."""

GUESSES_AN_HOUR = 20
"""Passwords looked at for one account in an hour from places its owner never logged in at, all together."""

SESSION_IDLE = timedelta(days=30)
"""A log-in ends when it was not used for this long."""

SESSION_LONGEST = timedelta(days=180)
"""A log-in ends after this long, however often it is used."""
