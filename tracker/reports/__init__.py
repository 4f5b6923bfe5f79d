"""The summary for a doctor: one value, turned into bytes."""
