"""Signs that can come with a twitch, in plain words, grouped as in the form.

The rules in red_flags decide how urgent a sign is. The form shows the most telling ones first. A retired sign is no
longer asked, because its wording joined two signs. Older entries keep it, as nobody can know which of the two was
meant (docs/adr/0002-split-signs-keep-what-was-logged.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.reference.words import gettext_noop as _


@dataclass(frozen=True)
class SignName:
    """A sign: `name` is stored, `says` is shown.

    `short` is its label on a chip of the form, if that is not `says`. `replaced_by` are the signs asked instead of a
    retired one.
    """

    name: str
    says: str
    short: str = ""
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignGroup:
    """Signs under one heading of the form."""

    title: str
    signs: tuple[SignName, ...]


GROUPS: tuple[SignGroup, ...] = (
    SignGroup(
        _("Face and eyes"),
        (
            SignName("face_droop", _("One side of the face drops")),
            SignName(
                "face_weak",
                _("Hard to raise the brow, close the eye or smile evenly"),
                _("Hard to close the eye or smile evenly"),
            ),
            SignName("face_numb", _("Part of the face feels numb"), _("Numb patch in the face")),
            SignName("lid_droop", _("Upper eyelid hangs down"), _("Eyelid hangs")),
            SignName("eye_red_swollen_discharge", _("Eye red, swollen or sticky"), _("Red or sticky eye")),
            SignName("both_eyes_forced_shut", _("Both eyes forced shut")),
            SignName("stops_reading_or_driving", _("Stops me reading or driving")),
            SignName("whole_side", _("The whole side of the face joins in"), _("Whole side joins in")),
            SignName("other_face_movements_or_tics", _("Other face movements or tics"), _("Other movements or tics")),
            SignName(
                "moves_with_blink_or_chew", _("Moves along with blinking or chewing"), _("Moves as I blink or chew")
            ),
            SignName("nearly_nonstop", _("Nearly non-stop today"), _("Nearly non-stop")),
        ),
    ),
    SignGroup(
        _("Seeing and hearing"),
        (
            SignName("vision_lost_or_double", _("Loss of sight or double vision"), _("Sight lost or double")),
            SignName("vision_change", _("Another change in sight")),
            SignName("hearing_loss", _("Hearing less on one side")),
            SignName("ringing", _("Ringing in one ear")),
            SignName("ear_click", _("Clicking in the ear with the twitch"), _("Clicking in the ear")),
        ),
    ),
    SignGroup(
        _("Speaking, swallowing, breathing"),
        (
            SignName("speech_slurred_or_lost", _("Slurred or lost speech")),
            SignName("swallow_hard", _("Hard to swallow")),
            SignName("cannot_swallow_saliva", _("Cannot swallow saliva")),
            SignName("choking", _("Choking")),
            SignName(
                "breathless_rest_or_flat", _("Breathless at rest or lying flat"), _("Breathless at rest or flat")
            ),
            SignName("jaw_locked", _("Jaw cramped shut, cannot open it"), _("Jaw locked shut")),
        ),
    ),
    SignGroup(
        _("Arms, legs and muscles"),
        (
            SignName(
                "arm_or_leg_weak_or_numb",
                _("Arm or leg weak or numb (not from lying on it)"),
                _("Arm or leg weak or numb"),
            ),
            SignName("limb_weak", _("A limb getting weaker"), _("Arm or leg getting weaker")),
            SignName("dropping_things", _("Dropping things")),
            SignName("tripping", _("Tripping")),
            SignName("muscle_thinner", _("A muscle getting thinner")),
            SignName("stiff_rigid", _("Stiff muscles")),
            SignName("widespread_cramps", _("Cramps in many places")),
            SignName(
                "hand_foot_spasm", _("Hands or feet cramp into a fixed shape"), _("Hands or feet locked in a cramp")
            ),
        ),
    ),
    SignGroup(
        _("Head and whole body"),
        (
            SignName("worst_headache", _("Worst headache ever")),
            SignName("severe_headache", _("Severe headache")),
            SignName("dizzy_unsteady", _("Dizzy or unsteady")),
            SignName("vomiting", _("Vomiting")),
            SignName("confusion", _("Confusion"), _("Confused")),
            SignName("fit", _("Jerking with loss of awareness"), _("Jerking while not aware")),
            SignName("fainted", _("Fainted")),
            SignName("fever", _("Fever")),
            SignName("heavy_sweating", _("Heavy sweating")),
            SignName("agitated", _("Very restless")),
            SignName("rigid_muscles", _("Muscles gone rigid"), _("Muscles hard as a board")),
            SignName("racing_heart", _("Racing heart"), _("Heart beats fast")),
            SignName("palpitations", _("Heart pounding"), _("Heart pounds hard")),
            SignName("irregular_heartbeat", _("Irregular heartbeat"), _("Heart skips beats")),
        ),
    ),
)

TELLING = (
    "whole_side", "lid_droop", "face_droop", "face_weak", "face_numb", "vision_lost_or_double",
    "speech_slurred_or_lost", "arm_or_leg_weak_or_numb",
)  # fmt: skip
"""The signs that the form shows first: they say most about where a twitch comes from, or that help is needed."""

RETIRED: tuple[SignName, ...] = (
    SignName("blackout_or_fit", _("Blackout or fit"), replaced_by=("fit", "fainted")),
    SignName("agitated_or_confused", _("Very restless or confused"), replaced_by=("agitated", "confusion")),
)
"""Signs that only older entries have."""

ASKED = {sign.name: sign for group in GROUPS for sign in group.signs}
"""Signs that forms ask for."""

SIGNS = ASKED | {sign.name: sign for sign in RETIRED}
"""All signs that an entry can have."""
