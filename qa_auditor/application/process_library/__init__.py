"""The library of processes, touchpoints and standards: what users and files do to it."""
