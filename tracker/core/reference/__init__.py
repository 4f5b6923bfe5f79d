"""Facts with their sources: what can be logged, the range of every field, rules, countries and codes."""
