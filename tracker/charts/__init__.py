"""Values in, matplotlib figures out. The last step, and the only room that draws."""
