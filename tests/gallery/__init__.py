"""A gallery: every component with sample words, rendered without the app, to look at and to test."""
