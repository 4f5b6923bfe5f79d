"""Results of the trigger analysis in plain words."""
