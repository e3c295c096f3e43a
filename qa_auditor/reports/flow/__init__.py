"""Drawings of processes as documents: SVG, and PDF for themselves and in reports."""
