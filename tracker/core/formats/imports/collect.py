"""Reduce the stream of a reader to values per day and source. The rules are the same for every format."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import fsum

from tracker.core.formats.imports.nights import nights
from tracker.core.formats.imports.reduction import MAX_SLEEP_S, OUT_OF_RANGE, TOO_LONG, TOO_MANY, Reduction
from tracker.core.formats.imports.targets import OWN_BY_KEY, PerDay
from tracker.core.formats.imports.units import from_seconds
from tracker.core.formats.imports.values import (
    Candidate,
    Collected,
    ImportContext,
    Item,
    LeftOutGroup,
    Rank,
    Span,
    Where,
)
from tracker.core.records import local_day

MAX_CANDIDATES = 300_000


def collect(
    items: Iterable[Item], format: str, context: ImportContext, shape: str = "", days: set[date] | None = None
) -> Collected:
    """Reduce a stream to the values per day and source. `days` is filled with the dates found so far."""
    reduction = Reduction(context, set() if days is None else days)
    for item in items:
        reduction.take_in(item)
    candidates = [*reduction.each.values(), *_day_values(reduction), *_summed_spans(reduction)]
    candidates += _nights(reduction)
    if len(candidates) > MAX_CANDIDATES:
        candidates = candidates[:MAX_CANDIDATES]
        reduction.refuse(Where(), TOO_MANY)
    candidates.sort(
        key=lambda one: (one.exposure, one.day, one.at or datetime.min.replace(tzinfo=context.latest.tzinfo))
    )
    keys = {one.exposure for one in candidates}
    own = {key: OWN_BY_KEY[key] for key in keys if key in OWN_BY_KEY} | reduction.exposures
    counts = reduction.left_out_counts
    return Collected(
        format,
        tuple(candidates),
        tuple(sorted(reduction.attacks.values(), key=lambda one: one.at)),
        tuple(LeftOutGroup(reason, counts[reason], tuple(found)) for reason, found in reduction.left_out.items()),
        dict(reduction.unused.most_common()),
        tuple(exposure for key, exposure in sorted(own.items()) if key in keys),
        reduction.ends_early,
        shape,
        tuple(sorted(reduction.doses.values(), key=lambda one: (one.at, one.medicine))),
        named_moods=tuple(sorted(reduction.named_moods.values(), key=lambda one: (one.day, one.name))),
    )


def _day_values(reduction: Reduction) -> Iterable[Candidate]:
    """Sum up the values of each day."""
    for (exposure, source, day, rank, on_request), values in reduction.per_day.items():
        goal = reduction.target_of(exposure)
        own = reduction.exposures.get(exposure)
        per_day = goal.per_day
        if per_day == PerDay.EACH:
            # Values without a clock time: drinks of a day add up, scores are averaged.
            per_day = PerDay.MEAN if exposure in ("stress", "tiredness", "anxiety") else PerDay.SUM
        if own and own.is_yes_no:
            total = max(value.value for value in values)
        elif per_day == PerDay.SUM:
            total = fsum(value.value for value in values)
        elif per_day == PerDay.MEAN:
            total = fsum(value.value for value in values) / len(values)
        else:
            total = values[-1].value
        first = values[0].where
        low, high = goal.range
        if not low <= total <= high:
            reduction.refuse(first, OUT_OF_RANGE, value=total)
            continue
        yield Candidate(
            exposure, day, round(total, 6), source, None, values[0].zone, "", f"{exposure}|{day.isoformat()}", rank,
            on_request, count=len(values), file=first.file, line=first.line,
        )  # fmt: skip


def _summed_spans(reduction: Reduction) -> Iterable[Candidate]:
    """Sum up stretches of time per day, each minute once."""
    for (exposure, source, on_request), spans in reduction.spans.items():
        seconds: defaultdict[date, float] = defaultdict(float)
        counts: Counter[date] = Counter()
        first: dict[date, Span] = {}
        end = datetime.min.replace(tzinfo=spans[0].start.tzinfo)
        for span in sorted(spans, key=lambda one: (one.start, one.end)):
            day = local_day(span.start, span.zone, reduction.context.day_starts_at)
            length: timedelta = span.end - max(span.start, end)
            seconds[day] += max(0.0, length.total_seconds())
            counts[day] += 1
            first.setdefault(day, span)
            end = max(end, span.end)
        for day, total in seconds.items():
            yield Candidate(
                exposure, day, round(from_seconds(exposure, total), 6), source, None, first[day].zone, "",
                f"{exposure}|{day.isoformat()}", Rank.BEST, on_request, count=counts[day],
                file=first[day].where.file, line=first[day].where.line,
            )  # fmt: skip


def _nights(reduction: Reduction) -> Iterable[Candidate]:
    for (source, _is_in_bed, on_request), sleeps in reduction.sleeps.items():
        for night in nights(sleeps):
            if night.asleep_s > MAX_SLEEP_S:
                reduction.refuse(night.where, TOO_LONG)
                continue
            yield Candidate(
                "sleep_h", night.day, round(night.asleep_s / 3_600, 4), source, None, night.zone, "",
                f"sleep_h|{night.day.isoformat()}", night.rank, on_request, night.is_nap, night.spans,
                night.count, night.where.file, night.where.line,
            )  # fmt: skip
