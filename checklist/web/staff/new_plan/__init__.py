"""A patient and a plan are added."""
