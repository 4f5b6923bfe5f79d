"""Rules over the diary: pure functions of the entries, the day and the thresholds."""

from tracker.core.red_flags.answers import answers_to, asks_whether_worse, is_silenced, with_answers
from tracker.core.red_flags.check import check, check_rules
from tracker.core.red_flags.context import RuleContext, TrendResult
from tracker.core.red_flags.emergency import check_entry, may_be_emergency
from tracker.core.red_flags.flag import Facts, RedFlag
from tracker.core.red_flags.offline import emergency_data
from tracker.core.red_flags.past import RulesPast
from tracker.core.red_flags.questions import questions
from tracker.core.red_flags.settings import Settings
from tracker.core.red_flags.shortened import shortened
from tracker.core.red_flags.wording import advice, in_words, sources

__all__ = [
    "Facts",
    "RedFlag",
    "RuleContext",
    "RulesPast",
    "Settings",
    "TrendResult",
    "advice",
    "answers_to",
    "asks_whether_worse",
    "check",
    "check_entry",
    "check_rules",
    "emergency_data",
    "in_words",
    "is_silenced",
    "may_be_emergency",
    "questions",
    "shortened",
    "sources",
    "with_answers",
]
