"""Vignettes that should frighten nobody: nothing to show, or a line for the next visit."""

from __future__ import annotations

from benchmarks.red_flags.vignettes.story import (
    Story,
    answered,
    check_in,
    diary,
    injection,
    medicine,
    quiet,
    twitch,
    visit,
)
from tracker.core.records import Person

LID, OTHER_LID, CALF, NOSE = "lower_eyelid:left", "lower_eyelid:right", "calf:right", "nose_side:right"

EVERYDAY = (
    Story(
        "cold_with_fever", "nothing", "nothing mention",
        "Lid flutter for four days, and a cold: feverish and sweaty for two of them",
        "Fever and sweating are a cold until something stiff, confused or a new medicine comes with them.",
        "NHS flu; Hunter criteria",
        diary(twitch(range(4), LID), check_in(1, "fever gradual", "heavy_sweating gradual"),
              check_in(0, "fever gradual", "heavy_sweating gradual"), quiet(range(4, 9))),
        must_not_show="E8_toxic",
    ),
    Story(
        "run_in_the_heat", "mention", "mention nothing",
        "Calf twitches after a run in the heat, heart racing and sweating for ten minutes",
        "What a run does. No medicine, no stiffness, no confusion.", "NHS heat exhaustion; Hunter criteria",
        diary(twitch([0], CALF, blamed=("A long run",)), quiet(range(1, 8)),
              check_in(0, "racing_heart sudden", "heavy_sweating sudden")),
        must_not_show="E8_toxic",
    ),
    Story(
        "sleep_starts", "nothing", "nothing mention",
        "Legs and arms jerk while falling asleep, two nights in three, for six weeks",
        "Jerks on falling asleep are common and harmless, in several places too.",
        "healthcentre.org.uk, sleep start; end-your-sleep-deprivation.com",
        diary(twitch(range(0, 42, 3), "thigh:left upper_arm:right", feel="jerk", seconds=1, at=22, in_sleep=True),
              twitch(range(1, 42, 3), "calf:right", feel="jerk", seconds=1, at=22, in_sleep=True),
              answered(range(42))),
        must_not_show="S13_more_places S15_not_suppressible S2_persistent",
    ),
    Story(
        "new_parent_both_lids", "nothing", "nothing mention",
        "A new baby: now one lower lid flutters, now the other, for eleven days of short nights",
        "Short, fine, both sides in turn, tired: it goes by itself.", "NHS twitching; ophtha.info",
        diary(twitch(range(0, 11, 2), LID), twitch(range(1, 11, 2), OTHER_LID), answered(range(11))),
        must_not_show="S6_half_face S13_more_places",
    ),
    Story(
        "screen_and_lenses", "nothing", "nothing",
        "Upper lid flutters for five days of deadlines with contact lenses",
        "Dry eyes and screens; no sign with it.", "geteyesmart.org, eyelid twitch",
        diary(twitch(range(5), "upper_eyelid:right"), answered(range(5)), quiet(range(5, 12))),
    ),
    Story(
        "long_silence", "nothing", "nothing mention",
        "Ten days of lid flutter in April, nothing logged for four weeks, three days of it now",
        "Nothing is known about the weeks between; no long run may be claimed.", "NHS twitching",
        diary(twitch(range(35, 45), LID), twitch(range(3), LID)),
        must_not_show="S2_persistent",
    ),
    Story(
        "choked_once_at_dinner", "mention", "mention nothing",
        "Choked on food four days ago, gone after a cough; lid flutter",
        "Once, over, swallowing is normal: no ambulance days later.", "general knowledge",
        diary(twitch([1, 2, 5], LID), check_in(4, "choking sudden", note="a piece of bread, gone at once"),
              quiet([0, 3])),
        must_not_show="E7_breathing_swallow",
    ),
    Story(
        "tripped_on_a_hike", "mention", "mention nothing",
        "Tripped once on a hike; the calf flutters in the evening",
        "One stumble is no weakness.", "NG127 1.13",
        diary(twitch([0, 1], CALF), check_in(1, "tripping sudden"), quiet(range(2, 9))),
    ),
    Story(
        "coffee_and_pounding_heart", "mention", "mention nothing soon",
        "Heart pounding for a minute after coffee on two days, lid flutter",
        "Usually harmless; get help if it keeps coming back or comes with other symptoms.",
        "1stchoicepharmacy.co.uk, NHS heart palpitations",
        diary(twitch(range(0, 8, 2), LID), check_in(1, "palpitations sudden"), check_in(5, "palpitations sudden"),
              quiet([2, 3, 7])),
    ),
)  # fmt: skip
"""What comes with a cold, heat, sleep, noise or a long day."""

KNOWN = (
    Story(
        "palsy_treated_yesterday", "mention", "mention nothing",
        "The face got weak over two days, seen yesterday, on tablets; today it is still weak",
        "Seen and treated. To send somebody again today would be wrong.", "NHS Bell's palsy",
        diary(twitch([4, 3], LID), check_in(2, "face_weak gradual"), check_in(0, "face_weak gradual"),
              visit(1, "Emergency department", "Weakness of the whole left face.", "Tablets for ten days."),
              medicine("prednisolone", 1)),
    ),
    Story(
        "fainted_and_seen", "mention", "mention nothing",
        "Passed out at a blood test three weeks ago, seen by the GP since; nose flutter",
        "Dealt with.", "111.wales.nhs.uk, fainting",
        diary(twitch([3, 9, 16], NOSE), check_in(21, "blackout_or_fit sudden"),
              visit(20, "Dr Patel", "Simple faint, heart tracing normal."), quiet([0, 1, 2])),
        must_not_show="E6_seizure",
    ),
    Story(
        "lid_seen_by_gp", "mention", "mention nothing",
        "Lower lid flutters for five weeks; the GP looked at it after three and found nothing",
        "Looked at, unchanged.", "NHS twitching",
        diary(twitch(range(36), LID), answered(range(36)), visit(14, "Dr Lind", "Fine lid twitch, eye healthy.")),
    ),
    Story(
        "deadline_week_seen", "mention", "mention nothing",
        "Steady for ten weeks and seen; this week twice as many, not clearly worse, says the person",
        "A bad week is a week. The person does not find it worse.", "NHS twitching",
        diary(twitch(range(70), NOSE), twitch(range(7), NOSE, at=12), twitch(range(7), NOSE, at=15),
              check_in(0, worse_than_month_ago=False, no_other_signs=True), answered(range(1, 70)),
              visit(40, "Dr Roy", "Twitch beside the nose.", "Harmless.")),
    ),
    Story(
        "both_eyes_treated", "mention", "mention nothing soon",
        "Both eyes squeeze shut again in the last two weeks before the next injection, as each time",
        "Known, treated, next date in six days.", "product information botulinum toxin",
        diary(twitch(range(0, 14, 2), "upper_eyelid:left upper_eyelid:right", feel="pull_and_hold",
                     seconds=60, eye_closes=True), quiet(range(14, 60)),
              injection(78, "upper_eyelid:left upper_eyelid:right", 6),
              visit(78, "Eye clinic", "As before.", "Every 12 weeks.")),
    ),
    Story(
        "tics_since_school", "mention", "mention nothing",
        "Nose wrinkling and blinking with an urge since school, more in exam weeks, hardly bothers",
        "Tics that do not trouble an adult need no referral.", "NG127 1.13 tics",
        diary(twitch(range(0, 28, 2), "nose_bridge:midline outer_eye:left", feel="jerk", seconds=2,
                     can_hold_back=True, urge_before=True), answered(range(28), impact=2)),
        must_not_show="S15_not_suppressible S16_other_movements",
    ),
    Story(
        "migraine_day", "mention", "mention nothing",
        "The usual bad headache with vomiting on one day, a lid flutter on three",
        "As often before; not sudden, not the worst.", "NHS migraine",
        diary(twitch([1, 2, 3], LID), check_in(2, "severe_headache gradual", "vomiting gradual"),
              quiet([0, 4, 5, 6])),
        must_not_show="E5_head_balance",
    ),
    Story(
        "leg_cramps_in_pregnancy", "mention", "mention nothing",
        "Pregnant: cramps in both calves at night, lid flutter",
        "Common in pregnancy; no headache, no change of sight.", "NHS pregnancy, leg cramps",
        diary(twitch(range(3), LID), check_in(1, "widespread_cramps gradual"), quiet([4, 5]),
              person=Person(time_zone="Europe/London", country="GB", pregnant=True)),
    ),
    Story(
        "tablet_for_years", "nothing", "nothing mention",
        "First week of the diary; sertraline for two years, the same dose",
        "An old medicine in a new diary says nothing about when the twitch began.", "NHS twitching",
        diary(twitch(range(6), NOSE), answered(range(6)), medicine("sertraline", 700)),
        must_not_show="S14_medicine",
    ),
    Story(
        "valerian_against_it", "nothing", "nothing mention",
        "Twenty quiet days, then valerian for sleep, five days later the lid flutters for four days",
        "A herb for sleep, taken when nights were short: no reason to ask for an appointment.", "NHS twitching",
        diary(quiet(range(4, 30)), twitch(range(4), LID), answered(range(4)), medicine("Valerian drops", 9)),
        must_not_show="S14_medicine",
    ),
)  # fmt: skip
"""What a doctor knows already, or what has an old and harmless reason."""

SMALL_THINGS = (
    Story(
        "dry_winter_nose",
        "nothing",
        "nothing",
        "Nose twitch on three dry winter days, quiet for twelve since",
        "It stopped.",
        "NHS twitching",
        diary(twitch([12, 13, 14], NOSE), answered([12, 13, 14]), quiet(range(12))),
    ),
    Story(
        "unsteady_after_a_boat",
        "mention",
        "mention nothing",
        "A day on a boat, unsteady in the evening; calf flutter",
        "Slow, over by the morning, nothing with it.",
        "NHS dizziness",
        diary(twitch([0, 2], CALF), check_in(1, "dizzy_unsteady gradual"), quiet([3, 4, 5])),
    ),
    Story(
        "ears_ring_after_a_concert",
        "mention",
        "mention nothing soon",
        "Both ears ring on the night after a concert; lid flutter",
        "One night after noise. It goes; protect the ears.",
        "NHS tinnitus",
        diary(twitch([1, 3], LID), check_in(2, "ringing sudden"), quiet([0, 4])),
    ),
    Story(
        "ear_clicks_with_the_lid",
        "mention",
        "mention nothing",
        "A click in the ear when the lid flutters, for six days",
        "Worth telling; nothing urgent.",
        "Manual of Botulinum Toxin Therapy",
        diary(twitch(range(6), LID), check_in(1, "ear_click gradual"), quiet([6, 7])),
    ),
    Story(
        "worried_after_reading",
        "mention",
        "mention",
        "Lid flutter for nine days; read about it at night, worry 8 of 10 since",
        "What helps is the worry.",
        "NHS twitching",
        diary(twitch(range(9), LID), answered(range(9), worry=8)),
        must_show="N6_worry",
    ),
    Story(
        "arm_after_vaccination",
        "nothing",
        "nothing mention",
        "Upper arm flutters for two days after a vaccination, feverish and sweating for one",
        "An ordinary day after it.",
        "NHS vaccination, side effects",
        diary(
            twitch([0, 1], "upper_arm:left"), check_in(1, "fever sudden", "heavy_sweating sudden"), quiet([2, 3])
        ),
        must_not_show="E8_toxic",
    ),
    Story(
        "headache_scanned",
        "mention",
        "mention nothing",
        "Six days ago the worst headache ever; hospital the same day, scan normal",
        "Dealt with.",
        "NG127; general knowledge",
        diary(
            twitch([1, 2], LID),
            check_in(6, "worst_headache sudden"),
            quiet([0, 3]),
            visit(6, "Emergency department", "Scan and lumbar puncture normal."),
        ),
        must_not_show="E5_head_balance",
    ),
    Story(
        "steady_for_years_said",
        "mention",
        "mention nothing",
        "Cheek twitch once or twice a week for years, shown to the GP when it began; eight weeks of diary",
        "Old, rare, looked at.",
        "NHS twitching",
        diary(
            twitch(range(0, 56, 4), "upper_cheek:right"),
            answered(range(56)),
            visit(900, "Dr Ahmed", "Fine twitch of the cheek.", "Nothing to do."),
        ),
        must_not_show="S2_persistent",
    ),
)  # fmt: skip
"""A line at most."""

HARMLESS = (*EVERYDAY, *KNOWN, *SMALL_THINGS)
