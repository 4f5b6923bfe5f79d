"""The rules for red flags as data: how urgent, in which words, from which source."""
