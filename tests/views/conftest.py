"""Fixtures of pages: a person in Berlin, and a clock that a test can set."""

from walk.noon import berliner, clock

__all__ = ["berliner", "clock"]
