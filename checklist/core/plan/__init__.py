"""A plan: one patient, one procedure, one protocol version, made concrete as dated tasks."""
