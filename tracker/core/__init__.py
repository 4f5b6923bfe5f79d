"""The part without Django: pure functions of frozen values. Time, user and randomness are arguments."""
