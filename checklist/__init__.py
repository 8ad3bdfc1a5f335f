"""Tickwell: each patient's own dated checklist. Floors: core → store → actions → web, cli."""

__version__ = "0.1.0"
