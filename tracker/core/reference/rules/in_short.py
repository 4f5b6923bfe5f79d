"""Each rule in one short line, for the help page. `%(…)s` are thresholds; the exact condition is `Rule.when`."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.reference.words import gettext_noop as _

IN_SHORT: Mapping[str, str] = {
    "E1_face_droop": _("One side of the face suddenly drops, or suddenly cannot smile, raise the brow or close the "
                       "eye."),
    "E2_limb": _("An arm or leg is suddenly weak or numb, or part of the face is suddenly numb."),
    "E3_speech": _("Speech is suddenly slurred or gone, or somebody is suddenly confused."),
    "E4_vision": _("Sight is suddenly lost or double, or an upper lid suddenly hangs, with a severe headache or a "
                   "change in sight."),
    "E5_head_balance": _("The worst headache ever, suddenly; or suddenly dizzy or unsteady together with another "
                         "sign of this list."),
    "E6_seizure": _("Jerking with loss of awareness."),
    "E7_breathing_swallow": _("Breathless at rest or lying flat, cannot swallow saliva, or choking. In the weeks "
                              "after an injection also trouble swallowing or speaking."),
    "E8_toxic": _("Twitching together with two or more of fever, heavy sweating, a racing heart, rigid muscles, "
                  "restlessness or confusion."),
    "E9_heart_spasm": _("A pounding, racing or irregular heart together with cramps in many places, or with hands or "
                        "feet that cramp into a fixed shape."),
    "E10_pregnant": _("Pregnant, with a bad headache or a change in sight."),
    "E11_jerking_on": _("Jerking of an arm or hand, or of face and limb together, for 5 minutes or more."),
    "E12_jaw_locked": _("The jaw is cramped shut, with stiff muscles or trouble swallowing."),
    "S1_face_weak": _("One side of the face gets weaker little by little: hard to raise the brow, close the eye or "
                      "smile."),
    "S2_persistent": _("It twitches for %(persistent_days)s days or longer, and nobody has looked at it yet."),
    "S2b_eyelid_3mo": _("An eyelid alone twitches for %(eyelid_days)s days or longer."),
    "S3_constant": _("It is constant, or nearly so, on %(constant_days)s days in a row."),
    "S4_worsening": _("It is worsening: clearly more or stronger than in the weeks before."),
    "S5_spreading": _("It spreads: after quiet months a place near the first one twitches too, on %(spread_days)s "
                      "days or more."),
    "S5w_new_region": _("A new place near the first one twitched once."),
    "S6_half_face": _("It takes in most of one side of the face."),
    "S7_eye_shut": _("The eye is forced shut on %(eye_shut_days)s days, or both eyes once."),
    "S8_pain_numb": _("Pain or numbness comes with it."),
    "S9_vision_hearing": _("Sight changes, hearing gets worse on one side, or one ear rings."),
    "S10_eye_signs": _("The eye is red, swollen or sticky, or an upper lid hangs down."),
    "S11_limb_progress": _("A muscle gets weaker, thinner or stiff, or somebody drops things or trips."),
    "S12_speech_swallow_slow": _("Speaking or swallowing gets harder."),
    "S13_more_places": _("It twitches in %(more_places)s or more parts of the body."),
    "S14_medicine": _("A medicine may have to do with it. Do not stop a prescribed one on your own."),
    "S15_not_suppressible": _("Jerks or pulls that cannot be held back, %(hold_back_episodes)s times."),
    "S16_other_movements": _("Other movements of the face or tics come with it."),
    "S17_under16": _("Somebody under 16 twitches for %(young_run_days)s days, or has any other sign of this page."),
    "S18_palsy_3w": _("A paralysed side of the face does not get better within %(palsy_days)s days."),
    "S19_came_slowly": _("A sign that would be an emergency if it were sudden came little by little."),
    "S20_hands_cramp": _("Hands or feet cramp into a fixed shape."),
    "S21_medicine_spasm": _("The face, jaw or neck pulls after a new medicine against psychosis or nausea."),
    "S22_face_and_limb": _("Face and arm or leg of one side jerk together."),
    "S23_tongue": _("The tongue twitches on %(tongue_days)s days."),
    "S24_interaction": _("Jerks, dizziness or confusion after a change between two medicines that do not go "
                         "together."),
    "S25_jaw_locked": _("The jaw is cramped shut."),
    "S26_fainted": _("Fainted."),
    "S27_never_seen": _("An older sign that no doctor has looked at."),
    "N1_comes_and_goes": _("It comes and goes: %(on_and_off_days)s of %(on_and_off_window)s days."),
    "N2_sleep": _("It was seen in sleep."),
    "N3_linked": _("The face moves along with blinking or chewing after it was paralysed."),
    "N4_tic_like": _("There is an urge before it."),
    "N5_impact": _("It gets in the way of daily life."),
    "N6_worry": _("It worries you much. A doctor can help with that too."),
    "N7_intake": _("More than %(caffeine_mg)s mg of caffeine on %(caffeine_days)s days of a week, or more than "
                   "%(alcohol_units)s units of alcohol in one."),
    "N8_click": _("An ear clicks with it."),
    "N9_keeps_coming": _("The same place keeps coming back, weeks apart."),
    "N10_heart_and_sweat": _("The heart races with sweating or fever."),
    "N11_seen_since": _("A sign that a doctor has already seen. Tell them if it changes."),
    "N12_also_noted": _("Any other sign you noted."),
}  # fmt: skip
"""By the id of the rule. Every rule that asks for a doctor, or for a word at the next visit, has its line."""
