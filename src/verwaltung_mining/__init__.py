"""Learn from your own process."""
