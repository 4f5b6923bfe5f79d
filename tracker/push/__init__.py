"""Send a message to a browser through the push service of its maker."""
