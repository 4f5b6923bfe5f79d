"""How long reading a large export of Apple Health takes, and how much memory."""
