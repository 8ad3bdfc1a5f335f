"""A clinic of invented people, told up to now through the same actions as real life."""
