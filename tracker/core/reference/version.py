"""The version of Levator. pyproject.toml and CHANGELOG.md repeat it; a test compares them."""

VERSION = "0.1.0"
