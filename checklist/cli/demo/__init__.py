"""A clinic of invented people, alive relative to today, told through the same actions as real life."""
