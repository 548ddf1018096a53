"""Who works on what, and what members say to each other about it."""
