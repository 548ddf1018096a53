"""Ratings, what members hold, and what the newsroom holds."""
