"""Finding anything by a few letters: an index over names and codes, and the rules of what comes first."""
