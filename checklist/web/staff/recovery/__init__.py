"""Limits, pain then and now, and closing a plan."""
