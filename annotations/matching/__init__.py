"""Finding what a newsroom has: for its lists, and for exports of them."""
