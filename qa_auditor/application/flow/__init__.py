"""Drawings of processes: from a record to marks that any painter can draw, without one word of paint."""
