"""Which exposures go together with episodes, day by day: the joint model and its tests."""
