"""The command ``checklist``: serve, set up, try out, verify."""
