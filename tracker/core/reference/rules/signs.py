"""Rules about noted signs: see a doctor today or tomorrow, within two weeks, or at a routine appointment."""

from __future__ import annotations

from tracker.core.reference.rules.levels import TODAY_OR_TOMORROW, TWO_WEEKS, Level, Rule
from tracker.core.reference.words import gettext_noop as _

SIGN_FIELDS = ("episodes.signs", "days.signs")
VISIT_FIELDS = ("visits.day",)
NOT_SEEN = "A sign that a doctor has seen since does not count. "

SIGN_RULES: tuple[Rule, ...] = (
    Rule(
        "S1_face_weak", Level.SOON, TODAY_OR_TOMORROW,
        NOT_SEEN + "Hard to raise the brow, close the eye or smile evenly, coming on little by little, in the last "
        "%(signs_days)s days. Within two weeks where an injection was logged in the 28 days before it.",
        {"says": _("One side of the face getting weaker should be seen today or tomorrow. Some treatments work best "
                   "when started within 72 hours."),
         "injected": _("You logged an injection on %(day)s. A weak face can follow it: ring the clinic that gave it. "
                       "Call %(number)s if swallowing, speech or breathing get hard.")},
        ("nhs_face_weak", "nose_twitch", "botulinum_label"),
        (*SIGN_FIELDS, *VISIT_FIELDS, "injections.day"), version=2,
    ),
    Rule(
        "S19_came_slowly", Level.SOON, TODAY_OR_TOMORROW,
        NOT_SEEN + "One side of the face drops, an arm or leg is weak or numb, sight is lost or double, confusion, or "
        "the worst headache ever, coming on little by little, in the last %(signs_days)s days.",
        {"says": _("You noted %(signs)s, coming on over days. This should be seen today or tomorrow. If it suddenly "
                   "gets worse, call %(number)s.")},
        ("ng127_weakness", "nhs_face_weak"), (*SIGN_FIELDS, *VISIT_FIELDS),
    ),
    Rule(
        "S20_hands_cramp", Level.SOON, TODAY_OR_TOMORROW,
        NOT_SEEN + "Hands or feet cramp into a fixed shape, in the last %(signs_days)s days, and E9 does not match.",
        {"says": _("Hands or feet that cramp into a fixed shape should be seen today: salts of the blood may be "
                   "low.")},
        ("tetany", "fda_magnesium"), (*SIGN_FIELDS, *VISIT_FIELDS),
    ),
    Rule(
        "S25_jaw_locked", Level.SOON, TODAY_OR_TOMORROW,
        NOT_SEEN + "The jaw is cramped shut, in the last %(signs_days)s days, and E12 does not match.",
        {"says": _("A jaw that is cramped shut should be seen today. If swallowing gets hard or muscles go stiff, "
                   "call %(number)s.")},
        ("dopamine_spasm", "general"), (*SIGN_FIELDS, *VISIT_FIELDS),
    ),
    Rule(
        "S26_fainted", Level.SOON, TODAY_OR_TOMORROW,
        NOT_SEEN + "Fainted in the last %(signs_days)s days.",
        {"says": _("A faint should be looked into. If it comes with chest pain or a pounding heart, or while "
                   "exercising or lying down, call %(number)s.")},
        ("nhs_fainting", "ng127"), (*SIGN_FIELDS, *VISIT_FIELDS),
    ),
    Rule(
        "S7_eye_shut", Level.SOON, TWO_WEEKS,
        "The eye closed on %(eye_shut_days)s days of the last %(recent_days)s (or it closes as a rule, says the "
        "person, and an eyelid twitched on so many days), or both eyes were forced shut in the last %(signs_days)s. A "
        "line for the next visit where an injection was logged in the last 365 days.",
        {"says": _("Spasms that shut the eye should be checked."),
         "driving": _("Do not drive while your eyes may shut.")},
        ("ng127_movements", "aao", "botulinum_manual", "dvla"),
        (*SIGN_FIELDS, *VISIT_FIELDS, "episodes.eye_closes", "person.eye_closes", "injections.day"), version=2,
    ),
    Rule(
        "S8_pain_numb", Level.SOON, TWO_WEEKS,
        NOT_SEEN + "Pain %(strong_pain)s or more in the last %(signs_days)s days, pain %(pain)s or more on "
        "%(pain_days)s days of the last %(recent_days)s, or part of the face numb little by little in the last "
        "%(signs_days)s days with a twitch in that time. 24 hours where hearing on one side went too.",
        {"says": _("Pain or numbness together with twitching should be checked.")},
        ("nose_spasms", "nose_twitch", "utah", "ng98"), (*SIGN_FIELDS, *VISIT_FIELDS, "episodes.pain"), version=2,
    ),
    Rule(
        "S9_vision_hearing", Level.SOON, TWO_WEEKS,
        NOT_SEEN + "A change in sight, hearing less on one side, or ringing in one ear, in the last %(signs_days)s "
        "days, with a twitch in that time. 24 hours where sight changed or hearing went suddenly or not sure how; a "
        "routine appointment where it is ringing alone.",
        {"says": _("A change in sight or hearing together with twitching should be checked."),
         "ringing": _("Ringing in one ear that lasts is worth showing to a doctor.")},
        ("nose_spasms", "utah", "ng98"), (*SIGN_FIELDS, *VISIT_FIELDS), version=2,
    ),
    Rule(
        "S10_eye_signs", Level.SOON, TWO_WEEKS,
        NOT_SEEN + "The eye is red, swollen or sticky, or an upper lid hangs down, in the last %(signs_days)s days. "
        "24 hours where sight changed on the same day, or where the lid hung suddenly.",
        {"says": _("A red, swollen or drooping eyelid should be checked by a pharmacist, an optician or a doctor."),
         "sight": _("With a change in sight, or when it came suddenly, it should not wait.")},
        ("aao", "ophtha", "general"), (*SIGN_FIELDS, *VISIT_FIELDS), version=2,
    ),
    Rule(
        "S11_limb_progress", Level.SOON, TWO_WEEKS,
        NOT_SEEN + "Dropping things, tripping, a muscle getting thinner, stiff or rigid muscles, or a limb getting "
        "weaker, in the last %(signs_days)s days, with a twitch in that time. 24 hours with slowly changing speech, "
        "trouble swallowing or a twitching tongue, or where the limb got weaker suddenly or not sure how. A line for "
        "the next visit where it is one day of tripping alone.",
        {"says": _("A muscle that gets weaker or thinner should be checked soon. Twitching by itself is common."),
         "once": _("You tripped once. If that happens again, or a muscle gets weaker, show it to a doctor.")},
        ("nhs_twitching", "ng127_movements", "ng127_weakness", "rcgp"),
        (*SIGN_FIELDS, *VISIT_FIELDS, "episodes.places"), version=2,
    ),
    Rule(
        "S12_speech_swallow_slow", Level.SOON, TWO_WEEKS,
        NOT_SEEN + "Slurred or lost speech that came little by little, or hard to swallow, in the last %(signs_days)s "
        "days. 24 hours where it is hard to swallow.",
        {"speech": _("Speech that slowly changes should be checked."),
         "swallow": _("Trouble swallowing should be looked at within a day. If saliva cannot be swallowed, call "
                      "%(number)s.")},
        ("ng127_speech", "nose_twitch"), (*SIGN_FIELDS, *VISIT_FIELDS), version=2,
    ),
    Rule(
        "S16_other_movements", Level.ROUTINE, None,
        NOT_SEEN + "Other movements of the face or tics on %(other_movements_days)s days of the last %(signs_days)s; "
        "or N4, with an impact of %(strong_impact)s or more in the last %(recent_days)s days.",
        {"says": _("Other movements of the face came with it."),
         "urge": _("There is an urge before it, and it gets in the way of daily life.")},
        ("nose_spasms", "ng127_movements"),
        (*SIGN_FIELDS, *VISIT_FIELDS, "episodes.urge_before", "days.impact"), version=2,
    ),
    Rule(
        "S18_palsy_3w", Level.SOON, TWO_WEEKS,
        "One side of the face was paralysed %(palsy_days)s or more days ago, and it does not get better.",
        {"says": _("No improvement of the face after %(days)s days: please go back to the doctor.")},
        ("nhs_face_weak",), ("person.palsy_began", "person.palsy_improving"),
    ),
    Rule(
        "S27_never_seen", Level.ROUTINE, None,
        NOT_SEEN + "A sign of S1, S12, S19, S20, S25 or S26 that is older than %(signs_days)s days, however old.",
        {"says": _("On %(day)s you noted %(signs)s, and no visit is logged since. If nobody has looked at it, have it "
                   "checked.")},
        ("ours",), (*SIGN_FIELDS, *VISIT_FIELDS),
    ),
)  # fmt: skip
