"""Rules over the diary: pure functions of the entries, the day and the thresholds, without memory or a clock."""

from tracker.red_flags.answered import stays_quiet
from tracker.red_flags.check import check
from tracker.red_flags.emergency import check_entry
from tracker.red_flags.flag import Facts, RedFlag
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
    "check",
    "check_entry",
    "emergency_data",
    "in_words",
    "sources",
    "stays_quiet",
]
