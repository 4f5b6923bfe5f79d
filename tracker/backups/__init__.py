"""Backups: encryption, atomic files, and which tables a copy leaves out."""
