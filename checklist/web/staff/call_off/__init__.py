"""A procedure that does not take place, and every medicine settled after it."""
