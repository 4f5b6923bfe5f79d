"""Short made-up diaries, each with what a clinician would want shown: the rules against written expectations."""
