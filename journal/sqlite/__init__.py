"""SQLite as Django has it, but for how a writer waits."""
