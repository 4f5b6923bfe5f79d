"""The limits of every field, shared by forms, files and tables.

The ranges are our own choice, wide enough for any real diary, unless a comment says otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta

SCORE = (0, 10)
"""Strength, pain, stress and every other *0 not at all, 10 the most* question."""

COUNT = (1, 10_000)
"""Twitches in one cluster."""

DURATION_S = (0, 7 * 24 * 3600)
"""A longer episode is logged as *still going*, or day by day."""

RELIEF_MIN = (0, 1_440)
"""Minutes until a relief helped."""

DAY_STARTS_AT = (0, 6)
"""Hour at which a day may begin."""

FIRST_DATE = date(1900, 1, 1)
"""The earliest date of an entry."""

FUTURE_SLACK = timedelta(hours=24)
"""How far an entry may lie ahead of the server's clock: time zones and wrong device clocks."""

DIARY_FILE_BYTES = 50_000_000
"""Ten busy years take about 20 MB. deploy/Caddyfile has the same limit for the upload page."""

IMPORT_FILE_BYTES = 50_000_000
"""Files of other apps, sent as one form: by a browser without scripts. deploy/Caddyfile has the same limit."""

SENT_FILE_BYTES = 4_500_000_000
"""Files of other apps, sent in pieces by the script of the page. Apple's export of many years has some 4 GB."""

MAX_PIECE_BYTES = 4_000_000
"""One of these pieces. The first ones are smaller."""

MAX_IMPORT_FILES = 50

LARGE_EXPORT_BYTES = 1_000_000
"""A larger file of another app is read by a child process, while its page waits."""

IMPORT_UNPACKED_BYTES = 1_500_000_000
"""What the files in a zip that is no larger than that may hold together."""

LARGE_IMPORT_VALUES = 5_000
"""An import of more is written, and undone, by a child process while a page waits: about a second."""

LARGE_FILE_BYTES = 1_000_000
"""A longer diary file is imported by a child process while a page waits: half a year of a busy diary."""

LARGE_DIARY_ENTRIES = 30_000
"""A diary with more is written as a file, summarised from its first day, and deleted by a child process: by then each
takes about a second.
"""

DAY_TABLE_BYTES = 20_000_000
"""Size of a CSV file for find_triggers."""

MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000

MAX_BODY_BYTES = 64_000
"""Body of a request from anybody. A note of 5,000 letters in any script fits, as a form writes it."""

MAX_LOG_IN_BYTES = 256_000
"""Body of the log-in form, which may carry what somebody typed before their log-in ended."""

MAX_FORM_BYTES = MEGABYTE
"""Body of a request from somebody who is logged in: a visit has room for 50 questions and 50 results."""

MAX_DIFFERENCES_BYTES = 5 * MEGABYTE
"""Body of the form that carries the part of a file that differs."""

MAX_UPLOAD_BYTES = DIARY_FILE_BYTES + MEGABYTE
"""Body of an upload: a diary file and the form around it."""

NOTE_CHARS = 5_000
NAME_CHARS = 60
UNIT_CHARS = 20
NUMBER_CHARS = 20
PHONE_NUMBER = r"\+?[0-9][0-9 ]{1,18}"
"""A phone number as typed."""

BLAMED_ITEMS = 30
RELIEFS_PER_EPISODE = 30
PLACES_PER_EPISODE = 100

MAX_EPISODES_A_DAY = 2_000
"""By hand and in files: more than one a minute, day and night. A row of twitches is one episode with a count."""

MAX_READINGS_A_DAY = 10_000
MAX_DOSES_A_DAY = 500

MAX_OWN_EXPOSURES = 500
"""What a person tracks besides the built-in exposures, in all."""

MAX_ASKED = 100
"""What the check-in asks for, besides the four that it always asks for."""

MAX_MEDICINES = 500
MAX_INJECTIONS = 2_000
MAX_VISITS = 2_000
MAX_EXPERIMENTS = 500

MAX_IMPORTS = 2_000
"""Imports of other apps' files that can be undone: one a day for five years."""

MAX_TABLE_MAPPINGS = 50
"""Tables of other apps whose columns are remembered."""

MAX_CACHED_RESULTS = 500
"""Results beside a diary that the next change deletes anyway. The oldest go first."""

MAX_FINISHED_JOBS = 10
"""What came of long work, a person: kept for a day, the oldest go first."""

MAX_RESULT_FILES = 2
"""Whole diaries that wait for their owner to download them: one a format. The oldest go first."""

MAX_DELETED_ENTRIES = 10
DELETED_ENTRY_LIFE = timedelta(days=1)
"""How many deleted entries, and how long, a person can bring back."""

SHARED_DAYS = (0, 14, 90)
"""Days from today until a shared link expires: minimum, default, maximum."""

READING_VALUE = (0.0, 1_000_000.0)
"""Default range of an exposure."""

ONE_TAP = (0.01, 1_000_000.0)
"""What one tap may add."""

DOSE_CHARS = 100
LINE_CHARS = 200
"""A line of free text, such as why a medicine is taken."""

DOSE_CHANGES = 100
"""Dose changes of one course of a medicine."""

INJECTED_UNITS = (0.0, 50_000.0)
"""Units injected at one place. Units differ between products: a neck may take ten thousand."""

QUESTION_CHARS = 1_000
QUESTIONS_PER_VISIT = 50
TESTS_PER_VISIT = 50
RESULT_CHARS = 1_000
SCORES_PER_VISIT = 20

THRESHOLD_CHARS = 40
THRESHOLD_VALUE = (-1_000_000.0, 1_000_000.0)
THRESHOLDS = 200
"""Thresholds of rules that one person changed. Each threshold also has narrower bounds, in red_flags/settings.py."""

FACT_CHARS = 1_000
FACTS = 1_000
"""Items in what a rule found, nested lists and objects included."""

EXPERIMENT_PAIRS = (5, 20)
"""With fewer than five pairs no result can be shown."""

PERIOD_DAYS = (1, 14)
LEFT_OUT_DAYS = (0, 7)
SEED_CHARS = 64
MAX_PAUSES = 3
KEPT_DAYS = 2 * EXPERIMENT_PAIRS[1] * PERIOD_DAYS[1]
"""Answers to *kept to it*, one a day."""

SCALE_SCORE = (-1_000.0, 1_000.0)
"""Scales of doctors may be negative."""

LEFT_OPEN = timedelta(hours=6)
"""After this long, an episode without an end is asked about: when did it stop?"""

MAX_UNANSWERED = 3
"""After this many reminders without an answer no more are sent."""

LOW_DISK_BYTES = 200_000_000
"""Pages warn below this free disk space, before an entry has to be refused."""

LOGIN_ATTEMPTS_BEFORE_BACKOFF = 5
"""Wrong passwords for one account from one device before throttling begins."""

LOGIN_BACKOFF = timedelta(minutes=1)
"""Delay after these; it doubles with each further wrong password."""

MAX_LOGIN_ATTEMPTS_PER_HOUR = 20
"""Password checks per account and hour, over all devices its owner never logged in from."""

MAX_SESSION_IDLE = timedelta(days=30)
"""A session ends after this time without a request."""

ASKED_AGAIN_AFTER_S = 600
"""Within this time after a log-in or a repeated password, a person is not asked again who they are."""

MAX_SESSION_AGE = timedelta(days=180)
"""A session ends at this age, even if used every day."""
