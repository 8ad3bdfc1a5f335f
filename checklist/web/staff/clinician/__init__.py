"""What a clinician reads, asks back, checks and signs."""
