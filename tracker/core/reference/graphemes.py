"""Grapheme clusters: what a reader sees as one character, though it may be several code points."""

from __future__ import annotations

import regex

CLUSTER = regex.compile(r"\X")

# Control characters, those that turn the reading direction, and what no text may hold. Kept are joiners, which emoji,
# Persian and several Indian scripts need, and the flags that are spelled with tags.
CONTROL = regex.compile(
    r"\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f(*SKIP)(*FAIL)"
    r"|(?![\u200c\u200d\p{Prepended_Concatenation_Mark}])[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]"
)


def clusters(text: str) -> list[str]:
    """The grapheme clusters of a text, in order."""
    found: list[str] = CLUSTER.findall(text)
    return found


def one_line(text: str, longest: int) -> str:
    """The text on one line of at most `longest` code points, cut between two clusters.

    Control characters are left out, with them those that turn the reading direction.
    """
    line = CONTROL.sub("", " ".join(text.split()))
    if len(line) <= longest:
        return line
    end = 0
    for cluster in CLUSTER.finditer(line):
        if cluster.end() >= longest:
            break
        end = cluster.end()
    return line[:end].rstrip() + "…"
