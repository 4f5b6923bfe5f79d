"""The version of Levator, as named in the PDF, in files and in FHIR.

pyproject.toml and CHANGELOG.md repeat it; a test compares them.
"""

VERSION = "0.1.0"
