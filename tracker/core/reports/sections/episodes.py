"""The section on single episodes: strength, duration, feel and time of day, typical value and range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median, quantiles
from zoneinfo import ZoneInfo

from tracker.core.records import Episode, Feel
from tracker.core.reference.limits import SCORE
from tracker.core.reference.sections import NOTHING_ON, SECTIONS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Fact, Section, Value
from tracker.core.reports.wording import duration_text, durations_text, number, rounded, share

FEELS = {
    Feel.FLUTTER: _("flutter"),
    Feel.JERK: _("jerk"),
    Feel.PULL_AND_HOLD: _("pull and hold"),
}

PARTS_OF_THE_DAY = {
    "morning": (_("morning"), range(6, 12)),
    "afternoon": (_("afternoon"), range(12, 18)),
    "evening": (_("evening"), range(18, 24)),
    "night": (_("night"), range(6)),
}

MIN_FOR_QUARTILES = 4
"""With fewer values the interquartile range adds nothing to the range."""


def episodes_section(episodes: Sequence[Episode], translate: Translate) -> Section:
    """Strength, duration, feel and behaviour of episodes; unanswered fields are counted as *not said*."""
    facts = (
        _length_range(episodes, translate),
        _strength_range(episodes, translate),
        _feel(episodes, translate),
        _count(episodes, translate),
        _time_of_day(episodes, translate),
        _yes_or_no("can_hold_back", translate(_("Can be held back")), [e.can_hold_back for e in episodes], translate),
        _yes_or_no("in_sleep", translate(_("Seen in sleep")), [e.in_sleep for e in episodes], translate),
        _yes_or_no("eye_closes", translate(_("Eye closes with it")), [e.eye_closes for e in episodes], translate),
        pain(episodes, translate),
    )
    headline = (duration(episodes, translate), strength(episodes, translate))
    return Section("bouts", translate(SECTIONS["bouts"]), headline, facts, nothing_on=translate(NOTHING_ON["bouts"]))


def strength(episodes: Sequence[Episode], translate: Translate) -> Fact:
    """Median strength (0 to 10) and its interquartile range."""
    return score(
        "strength",
        translate(_("Typical strength")),
        translate(_("strength")),
        [e.strength for e in episodes],
        translate,
    )


def pain(episodes: Sequence[Episode], translate: Translate) -> Fact:
    """Median pain (0 to 10) and its interquartile range."""
    return score("pain", translate(_("Pain")), translate(_("pain")), [e.pain for e in episodes], translate)


def duration(episodes: Sequence[Episode], translate: Translate) -> Fact:
    """Median duration and its interquartile range."""
    label, values = translate(_("Typical length")), _lengths(episodes)
    middle = values["median_s"]
    if middle is None:
        return Fact("duration", label, translate(_("not known")), "", values, nothing_on=translate(_("length")))
    low, high = values["half_low_s"], values["half_high_s"]
    between = durations_text(low, high, translate) if low is not None and high is not None and low != high else ""
    detail = translate(_("half of them %(between)s")) % {"between": between} if between else ""
    return Fact("duration", label, duration_text(middle, translate), detail, values)


def score(key: str, label: str, name: str, scores: Sequence[int | None], translate: Translate) -> Fact:
    """A score from 0 to 10: what is typical, and the middle half. `name` is what it is of."""
    values = _scores(scores)
    if values["median"] is None:
        return Fact(key, label, translate(_("not said")), "", values, nothing_on=name)
    text = translate(_("%(score)s of %(most)d")) % {"score": number(values["median"]).text, "most": SCORE[1]}
    if values["half_low"] is None or values["half_high"] is None or values["half_low"] == values["half_high"]:
        return Fact(key, label, text, "", values)
    half = _between(values["half_low"], values["half_high"], translate)
    return Fact(key, label, text, translate(_("half of them %(between)s")) % {"between": half}, values)


def _length_range(episodes: Sequence[Episode], translate: Translate) -> Fact:
    """From the shortest to the longest, for how many it is known, how many are still going."""
    values = _lengths(episodes)
    shortest, longest, going = values["shortest_s"], values["longest_s"], values["still_going"]
    still = translate(_("%(count)d still going")) % {"count": going} if going else ""
    if shortest is None or longest is None:
        return Fact("length_range", translate(_("Length")), translate(_("not known")), still, secondary=not going)
    known = translate(_("known for %(share)s")) % {"share": share(values["known"] or 0, len(episodes), translate)}
    detail = ", ".join(part for part in (known, still) if part)
    numbers: dict[str, Value] = {"shortest_s": shortest, "longest_s": longest}
    return Fact("length_range", translate(_("Length")), durations_text(shortest, longest, translate), detail, numbers)


def _strength_range(episodes: Sequence[Episode], translate: Translate) -> Fact:
    """The range of strengths, and the scale."""
    values = _scores([e.strength for e in episodes])
    label = translate(_("Strength"))
    if values["lowest"] is None or values["highest"] is None:
        return Fact("strength_range", label, translate(_("not said")), secondary=True)
    answered = sum(e.strength is not None for e in episodes)
    detail = translate(_("0–10, the person’s own scale; said for %(share)s")) % {
        "share": share(answered, len(episodes), translate)
    }
    numbers: dict[str, Value] = {"lowest": values["lowest"], "highest": values["highest"]}
    return Fact("strength_range", label, _between(values["lowest"], values["highest"], translate), detail, numbers)


def _lengths(episodes: Sequence[Episode]) -> dict[str, int | None]:
    known = sorted(e.duration_s for e in episodes if e.duration_s is not None)
    half = _middle_half(known)
    return {
        "known": len(known),
        "still_going": sum(e.still_going for e in episodes),
        "median_s": round(median(known)) if known else None,
        "longest_s": known[-1] if known else None,
        "shortest_s": known[0] if known else None,
        "half_low_s": round(half[0]) if half else None,
        "half_high_s": round(half[1]) if half else None,
    }


def _scores(scores: Sequence[int | None]) -> dict[str, int | float | None]:
    answered = sorted(score for score in scores if score is not None)
    half = _middle_half(answered)
    return {
        "said": len(answered),
        "median": rounded(median(answered)) if answered else None,
        "highest": answered[-1] if answered else None,
        "lowest": answered[0] if answered else None,
        "half_low": round(half[0]) if half else None,
        "half_high": round(half[1]) if half else None,
    }


def _middle_half(values: Sequence[int]) -> tuple[float, float] | None:
    """The interquartile range; None with too few values."""
    if len(values) < MIN_FOR_QUARTILES:
        return None
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return low, high


def _between(low: float, high: float, translate: Translate) -> str:
    ends = {"low": number(low, 2).text, "high": number(high, 2).text}
    return ends["low"] if low == high else translate(_("%(low)s to %(high)s")) % ends


def _feel(episodes: Sequence[Episode], translate: Translate) -> Fact:
    counts = Counter(e.feel for e in episodes)
    text = ", ".join(f"{translate(FEELS[feel])} {counts[feel]}" for feel in Feel if counts[feel])
    values = {feel.value: counts[feel] for feel in Feel} | {"not_said": counts[None]}
    return _answer(Fact("feel", translate(_("Feel")), text, "", values, translate(_("feel"))), counts[None], translate)


def _count(episodes: Sequence[Episode], translate: Translate) -> Fact:
    """Median number of single twitches, over episodes in which they were counted."""
    label, counted = translate(_("Single twitches")), sorted(e.count for e in episodes if e.count is not None)
    values: dict[str, Value] = {"counted": len(counted), "median": None}
    if not counted:
        return Fact(
            "count", label, translate(_("not counted")), "", values, nothing_on=translate(_("single twitches"))
        )
    values["median"] = round(median(counted))
    text = translate(_("about %(count)d in an episode")) % {"count": values["median"]}
    return Fact("count", label, text, translate(_("counted in %(count)d")) % {"count": len(counted)}, values)


def _time_of_day(episodes: Sequence[Episode], translate: Translate) -> Fact:
    """Onsets by part of the day, in the local time of each entry."""
    hours = Counter(e.onset.astimezone(ZoneInfo(e.zone or "UTC")).hour for e in episodes)
    values = {part: sum(hours[hour] for hour in of_part) for part, (_name, of_part) in PARTS_OF_THE_DAY.items()}
    text = ", ".join(f"{translate(PARTS_OF_THE_DAY[part][0])} {count}" for part, count in values.items() if count)
    return _answer(
        Fact("time_of_day", translate(_("Time of day")), text, "", values, translate(_("time of day"))), 0, translate
    )


def _yes_or_no(key: str, label: str, answers: Sequence[bool | None], translate: Translate) -> Fact:
    """Counts for files only; readers see the dates among the answers to a doctor's questions."""
    yes, no, unsaid = (sum(answer is kind for answer in answers) for kind in (True, False, None))
    text = translate(_("yes %(yes)d, no %(no)d")) % {"yes": yes, "no": no} if yes or no else ""
    values = {"yes": yes, "no": no, "not_said": unsaid}
    return replace(_answer(Fact(key, label, text, "", values), unsaid, translate), secondary=True)


def _answer(fact: Fact, unsaid: int, translate: Translate) -> Fact:
    """Complete the fact: with the number of missing answers, or as *not said*."""
    if not fact.text:
        return replace(fact, text=translate(_("not said")))
    detail = translate(_("not said %(count)d")) % {"count": unsaid} if unsaid else ""
    return replace(fact, detail=detail, nothing_on="")
