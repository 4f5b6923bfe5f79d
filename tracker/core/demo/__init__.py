"""An invented person for demonstration: deterministic for a seed."""

from tracker.core.demo.diary import YEAR, believable, believable_today

__all__ = ["YEAR", "believable", "believable_today"]
