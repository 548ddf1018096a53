"""Articles under check, and their texts as they stood when we read them."""
