"""Seeded random numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


class Dice:
    """The random choices of an invented life."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 — A made-up diary keeps no secrets.

    def id(self) -> UUID:
        """A random id of an entry."""
        return UUID(int=self._random.getrandbits(128), version=4)

    def happens(self, share: float) -> bool:
        """True with this probability."""
        return self._random.random() < share

    def between(self, low: int, high: int) -> int:
        """A random integer, both ends included."""
        return self._random.randint(low, high)

    def near(self, usual: float, spread: float, low: float, high: float) -> float:
        """A normally distributed number, clipped to its bounds."""
        return min(high, max(low, self._random.gauss(usual, spread)))

    def one_of(self, things: Sequence[T]) -> T:
        """One of them, equally likely."""
        return self._random.choice(things)

    def weighted(self, things: Sequence[tuple[T, float]]) -> T:
        """One of them, each by its weight."""
        return self._random.choices([thing for thing, _ in things], [weight for _, weight in things])[0]

    def some_of(self, things: Sequence[T], count: int) -> list[T]:
        """`count` different ones."""
        return self._random.sample(things, min(count, len(things)))

    def count(self, rate: float) -> int:
        """A Poisson number with mean `rate` (Knuth's product method)."""
        least, product, found = math.exp(-rate), self._random.random(), 0
        while product > least:
            product *= self._random.random()
            found += 1
        return found
