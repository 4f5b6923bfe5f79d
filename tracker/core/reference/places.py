"""The places a twitch can be logged at: nineteen regions of the face, the tongue, and the rest of the body.

Sides are the person's own: their left is left, as in a mirror.

Sources:

- Branches of the facial nerve and the muscles they drive: dermatographix.com (head and neck motor innervation) and
  meddean.luc.edu (branches of cranial nerve VII). Territories overlap and vary between people; the branch of a
  single muscle is textbook general knowledge.
- Muscles of a movement: the facial action unit table (nose wrinkling, cheek raising, lid tightening, lip corner pull).
- Muscles of a twitch beside the nose: an article on nasal twitching and the levator labii superioris alaeque nasi.
- Order of spread: EyeWiki (Hemifacial Spasm); Conte et al., Mov Disord Clin Pract 2015, 10.1002/mdc3.12106;
  Manual of Botulinum Toxin Therapy (Cambridge), for the forehead, which joins rarely.
- SNOMED CT body sites: the DICOM terminology (FSH files of its public repository); for the temple also the Norwegian
  HL7 value set. Only codes that were seen in a source are here. SNOMED CT needs a licence, so an export uses them
  only where the installation turned them on.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.records import Place, Side
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

BOTH = (Side.LEFT, Side.RIGHT)
MIDDLE = (Side.MIDLINE,)
ANY_SIDE = (Side.LEFT, Side.MIDLINE, Side.RIGHT)


@dataclass(frozen=True)
class Region:
    """A part of the face or body, in a person's words, with what a doctor would add.

    - `zone` is "upper", "mid" or "lower" for the face, "" for the tongue and the body.
    - `nerve` is the *usual branch*: a label for orientation, not a finding. VII is the facial nerve.
    - `hfs_order` is the textbook order in which a spasm of one half of the face reaches the region (1 first). No rule
      uses it. None if unknown.
    - `snomed` is the body site code. If it is wider than the region, the region's name is exported as text too.
      "" if no source was found.
    """

    id: str
    name: str
    sides: tuple[Side, ...]
    part: str
    zone: str
    muscles: tuple[str, ...]
    nerve: str
    hfs_order: int | None
    snomed: str


ORBICULAR_OUTER = "orbicularis oculi, orbital part"
ORBICULAR_LID = "orbicularis oculi, palpebral part"
NOSE_LIFTER = "levator labii superioris alaeque nasi"

# Temple and jaw angle may be a chewing muscle (nerve V3), so rules about spread do not count them as evidence.
FACE: tuple[Region, ...] = (
    Region("forehead", _("Forehead"), BOTH, "face", "upper", ("frontalis",),
           _("VII temporal"), 6, "52795006"),
    Region("brow", _("Eyebrow"), BOTH, "face", "upper",
           ("corrugator supercilii", "depressor supercilii", ORBICULAR_OUTER),
           _("VII temporal, partly zygomatic"), 2, "367577003"),  # Skin of eyebrow.
    Region("glabella", _("Between the brows"), MIDDLE, "face", "upper", ("procerus", "corrugator supercilii"),
           _("VII temporal or upper buccal"), 3, "89545001"),  # Face.
    Region("temple", _("Temple"), BOTH, "face", "mid", ("temporalis", "temporoparietalis"),
           _("V3 for chewing, VII temporal"), None, "450721000"),
    Region("upper_eyelid", _("Upper eyelid"), BOTH, "face", "upper",
           (ORBICULAR_LID, "levator palpebrae superioris"),  # The levator is driven by nerve III.
           _("VII temporal and zygomatic"), 1, "38934000"),
    Region("lower_eyelid", _("Lower eyelid"), BOTH, "face", "upper", (ORBICULAR_LID,),
           _("VII zygomatic, partly buccal"), 1, "62736007"),
    Region("outer_eye", _("Outer corner of eye"), BOTH, "face", "upper", (ORBICULAR_OUTER,),
           _("VII temporal and zygomatic"), 1, "371398005"),  # Eye region.
    Region("nose_bridge", _("Bridge of nose"), MIDDLE, "face", "mid", ("procerus", "nasalis, transverse part"),
           _("VII buccal or zygomatic"), 3, "45206002"),  # Nose.
    Region("nose_side", _("Side of nose"), BOTH, "face", "mid", (NOSE_LIFTER, "nasalis, transverse part"),
           _("VII zygomatic or buccal"), 3, "314395006"),
    Region("nostril", _("Nose wing"), BOTH, "face", "mid",
           ("nasalis, alar part", "depressor septi nasi", NOSE_LIFTER),
           _("VII buccal"), 3, "45206002"),  # Nose.
    Region("upper_cheek", _("Cheek below the eye"), BOTH, "face", "mid",
           ("zygomaticus major", "zygomaticus minor", "levator labii superioris", ORBICULAR_OUTER),
           _("VII zygomatic or buccal"), 2, "60819002"),  # Cheek.
    Region("mid_cheek", _("Hollow of cheek"), BOTH, "face", "mid", ("buccinator", "risorius"),
           _("VII buccal"), 3, "60819002"),  # Cheek.
    Region("upper_lip", _("Upper lip"), BOTH, "face", "lower",
           ("orbicularis oris", "levator labii superioris", "levator anguli oris"),
           _("VII buccal"), 4, "11681001"),
    Region("mouth_corner", _("Corner of mouth"), BOTH, "face", "lower",
           ("zygomaticus major", "risorius", "depressor anguli oris", "levator anguli oris"),
           _("VII buccal and marginal mandibular"), 4, "123851003"),  # Mouth.
    Region("lower_lip", _("Lower lip"), BOTH, "face", "lower", ("orbicularis oris", "depressor labii inferioris"),
           _("VII marginal mandibular"), 4, "32032005"),
    Region("chin", _("Chin"), BOTH, "face", "lower", ("mentalis", "depressor anguli oris"),
           _("VII marginal mandibular"), 5, "23747009"),  # Skin of chin.
    Region("jaw_angle", _("Jaw angle"), BOTH, "face", "lower", ("masseter", "platysma"),
           _("V3 for chewing, VII cervical"), None, "661005"),  # Jaw region.
    Region("neck_front", _("Front of neck"), BOTH, "face", "lower", ("platysma",),
           _("VII cervical"), 5, "45048000"),
    Region("ear", _("Ear"), BOTH, "face", "mid", ("auricular muscles", "stapedius"),
           _("VII temporal and posterior auricular"), 6, "28347008"),
)  # fmt: skip

TONGUE = Region("tongue", _("Tongue"), MIDDLE, "face", "", ("intrinsic tongue muscles",), _("XII"), None, "21974007")
"""Drawn next to the face: it has no neighbours on the map."""

# Muscles and nerves of the body are general knowledge.
BODY: tuple[Region, ...] = (
    Region("shoulder", _("Shoulder"), BOTH, "body", "", ("deltoid",), _("axillary"), None, "16982005"),
    Region("upper_arm", _("Upper arm"), BOTH, "body", "", ("biceps", "triceps"),
           _("musculocutaneous, radial"), None, "40983000"),
    Region("forearm", _("Forearm"), BOTH, "body", "", ("forearm flexors", "forearm extensors"), "", None, "14975008"),
    Region("hand", _("Hand"), BOTH, "body", "", ("first dorsal interosseous",), _("ulnar"), None, "85562004"),
    Region("thumb", _("Thumb"), BOTH, "body", "", ("abductor pollicis brevis",), _("median"), None, "76505004"),
    Region("chest", _("Chest"), ANY_SIDE, "body", "", (), "", None, "816094009"),
    Region("abdomen", _("Belly"), ANY_SIDE, "body", "", (), "", None, "818981001"),
    Region("back", _("Back"), ANY_SIDE, "body", "", (), "", None, "77568009"),
    Region("buttock", _("Buttock"), BOTH, "body", "", (), "", None, "46862004"),
    Region("thigh", _("Thigh"), BOTH, "body", "", ("quadriceps femoris", "hamstrings"),
           _("femoral, sciatic"), None, "68367000"),
    Region("calf", _("Calf"), BOTH, "body", "", ("gastrocnemius", "soleus"),
           _("tibial"), None, "30021000"),  # Lower leg.
    Region("foot", _("Foot or sole"), BOTH, "body", "", ("intrinsic foot muscles",),
           _("plantar"), None, "56459004"),
)  # fmt: skip

REGIONS: dict[str, Region] = {region.id: region for region in (*FACE, TONGUE, *BODY)}

PLACES: dict[str, Place] = {
    str(place): place for region in REGIONS.values() for place in (Place(region.id, side) for side in region.sides)
}
"""All places by their stored text, such as `nose_side:left`."""

ADJACENCY: dict[str, tuple[str, ...]] = {
    "forehead": ("brow", "glabella", "temple"),
    "brow": ("forehead", "glabella", "upper_eyelid", "outer_eye", "temple"),
    "glabella": ("forehead", "brow", "nose_bridge"),
    "temple": ("forehead", "brow", "outer_eye", "upper_cheek", "ear"),
    "upper_eyelid": ("brow", "lower_eyelid", "outer_eye", "nose_bridge"),
    "lower_eyelid": ("upper_eyelid", "outer_eye", "upper_cheek", "nose_side"),
    "outer_eye": ("brow", "temple", "upper_eyelid", "lower_eyelid", "upper_cheek"),
    "nose_bridge": ("glabella", "upper_eyelid", "nose_side"),
    "nose_side": ("nose_bridge", "lower_eyelid", "nostril", "upper_cheek", "upper_lip"),
    "nostril": ("nose_side", "upper_lip"),
    "upper_cheek": ("temple", "lower_eyelid", "outer_eye", "nose_side", "mid_cheek", "upper_lip", "mouth_corner"),
    "mid_cheek": ("upper_cheek", "mouth_corner", "jaw_angle"),
    "upper_lip": ("nose_side", "nostril", "upper_cheek", "mouth_corner"),
    "mouth_corner": ("upper_cheek", "mid_cheek", "upper_lip", "lower_lip", "chin"),
    "lower_lip": ("mouth_corner", "chin"),
    "chin": ("mouth_corner", "lower_lip", "jaw_angle", "neck_front"),
    "jaw_angle": ("mid_cheek", "chin", "ear", "neck_front"),
    "neck_front": ("chin", "jaw_angle"),
    "ear": ("temple", "jaw_angle"),
}
"""Neighbouring regions of the face on the same side. Regions of the midline touch both sides."""

SIDE_NAMES: dict[Side, str] = {Side.LEFT: _("left"), Side.MIDLINE: _("middle"), Side.RIGHT: _("right")}

ON_SIDE: dict[Side, str] = {
    Side.LEFT: _("%(region)s, left"),
    Side.MIDLINE: _("%(region)s, middle"),
    Side.RIGHT: _("%(region)s, right"),
}


def place_name(place: Place, translate: Translate = str) -> str:
    """Name a place: "Side of nose, left". Raises KeyError for an unknown region.

    Regions that exist only in the middle have no side: "Between the brows".
    """
    region = REGIONS[place.region]
    if region.sides == MIDDLE:
        return translate(region.name)
    return translate(ON_SIDE[place.side]) % {"region": translate(region.name)}
