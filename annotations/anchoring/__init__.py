"""Pointing at a passage of a text, in plain Python: no Django, no database."""
