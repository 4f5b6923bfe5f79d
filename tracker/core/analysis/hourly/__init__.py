"""What follows within hours of an intake."""
