"""A gallery: every component with sample words, without the app, to look at and to test."""
