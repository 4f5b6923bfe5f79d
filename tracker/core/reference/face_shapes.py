"""Outlines of the face regions: the right half (x > 0) of a front view; the left half is its mirror image.

One unit is 1/380 of the picture's width. The origin is the point between the eyes, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A closed SVG path. `kind` is its CSS class, "" for a patch of skin."""

    kind: str
    d: str


@dataclass(frozen=True)
class FaceShape:
    """The drawing of a region: `hit` is the tap area, `marks` are visible, `dot` is where a chart marks it."""

    hit: str
    marks: tuple[Mark, ...]
    dot: tuple[int, int]


FACE_SHAPES: Mapping[str, FaceShape] = {
    "forehead": FaceShape(
        "M0-158H118V-104H0z",
        (Mark("", "M5-140C50-144 92-136 112-106C80-112 40-108 5-100z"),),
        (56, -124),
    ),
    "brow": FaceShape(
        "M30-104H112V-52H30z",
        (Mark("f-hair", "M34-62C54-76 88-84 112-68C116-65 114-60 109-62C88-70 58-66 39-54C32-50 29-57 34-62z"),),
        (72, -71),
    ),
    "temple": FaceShape(
        "M112-106H168V-52H112z",
        (Mark("", "M120-100C136-94 148-76 151-48C140-42 130-48 127-58C127-74 124-88 120-100z"),),
        (136, -70),
    ),
    "ear": FaceShape(
        "M160-30H190V86H138V26H160z",
        (Mark("f-skin", "M159-13C167-31 187-26 186 4C185 30 178 54 168 62C161 67 154 61 153 50z"),),
        (170, 22),
    ),
    "upper_eyelid": FaceShape(
        "M28-52H108V0H28z",
        (Mark("", "M40 2C50-34 96-40 107-4C90-20 58-18 40 2z"),),
        (76, -22),
    ),
    "lower_eyelid": FaceShape(
        "M28 0H108V52H52V14H28z",
        (Mark("", "M43 6C58 17 92 16 106 0C106 32 56 40 43 6z"),),
        (78, 22),
    ),
    "outer_eye": FaceShape(
        "M106-52H160V26H138V24H106z",
        (Mark("", "M117-24C132-28 147-20 149-4C150 12 134 22 116 13C123 3 123-12 117-24z"),),
        (134, -4),
    ),
    "nose_side": FaceShape(
        "M0 14H52V66H0z",
        (Mark("", "M14 16C24 20 36 38 46 66C36 60 26 62 18 68C12 50 11 32 14 16z"),),
        (27, 46),
    ),
    "nostril": FaceShape(
        "M0 66H54V118H0z",
        (Mark("", "M20 76C34 66 47 78 46 92C45 104 34 109 25 104C17 98 14 86 20 76z"),),
        (32, 88),
    ),
    "upper_cheek": FaceShape(
        "M54 52H138V104H54z",
        (Mark("", "M58 62C82 54 120 50 144 38C148 66 134 94 104 100C80 102 62 88 58 62z"),),
        (104, 74),
    ),
    "mid_cheek": FaceShape(
        "M84 104H150V156H84z",
        (Mark("", "M96 112C116 110 134 98 142 86C146 112 140 140 124 154C106 158 92 136 96 112z"),),
        (118, 130),
    ),
    "upper_lip": FaceShape(
        "M0 118H54V172H0z",
        (Mark("f-lip", "M0 158C6 151 15 149 23 152C36 156 48 161 59 166C40 171 20 177 0 174.5z"),),
        (26, 162),
    ),
    "mouth_corner": FaceShape(
        "M54 156H116V216H54z",
        (Mark("", "M65 150C80 146 90 156 89 170C88 184 76 191 66 186C62 180 67 174 67 167C66 160 59 154 65 150z"),),
        (78, 169),
    ),
    "lower_lip": FaceShape(
        "M0 172H54V226H0z",
        (Mark("f-lip", "M0 175C20 177 40 171 59 166C50 191 26 201 0 201z"),),
        (26, 184),
    ),
    "chin": FaceShape(
        "M0 226H66V280H0z",
        (Mark("", "M4 230C30 225 52 231 58 244C50 257 26 263 4 263z"),),
        (28, 245),
    ),
    "jaw_angle": FaceShape(
        "M116 156H174V230H84V216H116z",
        (Mark("", "M138 157C134 179 126 196 113 208C108 196 112 181 121 170C126 164 132 158 138 157z"),),
        (121, 184),
    ),
    "neck_front": FaceShape(
        "M0 280H90V332H0z",
        (Mark("", "M5 290C32 290 56 281 73 268C73 292 76 308 84 324H5z"),),
        (38, 303),
    ),
    "glabella": FaceShape(
        "M-30-104H30V-44H-30z",
        (Mark("", "M0-94C14-92 22-76 18-60C14-50 6-46 0-46S-14-50-18-60C-22-76-14-92 0-94z"),),
        (0, -70),
    ),
    "nose_bridge": FaceShape(
        "M-28-44H28V14H-28z",
        (Mark("", "M-14-38Q0-44 14-38C9-22 9-4 11 10Q0 16-11 10C-9-4-9-22-14-38z"),),
        (0, -14),
    ),
    "tongue": FaceShape(
        "M130 268H190V330H130z",
        (
            Mark("f-skin", "M132 299a28 28 0 1 0 56 0a28 28 0 1 0-56 0z"),
            Mark("f-hole", "M142 290Q160 282 178 290Q172 304 160 304T142 290z"),
            Mark("f-lip", "M150 293Q160 288 170 293V308A10 11 0 0 1 150 308z"),
        ),
        (160, 305),
    ),
}
