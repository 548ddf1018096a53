"""How much of a text has been read: words with claims in them, and words that hold none."""
