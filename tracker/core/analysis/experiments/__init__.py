"""Self-experiments: the plan drawn by lot, the power before the start, and the randomisation test at the end."""
