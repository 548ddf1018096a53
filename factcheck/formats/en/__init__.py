"""English dates, as most of the world writes them: the day first, and 24 hours."""
