"""Descriptive statistics: by day, week, hour and place. Standard library only, except where a file says so."""
