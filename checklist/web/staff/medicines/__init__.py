"""What a clinician decides about medicines, and what was really taken."""
