"""Claims, and the passages in which articles make them."""
