"""Rules for the next visit, rules that reassure, and the table of all rules."""

from __future__ import annotations

from tracker.core.reference.rules.emergency import EMERGENCY_RULES
from tracker.core.reference.rules.levels import TWO_WEEKS, Level, Rule
from tracker.core.reference.rules.patterns import PATTERN_RULES, PLACE_FIELDS
from tracker.core.reference.rules.signs import SIGN_FIELDS, SIGN_RULES, VISIT_FIELDS
from tracker.core.reference.words import gettext_noop as _

NO_REASSURANCE = (
    "Never with a sign in the last %(signs_days)s days, with a rule that can ask for a doctor, with fewer than a "
    "share of %(coverage)s of the last %(recent_days)s days logged, or with jerks after a change of medicine in the "
    "last %(signs_days)s days. "
)


def _mention(
    rule_id: str, when: str, wording: dict[str, str], sources: tuple[str, ...], reads: tuple[str, ...],
    pattern: bool = True, version: int = 1,
) -> Rule:  # fmt: skip
    return Rule(rule_id, Level.NEXT_VISIT, None, when, wording, sources, reads, pattern, version)


def _reassure(
    rule_id: str, when: str, wording: dict[str, str], sources: tuple[str, ...], reads: tuple[str, ...]
) -> Rule:
    reads = (*reads, *SIGN_FIELDS, "medicines.started", "medicines.changes", "episodes.feel")
    return Rule(rule_id, Level.REASSURE, None, NO_REASSURANCE + when, wording, sources, reads, True, 2)


MENTION_RULES: tuple[Rule, ...] = (
    _mention(
        "N1_comes_and_goes",
        "Twitching on %(on_and_off_days)s of the last %(on_and_off_window)s days, and S2 does not match.",
        {"says": _("Twitching on %(days)s of the last %(of_days)s days, on and off.")},
        ("ours",), PLACE_FIELDS,
    ),
    _mention(
        "N2_sleep",
        "Seen in sleep in the last %(sleep_days)s days, or as a rule, says the person. Jerks of the body in sleep do "
        "not count.",
        {"says": _("Seen during sleep.")},
        ("botulinum_manual",), ("episodes.in_sleep", "person.goes_on_in_sleep"), version=2,
    ),
    Rule(
        "N3_linked", Level.ROUTINE, None,
        "It moves along with blinking or chewing, in the last %(signs_days)s days, and one side of the face was "
        "paralysed %(linked_days)s or more days ago. A routine appointment where the impact was %(impact)s or more in "
        "the last %(recent_days)s days, else a line for the next visit.",
        {"says": _("Movements linked to blinking or chewing since one side of the face was paralysed.")},
        ("ng127_linked",), (*SIGN_FIELDS, "person.palsy_began", "days.impact"), False, 2,
    ),
    _mention(
        "N4_tic_like",
        "An urge before it in %(urge_episodes)s episodes of the last %(signs_days)s days. S16 says it instead when "
        "the impact was %(strong_impact)s or more in the last %(recent_days)s days.",
        {"says": _("There is an urge before it.")},
        ("ng127_movements", "nose_spasms"), ("episodes.urge_before", "days.impact"), version=2,
    ),
    _mention(
        "N5_impact",
        "An impact of %(impact)s or more on %(impact_days)s days of the last %(recent_days)s.",
        {"says": _("Twitching got in the way of daily life.")},
        ("ours",), ("days.impact",),
    ),
    _mention(
        "N6_worry",
        "Worry of %(worry)s or more on %(worry_days)s days of the last %(recent_days)s.",
        {"says": _("Worry can make twitching stronger. A doctor can help with worry too.")},
        ("nhs_twitching", "twitch_review"), ("days.worry",), version=2,
    ),
    _mention(
        "N7_intake",
        "More than %(caffeine_mg)s mg of caffeine (%(caffeine_pregnant_mg)s when pregnant) on %(caffeine_days)s of "
        "the last 7 days, or more than %(alcohol_units)s units of alcohol in the last 7 (any when pregnant).",
        {"caffeine": _("More than %(caffeine_limit)s mg of caffeine on %(days)s of the last 7 days. The European Food "
                       "Safety Authority advises no more than that a day."),
         "alcohol": _("%(alcohol)s units of alcohol in the last 7 days. UK advice is at most %(alcohol_limit)s."),
         "none": _("%(alcohol)s units of alcohol in the last 7 days. UK advice is to drink none in pregnancy.")},
        ("efsa_caffeine", "uk_alcohol"), ("readings.exposure", "readings.value", "person.pregnant"), version=2,
    ),
    _mention(
        "N8_click",
        "Clicking in the ear in the last %(signs_days)s days, with a twitch in that time.",
        {"says": _("A clicking in the ear comes with it.")},
        ("botulinum_manual",), SIGN_FIELDS, False,
    ),
    _mention(
        "N9_keeps_coming",
        "Neither S2 nor N1, and one place on %(coming_days)s days or more of the last 56, over 28 days or more, never "
        "more than 14 days apart, with fewer than half of these days logged.",
        {"says": _("%(places)s: noted %(days)s times in %(weeks)s weeks.")},
        ("ours",), PLACE_FIELDS,
    ),
    Rule(
        "N10_heart_and_sweat", Level.SOON, TWO_WEEKS,
        "A racing heart with heavy sweating or fever on one day, with a twitch in the last %(signs_days)s days, "
        "and E8 does not match. Within two weeks where it was %(heart_days)s days of the last %(signs_days)s, else a "
        "line for the next visit.",
        {"says": _("Racing heart and sweating with twitching: worth a blood test. With chest pain or a faint, call "
                   "%(number)s."),
         "fever": _("Racing heart and fever with twitching: worth telling a doctor if it comes back. With chest pain "
                    "or a faint, call %(number)s.")},
        ("msd_manual", "nhs_palpitations", "general"), SIGN_FIELDS,
    ),
    _mention(
        "N11_seen_since",
        "A sign of the last %(signs_days)s days that a doctor has seen: a visit came on or after its day, or the same "
        "sign, no less sudden, was noted before that visit.",
        {"says": _("You noted %(signs)s, and logged a visit since. Tell the doctor if it changes.")},
        ("ours",), (*SIGN_FIELDS, *VISIT_FIELDS), False,
    ),
    _mention(
        "N12_also_noted",
        "A sign of the last %(signs_days)s days that no other rule takes up and no doctor has seen. Fever, vomiting, "
        "heavy sweating and *nearly non-stop* alone do not count.",
        {"says": _("You also noted %(signs)s."),
         "heart": _("With chest pain, breathlessness or a faint, call %(number)s."),
         "head": _("A headache that is sudden and the worst ever needs help at once: call %(number)s.")},
        ("nhs_palpitations", "sudden_signs", "ours"), (*SIGN_FIELDS, *VISIT_FIELDS), False,
    ),
)  # fmt: skip

REASSURE_RULES: tuple[Rule, ...] = (
    _reassure(
        "R1_short",
        "An open run of fewer than %(persistent_days)s days, not at the tongue, of a twitch that began no earlier, so "
        "far as the person says.",
        {"says": _("Most twitches stop by themselves in a few days or weeks. See a doctor if it lasts more than 2 "
                   "weeks, spreads, or comes with weakness, numbness, or changes in sight, hearing or speech."),
         "asked": _("Most twitches like this stop by themselves in a few days or weeks. See a doctor if it lasts more "
                    "than 2 weeks, spreads, or comes with weakness, numbness, or changes in sight, hearing or "
                    "speech.")},
        ("nhs_twitching",), (*PLACE_FIELDS, "days.local_date", "days.no_other_signs", "person.twitching_since"),
    ),
    _reassure(
        "R2_less",
        "At most a share of %(less_times)s of the minutes a day of the %(recent_days)s days before, and of those a "
        "share of %(coverage)s logged too.",
        {"says": _("Fewer minutes logged than in the 2 weeks before. See a doctor if it comes back, spreads, or comes "
                   "with weakness or numbness.")},
        ("ours",), (*PLACE_FIELDS, "days.local_date"),
    ),
    _reassure(
        "R3_quiet",
        "*No twitch* on %(quiet_days)s dates in a row, up to today or yesterday.",
        {"says": _("No twitch logged for %(days)s days. See a doctor if it comes back and lasts, spreads, or comes "
                   "with weakness or numbness.")},
        ("ours",), ("days.no_twitch", *PLACE_FIELDS),
    ),
)  # fmt: skip

ALL_RULES: tuple[Rule, ...] = (
    *EMERGENCY_RULES, *SIGN_RULES, *PATTERN_RULES, *MENTION_RULES, *REASSURE_RULES,
)  # fmt: skip

RULES: dict[str, Rule] = {rule.id: rule for rule in ALL_RULES}
"""Every rule by its id."""

RULES_VERSION = sum(rule.version for rule in ALL_RULES)
"""Goes up with the version of any rule, and with each new rule."""
