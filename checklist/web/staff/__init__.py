"""The staff's rooms: one blueprint each."""
