"""Grapheme clusters: code points that are shown as one character."""

from __future__ import annotations

import regex

CLUSTER = regex.compile(r"\X")

# Control and bidirectional characters, surrogates and noncharacters. Kept are joiners, needed by emoji, Persian and
# several Indian scripts, and flags that are spelled with tags.
CONTROL = regex.compile(
    r"\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f(*SKIP)(*FAIL)"
    r"|(?![\u200c\u200d\p{Prepended_Concatenation_Mark}])[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]"
)


def clusters(text: str) -> list[str]:
    """Split a text into grapheme clusters."""
    found: list[str] = CLUSTER.findall(text)
    return found


def one_line(text: str, longest: int) -> str:
    """Shorten the text to one line of at most `longest` code points, cut between clusters.

    Control and bidirectional characters are removed.
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
