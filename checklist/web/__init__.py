"""The web: parse to types at the edge, call one action or one read, render."""
