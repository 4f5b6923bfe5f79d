"""Levator's one app: the diary, what it says, and the pages that show it."""
