"""Another day, another time, another choice: read first, then saved."""
