"""What is worth mentioning at the next visit, and what may reassure. And the whole table."""

from __future__ import annotations

from tracker.reference.rules import Level, Rule
from tracker.reference.rules_emergency import EMERGENCY_RULES
from tracker.reference.rules_soon import PATTERN_RULES, SIGN_RULES, SIGNS, WHERE
from tracker.reference.words import gettext_noop as _


def _mention(
    rule_id: str, when: str, wording: dict[str, str], sources: tuple[str, ...], reads: tuple[str, ...],
    pattern: bool = True,
) -> Rule:  # fmt: skip
    return Rule(rule_id, Level.NEXT_VISIT, None, when, wording, sources, reads, pattern)


def _reassure(rule_id: str, when: str, says: str, sources: tuple[str, ...], reads: tuple[str, ...]) -> Rule:
    return Rule(rule_id, Level.REASSURE, None, when, {"says": says}, sources, reads, True)


MENTION_RULES: tuple[Rule, ...] = (
    _mention(
        "N1_comes_and_goes",
        "twitching on %(on_and_off_days)s of the last %(on_and_off_window)s days, and S2 does not match",
        {"says": _("Twitching on %(days)s of the last %(of_days)s days, on and off.")},
        ("ours",), WHERE,
    ),
    _mention(
        "N2_sleep",
        "in_sleep in the last %(sleep_days)s days",
        {"says": _("Seen during sleep.")},
        ("botulinum_manual",), ("episodes.in_sleep",),
    ),
    _mention(
        "N3_linked",
        "moves_with_blink_or_chew in the last %(signs_days)s days, and palsy_began %(linked_days)s or more days ago",
        {"says": _("Movements linked to blinking or chewing since one side of the face was paralysed.")},
        ("ng127_linked",), (*SIGNS, "person.palsy_began"), False,
    ),
    _mention(
        "N4_tic_like",
        "urge_before or can_hold_back is true in %(urge_episodes)s episodes of the last %(signs_days)s days; S16 says "
        "it instead when the impact was %(strong_impact)s or more in the last %(recent_days)s days",
        {"says": _("Feels like an urge, or can be held back.")},
        ("ng127_movements", "nose_spasms"), ("episodes.urge_before", "episodes.can_hold_back", "days.impact"),
    ),
    _mention(
        "N5_impact",
        "impact of %(impact)s or more on %(impact_days)s days of the last %(recent_days)s",
        {"says": _("Twitching got in the way of daily life.")},
        ("ours",), ("days.impact",),
    ),
    _mention(
        "N6_worry",
        "worry of %(worry)s or more on %(worry_days)s days of the last %(recent_days)s",
        {"says": _("Worry is high. That is common, and help is available.")},
        ("nhs_twitching", "twitch_review"), ("days.worry",),
    ),
    _mention(
        "N7_intake",
        "caffeine_mg over %(caffeine_mg)s a day (%(caffeine_pregnant_mg)s when pregnant) on %(caffeine_days)s of the "
        "last 7 days, or alcohol_units over %(alcohol_units)s in the last 7",
        {"caffeine": _("More than %(caffeine_limit)s mg of caffeine on %(days)s of the last 7 days."),
         "alcohol": _("%(alcohol)s units of alcohol in the last 7 days; the advice is at most %(alcohol_limit)s.")},
        ("efsa_caffeine", "uk_alcohol"), ("readings.exposure", "readings.value", "person.pregnant"),
    ),
    _mention(
        "N8_click",
        "ear_click in the last %(signs_days)s days, with a twitch in that time",
        {"says": _("A clicking in the ear comes with it.")},
        ("botulinum_manual",), SIGNS, False,
    ),
)  # fmt: skip

REASSURE_RULES: tuple[Rule, ...] = (
    _reassure(
        "R1_short",
        "an open run of fewer than %(persistent_days)s days without any sign",
        _("Most twitches stop by themselves in a few days or weeks. See a doctor if it lasts more than 2 weeks, "
          "spreads, or comes with weakness, numbness, or changes in sight, hearing or speech."),
        ("nhs_twitching",), (*SIGNS, *WHERE, "days.local_date"),
    ),
    _reassure(
        "R2_less",
        "at most a share of %(less_times)s of the minutes a day of the %(recent_days)s days before, and of those a "
        "share of %(coverage)s logged too",
        _("Fewer minutes logged than in the 2 weeks before. See a doctor if it comes back, spreads, or comes with "
          "weakness or numbness."),
        ("ours",), (*WHERE, "days.local_date"),
    ),
    _reassure(
        "R3_quiet",
        "no_twitch on %(quiet_days)s dates in a row, up to today or yesterday",
        _("No twitch logged for %(days)s days. See a doctor if it comes back and lasts, spreads, or comes with "
          "weakness or numbness."),
        ("ours",), ("days.no_twitch", *WHERE),
    ),
)  # fmt: skip

ALL_RULES: tuple[Rule, ...] = (
    *EMERGENCY_RULES, *SIGN_RULES, *PATTERN_RULES, *MENTION_RULES, *REASSURE_RULES,
)  # fmt: skip

RULES: dict[str, Rule] = {rule.id: rule for rule in ALL_RULES}

RULES_VERSION = sum(rule.version for rule in ALL_RULES)
"""Rises with the version of any rule, and with any new one."""
"""Every rule by its id."""
