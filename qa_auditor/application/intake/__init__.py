"""Import of recordings with their call data."""
