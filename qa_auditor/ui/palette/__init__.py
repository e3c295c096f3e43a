"""The command palette: everything there is, a few letters away."""
