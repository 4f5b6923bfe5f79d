"""Vignettes in which somebody should be seen: at once, within a day, or with an appointment."""

from __future__ import annotations

from benchmarks.red_flags.vignettes.story import (
    Story,
    ago,
    answered,
    check_in,
    diary,
    injection,
    medicine,
    quiet,
    twitch,
)
from tracker.core.records import Person

LID, CALF, NOSE, CHEEK = "lower_eyelid:left", "calf:right", "nose_side:right", "mid_cheek:left"
PREGNANT = Person(time_zone="Europe/London", country="GB", pregnant=True)

EMERGENCIES = (
    Story(
        "one_eye_went_dark", "emergency", "emergency",
        "One eye went dark for ten minutes this morning", "Sudden loss of sight, passed or not.",
        "mcilvride.co.uk, stroke signs",
        diary(twitch([2, 4], LID), check_in(0, "vision_lost_or_double sudden"), quiet([1, 3])),
        must_show="E4_vision",
    ),
    Story(
        "thunderclap", "emergency", "emergency", "The worst headache ever, within a minute, today",
        "A headache that is worst at once.", "NG127; general knowledge",
        diary(twitch([1], LID), check_in(0, "worst_headache sudden", "vomiting sudden")),
        must_show="E5_head_balance",
    ),
    Story(
        "words_would_not_come", "emergency", "emergency",
        "Words would not come for half an hour today; not sure how it began", "Not sure counts as sudden.",
        "NHS FAST", diary(twitch([3], NOSE), check_in(0, "speech_slurred_or_lost unsure")), must_show="E3_speech",
    ),
    Story(
        "half_the_face_numb_at_once", "emergency", "emergency day",
        "This morning half of the face went numb at once, and stays so",
        "Sudden numbness of the face is on the lists of sudden signs.", "mcilvride.co.uk, stroke signs",
        diary(twitch([1, 2], CHEEK), check_in(0, "face_numb sudden")),
    ),
    Story(
        "swallowing_after_injections", "emergency", "emergency",
        "Botulinum toxin in face and neck ten days ago; since yesterday swallowing gets harder",
        "Trouble to swallow or speak, hours to weeks after it, is what the leaflet warns of.",
        "Botox medication guide",
        diary(twitch([12, 14], "neck_front:left", feel="pull_and_hold"), quiet([3, 4]),
              check_in(0, "swallow_hard gradual"), injection(10, "neck_front:left mouth_corner:left", 74)),
    ),
    Story(
        "breathless_lying_flat", "emergency", "emergency",
        "Calf and thigh twitch, the arm gets weaker for months, breathless lying flat since last week",
        "Weakness with breathlessness lying flat.", "NG127 1.6",
        diary(twitch(range(0, 30, 2), CALF), check_in(0, "limb_weak gradual", "breathless_rest_or_flat gradual")),
        must_show="E7_breathing_swallow",
    ),
    Story(
        "stiff_and_hot_on_haloperidol", "emergency", "emergency",
        "Haloperidol begun six days ago: stiff as a board, hot, muddled, arms jerk",
        "Stiff, hot and muddled after such a medicine is dangerous.", "aafp.org 2007, movement disorders",
        diary(twitch([0], "upper_arm:left upper_arm:right", feel="jerk"), quiet([2, 3]),
              check_in(0, "rigid_muscles gradual", "fever gradual", "confusion gradual"),
              medicine("haloperidol", 6)),
        must_show="E8_toxic",
    ),
    Story(
        "face_and_arm_jerk_twelve_minutes", "emergency", "emergency day",
        "The left cheek, arm and hand have jerked in rhythm for twelve minutes and do not stop",
        "Jerking of five minutes and more needs an ambulance.", "epilepsy.com, calling an ambulance",
        diary(twitch([0], "mid_cheek:left hand:left forearm:left", feel="jerk", seconds=720), quiet([1, 2])),
    ),
    Story(
        "double_vision_in_pregnancy", "emergency", "emergency day",
        "Pregnant: sight blurred and double for two days, headache", "Headache and sight in pregnancy.",
        "NHS pre-eclampsia",
        diary(twitch([1, 2], LID), check_in(0, "vision_lost_or_double gradual", "severe_headache gradual"),
              person=PREGNANT),
    ),
)  # fmt: skip
"""Help now."""

TODAY_OR_TOMORROW = (
    Story(
        "lost_speech_never_shown", "day", "day emergency",
        "Three weeks ago speech was gone for ten minutes; never shown to anybody", "Nobody has looked at it.",
        "NG128", diary(check_in(21, "speech_slurred_or_lost sudden"), twitch([4, 9], LID), quiet([1, 2])),
    ),
    Story(
        "deaf_in_one_ear_since_friday", "day", "day emergency",
        "Hearing on one side went within an hour three days ago; lid flutter",
        "Sudden one-sided hearing loss of the last month: seen within a day.",
        "rightdecisions.scot.nhs.uk, sudden hearing loss",
        diary(twitch([1, 2], LID), check_in(3, "hearing_loss sudden", "ringing sudden"), quiet([0])),
        must_show="S9_vision_hearing",
    ),
    Story(
        "painkiller_beside_lithium", "day", "day emergency",
        "Lithium for years, ibuprofen for eight days: hands jerk, unsteady, sick",
        "Ibuprofen can raise lithium to a harmful level.", "nhs.uk lithium; youngminds.org.uk lithium",
        diary(twitch([0, 1], "hand:left hand:right", feel="jerk", seconds=2), quiet(range(3, 9)),
              check_in(0, "dizzy_unsteady gradual", "vomiting gradual"),
              medicine("Lithium carbonate", 2000), medicine("ibuprofen", 8)),
    ),
    Story(
        "neck_pulled_after_travel_tablets", "day", "day emergency",
        "Second day of prochlorperazine: the neck and one side of the mouth pull and hold for half an hour",
        "Spasms one to five days after such tablets are treated within hours.",
        "aafp.org 2007; emed.ie dystonic reaction",
        diary(twitch([0], "neck_front:right mouth_corner:right", feel="pull_and_hold", seconds=1800),
              quiet(range(1, 6)), medicine("Prochlorperazine 5 mg", 2)),
    ),
    Story(
        "lid_hangs_and_double_vision", "day", "day emergency",
        "For two weeks a lid hangs by evening and things look double, coming and going", "New double vision.",
        "NHS double vision",
        diary(twitch([3, 6], LID), check_in(1, "lid_droop gradual", "vision_lost_or_double gradual"), quiet([2])),
    ),
    Story(
        "red_eye_and_blurred", "day", "day",
        "Lid flutter, red painful eye, sight blurred in it since yesterday", "A red eye that sees worse.",
        "NHS red eye",
        diary(twitch(range(4), LID), check_in(0, "eye_red_swollen_discharge gradual", "vision_change gradual")),
    ),
    Story(
        "hands_cramp_after_thyroid_operation", "day", "day emergency",
        "A week after a thyroid operation: mouth tingles, hands cramp into a fixed shape",
        "Hands that cramp so, with a tingling mouth: calcium.", "wikisum.wiki, tetany; harrisons.ed19",
        diary(twitch([0, 1], "mouth_corner:left"),
              check_in(0, "hand_foot_spasm gradual", "face_numb gradual"), quiet([3, 4])),
    ),
)  # fmt: skip
"""To be seen within a day."""

APPOINTMENTS = (
    Story(
        "ringing_on_the_twitching_side", "soon", "soon", "One ear rings for three weeks, the cheek of that side "
        "twitches", "Lasting ringing on one side: to be looked at, without hurry.", "remedy.bnssg.icb.nhs.uk",
        diary(twitch(range(0, 21, 2), CHEEK), check_in(10, "ringing gradual"), check_in(2, "ringing gradual")),
        must_show="S9_vision_hearing",
    ),
    Story(
        "lid_and_mouth_pull_together", "soon", "soon",
        "For three weeks the left lid and corner of the mouth pull at the same moment", "One side, together.",
        "EyeWiki, half-face spasm",
        diary(twitch(range(0, 21, 2), "lower_eyelid:left mouth_corner:left", feel="pull_and_hold")),
        must_show="S6_half_face",
    ),
    Story(
        "eyes_shut_when_reading", "soon", "soon", "Both eyes squeeze shut when reading, more and more in two "
        "months", "Closing of both eyes is referred; no emergency.", "NG127 1.13",
        diary(twitch(range(0, 56, 3), "upper_eyelid:left upper_eyelid:right", "both_eyes_forced_shut gradual",
                     feel="pull_and_hold", seconds=30, eye_closes=True)),
        must_show="S7_eye_shut",
    ),
    Story(
        "inhaler_suspected", "soon", "soon mention",
        "Thumb and lid twitch after the new inhaler, says the person, who ticks that they suspect it",
        "If you think that a prescribed medicine does it, ask.", "NHS twitching",
        diary(twitch(range(5), "thumb:right"), twitch([2, 3], LID),
              medicine("salbutamol", 20, suspected=True), answered(range(5))),
        must_show="S14_medicine",
    ),
    Story(
        "cheek_slowly_numb", "soon", "soon day", "Cheek twitches for two weeks, a patch of it slowly numb",
        "Numbness beside a twitch is looked at.", "novel.utah.edu",
        diary(twitch(range(0, 14, 2), CHEEK), check_in(3, "face_numb gradual")), must_show="S8_pain_numb",
    ),
    Story(
        "flutter_becomes_a_pull", "soon", "soon", "Forty days of fine lid flutter; for a week it pulls and shuts "
        "the eye", "A change of kind says more than a number.", "EyeWiki; NG127 1.13",
        diary(twitch(range(8, 48), LID),
              twitch([0, 2, 4, 6], LID, feel="pull_and_hold", seconds=10, eye_closes=True)),
    ),
    Story(
        "foot_drags_and_calf_thinner", "soon", "soon day", "Calf twitches for two months, trips on five days, "
        "the calf looks thinner", "Weakness and thinning with twitching.", "RCGP red flag tool",
        diary(twitch(range(0, 60, 2), CALF), check_in(20, "tripping gradual"), check_in(12, "tripping gradual"),
              check_in(5, "tripping gradual", "muscle_thinner gradual"), check_in(1, "tripping gradual")),
        must_show="S11_limb_progress",
    ),
    Story(
        "everywhere_for_two_months", "soon", "soon mention", "Thigh, calf, arm and lid in turn for two months, "
        "strong as ever, never shown", "More than one place, more than two weeks.", "NHS twitching; BFS review",
        diary(twitch(range(0, 60, 4), "thigh:left"), twitch(range(1, 60, 4), CALF),
              twitch(range(2, 60, 4), "upper_arm:right"), twitch(range(3, 60, 4), LID), answered(range(60))),
        must_show="S13_more_places", must_not_show="S11_limb_progress",
    ),
    Story(
        "child_cheek_jerks", "soon", "soon day", "Thirteen: one cheek jerks many times a day for ten days",
        "Lasting spasm of the face in a child is looked at.", "article on nose spasms; NG127 children",
        diary(twitch(range(10), CHEEK, feel="jerk"),
              person=Person(time_zone="Europe/London", country="GB", under_16=True)),
        must_show="S17_under16",
    ),
    Story(
        "linked_movements_trouble", "soon", "soon mention", "Nine months after a palsy the eye shuts when "
        "eating, and that gets in the way every day", "From five months on it may be referred.", "NG127 1.6",
        diary(twitch(range(0, 28, 2), "upper_eyelid:right", "moves_with_blink_or_chew gradual",
                     feel="pull_and_hold", seconds=3), [check_in(n, impact=7) for n in range(1, 14, 2)],
              person=Person(time_zone="Europe/London", country="GB", palsy_began=ago(279), palsy_improving=True)),
        must_show="N3_linked",
    ),
    Story(
        "clearly_worse", "soon", "soon", "Nose twitch on and off for a year; clearly worse than a month ago, says "
        "the person", "Persistent or worsening: see a doctor.", "article on nose spasms",
        diary(twitch(range(0, 60, 5), NOSE), check_in(0, worse_than_month_ago=True, no_other_signs=True)),
        must_show="S4_worsening",
    ),
)  # fmt: skip
"""An appointment: routine, or within two weeks."""

SERIOUS = (*EMERGENCIES, *TODAY_OR_TOMORROW, *APPOINTMENTS)
