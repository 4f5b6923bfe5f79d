"""Rules over the diary: pure functions of the entries, the day and the thresholds, without memory or a clock."""

from tracker.red_flags.answered import answers_to, asks_whether_worse, stays_quiet, with_answers
from tracker.red_flags.check import check
from tracker.red_flags.emergency import check_entry, may_be_emergency
from tracker.red_flags.flag import Facts, RedFlag
from tracker.red_flags.questions import questions
from tracker.red_flags.seen import Seen, TrendFinding
from tracker.red_flags.settings import Settings
from tracker.red_flags.unreached import emergency_data
from tracker.red_flags.wording import advice, in_words, sources

__all__ = [
    "Facts",
    "RedFlag",
    "Seen",
    "Settings",
    "TrendFinding",
    "advice",
    "answers_to",
    "asks_whether_worse",
    "check",
    "check_entry",
    "emergency_data",
    "in_words",
    "may_be_emergency",
    "questions",
    "sources",
    "stays_quiet",
    "with_answers",
]
