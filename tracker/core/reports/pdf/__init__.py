"""The doctor's summary on paper."""
