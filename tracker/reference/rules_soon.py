"""Reasons to see a doctor soon: within a day, or within two weeks."""

from __future__ import annotations

from tracker.reference.rules import TODAY_OR_TOMORROW, TWO_WEEKS, Level, Rule
from tracker.reference.words import gettext_noop as _

SIGNS = ("episodes.signs", "days.signs")
WHERE = ("episodes.local_date", "episodes.onset", "episodes.zone", "episodes.duration_s", "episodes.places")

SIGN_RULES: tuple[Rule, ...] = (
    Rule(
        "S1_face_weak", Level.SOON, TODAY_OR_TOMORROW,
        "face_weak in the last %(signs_days)s days",
        {"says": _("One side of the face getting weaker should be seen today or tomorrow. Some treatments work best "
                   "when started within 72 hours.")},
        ("nhs_face_weak", "nose_twitch"), SIGNS,
    ),
    Rule(
        "S7_eye_shut", Level.SOON, TWO_WEEKS,
        "eye_closes on %(eye_shut_days)s days of the last %(recent_days)s, or both_eyes_forced_shut in the last "
        "%(signs_days)s days; 24 hours with stops_reading_or_driving in the last %(signs_days)s days",
        {"says": _("Spasms that shut the eye should be checked.")},
        ("ng127_movements", "aao", "botulinum_manual"), (*SIGNS, "episodes.eye_closes"),
    ),
    Rule(
        "S8_pain_numb", Level.SOON, TWO_WEEKS,
        "pain %(strong_pain)s or more in the last %(signs_days)s days, pain %(pain)s or more on %(pain_days)s days of "
        "the last %(recent_days)s, or face_numb in the last %(signs_days)s days with a twitch in that time; 24 hours "
        "with face_numb",
        {"says": _("Pain or numbness together with twitching should be checked.")},
        ("nose_spasms", "nose_twitch", "utah"), (*SIGNS, "episodes.pain"),
    ),
    Rule(
        "S9_vision_hearing", Level.SOON, TWO_WEEKS,
        "vision_change, hearing_loss or ringing in the last %(signs_days)s days, with a twitch in that time; 24 hours "
        "when vision_change or hearing_loss was sudden or not sure",
        {"says": _("A change in sight or hearing together with twitching should be checked.")},
        ("nose_spasms", "utah", "ng98"), SIGNS,
    ),
    Rule(
        "S10_eye_signs", Level.SOON, TWO_WEEKS,
        "eye_red_swollen_discharge or lid_droop in the last %(signs_days)s days; 24 hours when lid_droop was sudden",
        {"says": _("A red, swollen or drooping eyelid should be checked by an eye professional.")},
        ("aao", "ophtha"), SIGNS,
    ),
    Rule(
        "S11_limb_progress", Level.SOON, TWO_WEEKS,
        "dropping_things, tripping, muscle_thinner, stiff_rigid or limb_weak in the last %(signs_days)s days, with a "
        "twitch in that time; 24 hours with speech_slurred_or_lost (gradual), swallow_hard, a twitching tongue, or "
        "limb_weak that was not gradual",
        {"says": _("Weakness or thinning of a muscle matters more than twitching itself. Please have it checked.")},
        ("nhs_twitching", "ng127_movements", "ng127_weakness", "rcgp"), (*SIGNS, "episodes.places"),
    ),
    Rule(
        "S12_speech_swallow_slow", Level.SOON, TODAY_OR_TOMORROW,
        "speech_slurred_or_lost (gradual) or swallow_hard in the last %(signs_days)s days",
        {"says": _("Slowly changing speech or swallowing should be seen soon.")},
        ("ng127_speech", "nose_twitch"), SIGNS,
    ),
    Rule(
        "S16_other_movements", Level.SOON, TWO_WEEKS,
        "other_face_movements_or_tics on %(other_movements_days)s days of the last %(signs_days)s, or N4 with an "
        "impact of %(strong_impact)s or more in the last %(recent_days)s days",
        {"says": _("Other movements of the face came with it."),
         "urge": _("It feels like an urge or can be held back, and it gets in the way of daily life.")},
        ("nose_spasms", "ng127_movements"),
        (*SIGNS, "episodes.urge_before", "episodes.can_hold_back", "days.impact"),
    ),
    Rule(
        "S18_palsy_3w", Level.SOON, TWO_WEEKS,
        "palsy_began %(palsy_days)s or more days ago, and palsy_improving is false",
        {"says": _("No improvement of the face after %(days)s days: please go back to the doctor.")},
        ("nhs_face_weak",), ("person.palsy_began", "person.palsy_improving"),
    ),
)  # fmt: skip

PATTERN_RULES: tuple[Rule, ...] = (
    Rule(
        "S2_persistent", Level.SOON, TWO_WEEKS,
        "an open run of %(persistent_days)s days or more at one place, or in the face as a whole",
        {"place": _("You have logged twitching in the same place for %(run_days)s days: %(places)s."),
         "face": _("You have logged twitching of the face for %(run_days)s days."),
         "guidance": _("Public guidance is to see a GP when a twitch lasts more than 2 weeks.")},
        ("nhs_twitching", "nose_spasms", "nose_twitch"), WHERE, True,
    ),
    Rule(
        "S2b_eyelid_3mo", Level.SOON, TWO_WEEKS,
        "an open run of %(eyelid_days)s days or more at the eyelids and the outer corner of one eye, and nowhere else "
        "on that side or in the middle of the face during that run",
        {"says": _("The eyelid has twitched for %(run_days)s days. That is longer than 3 months, which is when "
                   "referral is usually considered.")},
        ("ng127_movements",), WHERE, True,
    ),
    Rule(
        "S3_constant", Level.SOON, TWO_WEEKS,
        "%(constant_days)s days in a row, the last of them in the last %(signs_days)s days, each with "
        "%(constant_minutes)s minutes or %(constant_count)s twitches or nearly_nonstop; 24 hours with any other sign "
        "on those days",
        {"says": _("You logged near-constant twitching on %(days)s days in a row.")},
        ("nose_twitch", "ours"), (*SIGNS, *WHERE, "episodes.count"), True,
    ),
    Rule(
        "S4_worsening", Level.SOON, TWO_WEEKS,
        "%(worse_week_logged)s of the last 7 days and %(worse_before_logged)s of the 14 before logged, twitching on "
        "%(worse_week_days)s of the last 7, and one of: %(worse_times)s times the minutes a day and %(worse_minutes)s "
        "more; %(worse_times)s times the number a day and %(worse_number)s more; a median strength %(worse_strength)s "
        "higher with %(worse_strengths)s strengths in each. At the next visit, unless the trend of the weeks rises "
        "too or the newest answer of the last %(recent_days)s days is clearly worse; that answer alone is enough",
        {"minutes": _("Your last 7 days show more twitching than the 2 weeks before (%(minutes_now)s against "
                      "%(minutes_before)s minutes a day)."),
         "number": _("Your last 7 days show more twitches than the 2 weeks before (%(number_now)s against "
                     "%(number_before)s a day)."),
         "strength": _("Your last 7 days show stronger twitching than the 2 weeks before (%(strength_now)s against "
                       "%(strength_before)s of 10)."),
         "said": _("You said that it is clearly worse than a month ago.")},
        ("nose_spasms", "ours"),
        (*WHERE, "episodes.count", "episodes.strength", "days.local_date", "days.worse_than_month_ago"), True,
    ),
    Rule(
        "S5_spreading", Level.SOON, TWO_WEEKS,
        "as S5w, with %(spread_days)s days or more at the new place",
        {"says": _("Twitching that was at %(from)s now also appears at %(places)s.")},
        ("nose_twitch", "eyewiki", "spread_2015"), WHERE, True,
    ),
    Rule(
        "S5w_new_region", Level.NEXT_VISIT, None,
        "a place of the face first logged in the last %(recent_days)s days, not in the %(spread_quiet_days)s days "
        "before that, %(spread_log_days)s or more days after the first entry, at most %(spread_steps)s steps on the "
        "map from a place of the same side (or the middle) with %(spread_from_days)s days in the "
        "%(spread_before_days)s days before; temple and jaw angle count as steps only",
        {"says": _("First time logged at %(places)s. We will keep it in your summary.")},
        ("nose_twitch",), WHERE, True,
    ),
    Rule(
        "S6_half_face", Level.SOON, TWO_WEEKS,
        "in the last %(recent_days)s days, on one side: %(half_face_places)s places with an upper and a lower one, on "
        "%(half_face_days)s days, with at most a share of %(half_face_other)s of the one-sided episodes on the other "
        "side; or an upper and a lower place in one episode; or whole_side. The middle, temple and jaw angle do not "
        "count",
        {"left": _("You logged twitching across most of the left side of the face."),
         "right": _("You logged twitching across most of the right side of the face."),
         "side": _("You logged twitching across most of one side of the face.")},
        ("nose_twitch", "eyewiki", "botulinum_manual"), (*SIGNS, *WHERE), True,
    ),
    Rule(
        "S13_more_places", Level.SOON, TWO_WEEKS,
        "in the last %(recent_days)s days %(more_places)s or more of: the face, each region of the body; each on "
        "%(more_places_days)s days",
        {"says": _("You logged twitching in more than one place: %(areas)s. Public guidance is to let a GP know; it "
                   "is usually harmless.")},
        ("nhs_twitching",), WHERE, True,
    ),
    Rule(
        "S14_medicine", Level.SOON, TWO_WEEKS,
        "a medicine started or raised up to %(medicine_days)s days before the first day of the open run, or one that "
        "is suspected and not stopped, or medicine in blamed in the last %(signs_days)s days",
        {"change": _("Twitching began after a change in %(medicines)s."),
         "thought": _("You think that a medicine has to do with it."),
         "advice": _("Ask your doctor or pharmacist. Do not stop a prescribed medicine on your own.")},
        ("nhs_twitching", "nose_twitch"),
        (*WHERE, "episodes.blamed", "medicines.started", "medicines.dose_raised", "medicines.changes",
         "medicines.suspected", "medicines.stopped"), True,
    ),
    Rule(
        "S15_not_suppressible", Level.SOON, TWO_WEEKS,
        "can_hold_back is false in %(hold_back_episodes)s episodes on %(hold_back_days)s days of the last "
        "%(signs_days)s, and not only at the eyelids",
        {"says": _("You cannot hold these movements back; guidance is to have that looked at.")},
        ("ng127_movements",), (*WHERE, "episodes.can_hold_back"), True,
    ),
    Rule(
        "S17_under16", Level.SOON, TWO_WEEKS,
        "under_16, and an open run of %(young_run_days)s days or any other rule that can ask for a doctor soon; 24 "
        "hours with any sign in the last %(signs_days)s days",
        {"says": _("This journal is made for people of 16 and over. Please show this to a doctor.")},
        ("nose_spasms", "ng127_children"), (*SIGNS, *WHERE, "person.under_16"), True,
    ),
)  # fmt: skip
