"""The day itself, and going home."""
