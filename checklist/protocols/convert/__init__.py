"""From the shape of a file to the core's Protocol. Nothing is checked here and nothing can fail."""
