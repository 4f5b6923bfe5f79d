"""The part without Django: pure functions of frozen values. Time, user and randomness are arguments."""

__version__ = "0.1.0"
"""Printed in the PDF, in files and in FHIR. pyproject.toml and CHANGELOG.md repeat it; a test compares them."""
