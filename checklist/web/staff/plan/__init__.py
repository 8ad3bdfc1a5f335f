"""One patient's plan, as staff see it."""
