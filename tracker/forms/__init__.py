"""What a person typed, parsed and checked; forms answer with values."""
