"""Going through a process as a customer: beginning, saying what was met, and making an evaluation of it."""
