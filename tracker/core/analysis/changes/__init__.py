"""What changed over time: before and after a medicine, and whether the rate rises."""
