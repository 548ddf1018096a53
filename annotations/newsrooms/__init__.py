"""People and the organisations they work in."""
