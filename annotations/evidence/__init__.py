"""Sources, and what they say about claims."""
