"""A person who never lived, to look round with: pure, and the same each time for the same seed."""

from tracker.core.demo.diary import believable

__all__ = ["believable"]
