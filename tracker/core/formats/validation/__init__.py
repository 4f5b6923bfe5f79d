"""Checks that the values of a file must pass, and how a refusal names the place."""
