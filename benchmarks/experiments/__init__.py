"""False verdicts, coverage and power of self-experiments on made-up diaries."""
