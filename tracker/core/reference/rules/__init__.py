"""The red flag rules as data: urgency, wording and sources."""
