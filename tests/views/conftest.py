"""Pages are tested in Berlin, at a time that a test can set."""

from walk.noon import berliner, clock

__all__ = ["berliner", "clock"]
