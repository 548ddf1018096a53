"""What is sent twice happens once, whichever door it comes through."""
