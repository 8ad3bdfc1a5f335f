"""The rules: pure functions over frozen values. Time comes in as ``now``; nothing here does I/O."""
