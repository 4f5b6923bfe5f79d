"""An invented person for demonstration: deterministic for a seed."""

from tracker.core.demo.diary import believable

__all__ = ["believable"]
