"""Score a result where the truth is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from benchmarks.calibration.answers import Answer, Named
from benchmarks.calibration.worlds import RATIOS, PlantedEffect, SimulatedDiary
from tracker.core.analysis.results import Interval


@dataclass(frozen=True)
class Score:
    """One diary. Shares are 0 to 1; tuples hold one entry for each thing that was judged.

    `evidence` is the smallest p of each exposure, and whether it was planted.
    """

    false_name: bool
    false_share: float
    decoy_named: bool
    found: tuple[tuple[float, bool], ...]
    right_lag: tuple[bool, ...]
    covered_all: tuple[bool, ...]
    covered_planted: tuple[bool, ...]
    covered_printed: tuple[bool, ...]
    low_p: tuple[bool, ...]
    evidence: tuple[tuple[float, bool], ...]
    milliseconds: float


def score(made: SimulatedDiary, answer: Answer, decoys: frozenset[str], milliseconds: float) -> Score:
    """Compare an answer with the truth; an exposure that was not planted is false, decoys included."""
    truth = {effect.exposure: effect for effect in made.planted}
    false = [name for name in answer.named if name not in truth]
    hits = [effect for effect in made.planted if effect.exposure in answer.named]
    return Score(
        false_name=bool(false),
        false_share=len(false) / max(len(answer.named), 1),
        decoy_named=any(name in decoys for name in false),
        found=tuple((effect.size, effect in hits) for effect in made.planted),
        right_lag=tuple(answer.named[effect.exposure].lag == effect.lag for effect in hits if effect.shape != "mean"),
        covered_all=tuple(_covered(answer, truth, planted_too=made.in_ratios)),
        covered_planted=tuple(_covered(answer, truth, only_planted=True)) if made.in_ratios else (),
        covered_printed=tuple(_printed(answer, truth)) if made.in_ratios else (),
        low_p=tuple(p < 0.05 for p in answer.p),
        evidence=tuple((p, name in truth) for name, p in answer.strongest.items()),
        milliseconds=milliseconds,
    )


def _covered(
    answer: Answer, truth: dict[str, PlantedEffect], planted_too: bool = False, only_planted: bool = False
) -> Iterator[bool]:
    """Whether the interval of each exposure on each lag holds the true ratio, straight effects only."""
    for (name, lag), interval in answer.intervals.items():
        effect = truth.get(name)
        if effect is None and not only_planted:
            yield _holds(interval, 1.0)
        elif effect is not None and effect.shape == "linear" and (planted_too or (only_planted and lag == effect.lag)):
            yield _holds(interval, effect.ratio if lag == effect.lag else 1.0)


def _printed(answer: Answer, truth: dict[str, PlantedEffect]) -> Iterator[bool]:
    """Whether the interval printed with a name holds the truth, where shape and lag can be compared."""
    for name, named in answer.named.items():
        effect = truth.get(name)
        if named.interval is None:
            continue
        if effect is None:
            yield _holds(named.interval, 1.0)
        elif _comparable(named, effect):
            yield _holds(named.interval, effect.ratio)


def _comparable(named: Named, effect: PlantedEffect) -> bool:
    return named.shape == effect.shape and named.lag == effect.lag and effect.shape != "mean"


def _holds(interval: Interval, ratio: float) -> bool:
    return interval.low <= ratio <= interval.high


@dataclass(frozen=True)
class Share:
    """A share in percent and its standard error; `of` things were judged."""

    percent: float
    error: float
    of: int

    def __str__(self) -> str:
        return f"{self.percent:.1f} ± {self.error:.1f}" if self.of else "–"


def share(values: Iterable[float]) -> Share:
    """The mean of shares or of yes and no, in percent."""
    known = [float(value) for value in values]
    if not known:
        return Share(0.0, 0.0, 0)
    mean = sum(known) / len(known)
    spread = sqrt(sum((value - mean) ** 2 for value in known) / max(len(known) - 1, 1))
    return Share(100 * mean, 100 * spread / sqrt(len(known)), len(known))


def power(scores: Iterable[Score], ratio: float | None = None) -> Share:
    """The share of planted effects, of one size or of all, that was found."""
    return share(hit for one in scores for size, hit in one.found if ratio is None or size == ratio)


def power_by_size(scores: list[Score]) -> str:
    """Power for each planted ratio, in percent."""
    return " / ".join(f"{power(scores, ratio).percent:.0f}" for ratio in RATIOS)


def matched_power(scores: Sequence[Score], fdr: float = 0.05) -> Share:
    """Power when every exposure is named whose p is below the largest border that keeps the FDR this low.

    The border is an oracle's: it is chosen on these very diaries, for each method its own, so that methods are
    compared by what they can tell apart and not by how boldly they speak.
    """
    known = sorted({p for one in scores for p, _ in one.evidence})
    best = max((p for p in known if _fdr_at(scores, p) <= fdr), default=-1.0)
    hits = [p <= best for one in scores for p, planted in one.evidence if planted]
    missing = sum(len(one.found) for one in scores) - len(hits)
    return share([*hits, *[False] * missing]) if known else share([])


def _fdr_at(scores: Sequence[Score], border: float) -> float:
    """The mean share of false names among all names, with this border."""
    total = 0.0
    for one in scores:
        named = [planted for p, planted in one.evidence if p <= border]
        total += named.count(False) / max(len(named), 1)
    return total / len(scores)
