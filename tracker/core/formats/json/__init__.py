"""The diary as one JSON document, and its schema."""
