"""The budgets of the house, measured beside yardsticks in one run. See ``python -m bench --help``.

Machines differ and are busy, so no figure stands alone: a bare route runs on the same server, disk
and settings, turn by turn with ours, and what counts is the ratio.
"""
