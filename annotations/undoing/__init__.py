"""Taking back what one did, and doing it again."""
