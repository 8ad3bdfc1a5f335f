"""The use cases, split by noun. Web, command line and sync come in through this one door."""
