"""Who needs somebody, and what became of it."""
