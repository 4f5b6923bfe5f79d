"""Checks for the values of a file, and the problems they report."""
