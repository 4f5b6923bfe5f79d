"""Emergency rules, checked on each entry as it is saved. A sign whose onset is *not sure* counts as sudden.

Signs of today or yesterday are an emergency. Older signs without a later visit ask for a doctor within a day, whatever
their age.
"""

from __future__ import annotations

from tracker.core.reference.rules.levels import Level, Rule
from tracker.core.reference.words import gettext_noop as _

ENTRY_FIELDS = ("episodes.signs", "days.signs")
NOTED = _("You noted: %(signs)s.")
OLDER = _(
    "On %(day)s you noted %(signs)s. Even if it has passed, be seen today. If it is there now or comes back, call "
    "%(number)s."
)


def _emergency(
    rule_id: str,
    when: str,
    says: str,
    sources: tuple[str, ...],
    also_reads: tuple[str, ...] = (),
    *,
    version: int = 2,
    **more: str,
) -> Rule:
    wording = {"says": says, "older": OLDER, **more}
    reads = (*ENTRY_FIELDS, "visits.day", *also_reads)
    return Rule(rule_id, Level.EMERGENCY, 0, when, wording, sources, reads, version=version)


EMERGENCY_RULES: tuple[Rule, ...] = (
    _emergency(
        "E1_face_droop",
        "One side of the face drops, suddenly; or it is suddenly hard to raise the brow, close the eye or smile "
        "evenly.",
        _("A face that suddenly drops on one side, or that suddenly cannot smile evenly, needs emergency help now. "
          "Call %(number)s. Note the time it started."),
        ("nhs_fast", "nhs_face_weak", "nose_twitch"),
    ),
    _emergency(
        "E2_limb",
        "An arm or leg is suddenly weak or numb, or part of the face is suddenly numb.",
        _("Sudden weakness or numbness in the face, an arm or a leg needs emergency help now. Call %(number)s."),
        ("nhs_fast", "sudden_signs", "ng127_weakness", "general"),
    ),
    _emergency(
        "E3_speech",
        "Slurred or lost speech, or confusion, suddenly.",
        _("Sudden trouble speaking or understanding needs emergency help now. Call %(number)s."),
        ("ng127_speech", "nhs_fast", "ng128", "nose_twitch"),
    ),
    _emergency(
        "E4_vision",
        "Sudden loss of sight or double vision; or an upper eyelid that suddenly hangs, on a day with a severe "
        "headache or with loss of sight or double vision.",
        _("Sudden loss of sight or double vision needs emergency help now. Call %(number)s."),
        ("sudden_signs", "general"),
    ),
    _emergency(
        "E5_head_balance",
        "The worst headache ever, suddenly; or suddenly dizzy or unsteady, on a day with a dropping face, a weak or "
        "numb arm or leg, trouble with speech, confusion, loss of sight or double vision, a hanging lid, a severe "
        "headache, hearing less on one side or vomiting.",
        _("A sudden, severe headache or sudden loss of balance with other symptoms needs emergency help now. Call "
          "%(number)s."),
        ("sudden_signs", "ng127"),
    ),
    _emergency(
        "E6_seizure",
        "Jerking with loss of awareness; in older entries *blackout or fit*.",
        _("Jerking with loss of awareness needs emergency help now. Call %(number)s."),
        ("general",),
    ),
    _emergency(
        "E7_breathing_swallow",
        "Breathless at rest or lying flat, cannot swallow saliva, or choking (of today only); or, within 84 days "
        "after an injection, hard to swallow or slurred or lost speech, however it began.",
        _("Trouble breathing or swallowing needs emergency help now, and so does trouble speaking after an injection "
          "of botulinum toxin. Call %(number)s."),
        ("ng127_weakness", "ng127_speech", "botulinum_label"), ("injections.day",),
    ),
    _emergency(
        "E8_toxic",
        "Something twitched, on a day with rigid muscles and one of fever, heavy sweating, a racing heart; or with "
        "restlessness or confusion and one of these or rigid muscles; or with two of fever, heavy sweating, a racing "
        "heart, rigid muscles while a medicine that raises serotonin or blocks dopamine was begun or raised in the 14 "
        "days before. Medicines begun or changed in the 14 days before are shown with it.",
        _("Twitching together with the signs you noted needs emergency help now. Call %(number)s. Take your medicine "
          "list with you."),
        ("msd_manual", "serotonin_list"), ("medicines.name", "medicines.started", "medicines.dose_raised",
                                           "medicines.changes"),
        noted=NOTED,
    ),
    _emergency(
        "E9_heart_spasm",
        "The heart pounds, races or beats irregularly, on a day with cramps in many places or with hands or feet that "
        "cramp into a fixed shape.",
        _("Muscle spasms together with a racing or irregular heartbeat need medical help right away. Call "
          "%(number)s."),
        ("fda_magnesium",),
    ),
    _emergency(
        "E10_pregnant",
        "Pregnant, and a severe headache, the worst headache ever, a change in sight, loss of sight or double vision, "
        "however it began. It stays an emergency for 7 days and is not shown after that.",
        _("A bad headache or a change in sight should be looked at straight away in pregnancy. Ring your midwife or "
          "maternity unit now. If you cannot reach them, call %(number)s."),
        ("nhs_pregnancy",), ("person.pregnant",), version=1,
    ),
    _emergency(
        "E11_jerking_on",
        "An episode that feels like jerks, still going or of 5 minutes and more, in a hand, a forearm or an upper "
        "arm, in two regions of one limb or more, or in the face and a limb together; or anywhere, on a day with "
        "confusion. Not while falling asleep or waking.",
        _("Jerking that does not stop needs emergency help now. Call %(number)s."),
        ("five_minutes", "general"),
        ("episodes.feel", "episodes.still_going", "episodes.duration_s", "episodes.places", "episodes.falling_asleep"),
        version=1,
        jerked=_("On %(day)s you logged jerking of five minutes or more. Even if it has passed, be seen today. If it "
                 "is there now or comes back, call %(number)s."),
    ),
    _emergency(
        "E12_jaw_locked",
        "The jaw is cramped shut, on a day on which it is hard to swallow or muscles are stiff.",
        _("A jaw that is cramped shut, with stiff muscles or trouble swallowing, needs emergency help now. Call "
          "%(number)s."),
        ("dopamine_spasm", "general"), version=1,
    ),
)  # fmt: skip
