"""Rules about patterns over days: twitching that persists, spreads, worsens, or follows a medicine."""

from __future__ import annotations

from tracker.core.reference.rules.levels import TODAY_OR_TOMORROW, TWO_WEEKS, Level, Rule
from tracker.core.reference.rules.signs import SIGN_FIELDS, VISIT_FIELDS
from tracker.core.reference.words import gettext_noop as _

PLACE_FIELDS = ("episodes.local_date", "episodes.onset", "episodes.zone", "episodes.duration_s", "episodes.places")
DOCTOR_FIELDS = (
    "visits.findings", "visits.tests", "visits.agreed", "injections.day", "person.seen_by_doctor",
    "person.seen_by_doctor_in", "episodes.urge_before", "days.impact",
)  # fmt: skip
WHEN_SEEN_BY_DOCTOR = (
    "A line for the next visit where a doctor has looked at it: a visit with something found, tested or agreed on or "
    "after its first day (or at any time before, where that lies in the first 14 days of the diary), an injection, "
    "the person’s own word, or an urge in %(urge_episodes)s episodes that hardly gets in the way (impact below "
    "%(impact)s)."
)

LATER_RUNS = " So is a later run of the same places, for a year."

PATTERN_RULES: tuple[Rule, ...] = (
    Rule(
        "S2_persistent", Level.ROUTINE, None,
        "A run of %(persistent_days)s days or more that is still open, at one place or in the face as a whole; or an "
        "open run that began in the first 14 days of the diary, where the person says that it has twitched for so "
        "long. Not where N3 says it. " + WHEN_SEEN_BY_DOCTOR + LATER_RUNS
        + " Also where one side of the face was paralysed and gets better.",
        {"place": _("You have logged twitching at %(places)s for %(run_days)s days."),
         "face": _("You have logged twitching of the face for %(run_days)s days."),
         "since": _("You said that it has twitched since %(since)s."),
         "guidance": _("NHS advice is to see a GP when a twitch lasts more than 2 weeks. It is usually harmless, and "
                       "there is no hurry unless something new comes with it.")},
        ("nhs_twitching", "nose_spasms", "nose_twitch"),
        (*PLACE_FIELDS, *DOCTOR_FIELDS, "person.twitching_since", "person.palsy_began", "person.palsy_improving"),
        True, 2,
    ),
    Rule(
        "S2b_eyelid_3mo", Level.ROUTINE, None,
        "An open run of %(eyelid_days)s days or more at the eyelids and the outer corner of one eye, and nowhere else "
        "on that side or in the middle of the face during that run. " + WHEN_SEEN_BY_DOCTOR + LATER_RUNS,
        {"says": _("You have logged a twitching eyelid for %(run_days)s days. Referral is usually considered after 3 "
                   "months.")},
        ("ng127_movements",), (*PLACE_FIELDS, *DOCTOR_FIELDS), True, 2,
    ),
    Rule(
        "S3_constant", Level.SOON, TWO_WEEKS,
        "%(constant_days)s days in a row, the last of them in the last %(signs_days)s days, each with "
        "%(constant_minutes)s minutes, %(constant_count)s twitches or *nearly non-stop*. 24 hours with a sign of S1, "
        "S8, S9, S11, S12 or S19 on those days. A line for the next visit where a visit came after the last of them.",
        {"says": _("You logged near-constant twitching on %(days)s days in a row.")},
        ("nose_twitch", "ours"), (*SIGN_FIELDS, *PLACE_FIELDS, *VISIT_FIELDS, "episodes.count"), True, 2,
    ),
    Rule(
        "S4_worsening", Level.SOON, TWO_WEEKS,
        "The last 7 days against the 14 before, with %(worse_week_logged)s and %(worse_before_logged)s of them logged "
        "and twitching on %(worse_week_days)s of the 7: %(worse_times)s times the minutes a day and %(worse_minutes)s "
        "more, %(worse_times)s times the number a day and %(worse_number)s more, or a median strength "
        "%(worse_strength)s higher with %(worse_strengths)s strengths in each. Or the last 28 days against the 56 "
        "before, with 20 and 28 of them logged: %(worse_times)s times the number a day and %(worse_month)s more, with "
        "both halves at %(worse_half)s times. These are a line for the next visit. Within two weeks where the person "
        "says that it is clearly worse, where the trend of the weeks rises too and the person does not say no, or "
        "where it pulls and holds, or shuts the eye, on %(kind_days)s days after %(kind_before)s days of flutter "
        "only.",
        {"minutes": _("Your last 7 days show more twitching than the 2 weeks before (%(minutes_now)s against "
                      "%(minutes_before)s minutes a day)."),
         "number": _("Your last 7 days show more twitches than the 2 weeks before (%(number_now)s against "
                     "%(number_before)s a day)."),
         "strength": _("Your last 7 days show stronger twitching than the 2 weeks before (%(strength_now)s against "
                       "%(strength_before)s of 10)."),
         "month": _("Your last 4 weeks show more twitches than the 8 before (%(month_now)s against %(month_before)s a "
                    "day)."),
         "kind": _("After weeks of flutter only, you logged that it pulls and holds, or that the eye closes."),
         "said": _("You said that it is clearly worse than a month ago.")},
        ("nose_spasms", "eyewiki", "ours"),
        (*PLACE_FIELDS, "episodes.count", "episodes.strength", "episodes.feel", "episodes.eye_closes",
         "days.local_date", "days.worse_than_month_ago"), True, 2,
    ),
    Rule(
        "S5_spreading", Level.SOON, TWO_WEEKS,
        "As S5w, with %(spread_days)s days or more at the new place. Where the diary was kept for less than "
        "%(spread_quiet_days)s days before, it only says where it was first logged.",
        {"says": _("Twitching that was at %(from)s now also appears at %(places)s."),
         "first": _("First logged at %(places)s, near %(from)s.")},
        ("nose_twitch", "eyewiki", "spread_2015"), PLACE_FIELDS, True, 2,
    ),
    Rule(
        "S5w_new_region", Level.NEXT_VISIT, None,
        "A place of the face first logged in the last %(recent_days)s days, not in the %(spread_quiet_days)s days "
        "before that, %(spread_log_days)s or more days after the first entry, at most %(spread_steps)s steps on the "
        "map from a place of the same side (or the middle) with %(spread_from_days)s days in the "
        "%(spread_before_days)s days before. Temple and jaw angle count as steps only.",
        {"says": _("First time logged at %(places)s. We will keep it in your summary.")},
        ("nose_twitch",), PLACE_FIELDS, True,
    ),
    Rule(
        "S6_half_face", Level.SOON, TWO_WEEKS,
        "In the last %(recent_days)s days, on one side: %(half_face_places)s places with an upper and a lower one, on "
        "%(half_face_days)s days, with at most a share of %(half_face_other)s of the one-sided episodes on the other "
        "side; or an upper and a lower place in one episode; or the whole side joins in. The middle, temple and jaw "
        "angle do not count. Not where an injection was logged in the last 365 days, unless S5 matches.",
        {"left": _("You logged twitching across most of the left side of the face."),
         "right": _("You logged twitching across most of the right side of the face."),
         "side": _("You logged twitching across most of one side of the face."),
         "together": _("You logged these twitching together: %(places)s.")},
        ("nose_twitch", "eyewiki", "botulinum_manual"), (*SIGN_FIELDS, *PLACE_FIELDS, "injections.day"), True, 2,
    ),
    Rule(
        "S13_more_places", Level.ROUTINE, None,
        "In the last %(more_places_window)s days %(more_places)s or more of: the face, each region of the body; each "
        "on %(more_places_days)s days. Jerks while falling asleep or waking, and jerks of the body in sleep, do not "
        "count. "
        + WHEN_SEEN_BY_DOCTOR,
        {"says": _("You logged twitching in more than one place: %(areas)s. NHS advice is to let a GP know; it is "
                   "usually harmless.")},
        ("nhs_twitching", "ours"),
        (*PLACE_FIELDS, *DOCTOR_FIELDS, "episodes.falling_asleep", "episodes.in_sleep"), True, 2,
    ),
    Rule(
        "S14_medicine", Level.ROUTINE, None,
        "A medicine that the person suspects and still takes, or a medicine among what they think set it off in the "
        "last %(signs_days)s days. A line for the next visit where only the time fits: begun or raised up to "
        "%(medicine_days)s days before the first day of the open run, 14 or more days after the first entry, with 10 "
        "of the 28 days before it logged and none of them with a twitch. Never by its time alone for what is taken "
        "against the twitch.",
        {"change": _("The first twitch for weeks came %(days)s days after %(medicines)s was begun or raised. Ask a "
                     "pharmacist."),
         "thought": _("You think that a medicine has to do with it."),
         "advice": _("Ask your doctor or pharmacist. Do not stop a prescribed medicine on your own.")},
        ("nhs_twitching", "nose_twitch", "ours"),
        (*PLACE_FIELDS, "episodes.blamed", "medicines.name", "medicines.started", "medicines.dose_raised",
         "medicines.changes", "medicines.suspected", "medicines.stopped", "medicines.against_twitching",
         "person.twitching_since"), True, 2,
    ),
    Rule(
        "S15_not_suppressible", Level.ROUTINE, None,
        "In the last %(signs_days)s days %(hold_back_episodes)s episodes on %(hold_back_days)s days that cannot be "
        "held back (or that nobody was asked about, where the person says that it cannot, as a rule), beyond the "
        "eyelids, each with jerks, pulling or a closing eye, or at two places without being a flutter. Not where an "
        "injection was logged in the last 365 days, nor after a palsy. " + WHEN_SEEN_BY_DOCTOR,
        {"says": _("You logged jerks or pulls that cannot be held back. NICE advice is to have such movements looked "
                   "at. A fine flutter, which nobody can hold back, is not meant.")},
        ("ng127_movements",),
        (*PLACE_FIELDS, *DOCTOR_FIELDS, "episodes.can_hold_back", "episodes.feel", "episodes.eye_closes",
         "person.can_hold_back", "person.palsy_began"), True, 2,
    ),
    Rule(
        "S17_under16", Level.SOON, TWO_WEEKS,
        "Under 16, and an open run of %(young_run_days)s days or any other rule that asks for a doctor. 24 hours "
        "where one of those does.",
        {"says": _("This journal is made for people of 16 and over. Please show this to a doctor.")},
        ("nose_spasms", "ng127_children"), (*SIGN_FIELDS, *PLACE_FIELDS, "person.under_16"), True, 2,
    ),
    Rule(
        "S21_medicine_spasm", Level.SOON, TODAY_OR_TOMORROW,
        "An episode of today or yesterday that pulls and holds, while a medicine that blocks dopamine (against "
        "psychosis or nausea, by name) was begun or raised in the 7 days before, and no visit since.",
        {"says": _("Pulling of the face, jaw or neck after %(medicines)s should be treated today. If swallowing or "
                   "breathing gets hard, call %(number)s.")},
        ("dopamine_spasm",),
        (*PLACE_FIELDS, *VISIT_FIELDS, "episodes.feel", "medicines.name", "medicines.started", "medicines.dose_raised",
         "medicines.changes"), False,
    ),
    Rule(
        "S22_face_and_limb", Level.SOON, TODAY_OR_TOMORROW,
        "One episode of the last %(recent_days)s days that feels like jerks, at a place of the face and in an arm, "
        "hand or leg of the same side, and no visit since. Not while falling asleep or waking.",
        {"says": _("Face and arm or leg jerking together should be seen today. If it does not stop, call "
                   "%(number)s.")},
        ("general",), (*PLACE_FIELDS, *VISIT_FIELDS, "episodes.feel", "episodes.falling_asleep"), False,
    ),
    Rule(
        "S23_tongue", Level.ROUTINE, None,
        "The tongue on %(tongue_days)s days of the last %(recent_days)s, and no doctor has looked at it.",
        {"says": _("A twitching tongue is worth showing to a doctor or dentist. It is often harmless.")},
        ("rcgp",), (*PLACE_FIELDS, *DOCTOR_FIELDS), True,
    ),
    Rule(
        "S24_interaction", Level.SOON, TODAY_OR_TOMORROW,
        "Two medicines that are known to reach a harmful level together (listed by name), one of them begun or raised "
        "in the last 21 days, and since then an episode that feels like jerks, or dizziness, confusion or vomiting, "
        "and no visit since.",
        {"says": _("Jerks or unsteadiness after a change of medicines should be seen today. Take your medicine "
                   "list.")},
        ("nhs_lithium", "general"),
        (*SIGN_FIELDS, *PLACE_FIELDS, *VISIT_FIELDS, "episodes.feel", "medicines.name", "medicines.started",
         "medicines.dose_raised", "medicines.changes", "medicines.stopped"), False,
    ),
)  # fmt: skip
