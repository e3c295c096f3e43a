"""What is true: checklists, scoring, evaluations, statistics. Standard library only, no input or output."""
