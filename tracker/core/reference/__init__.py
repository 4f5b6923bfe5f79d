"""Reference data with sources: exposures, signs, places, limits, rules, countries and codes."""
