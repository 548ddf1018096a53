"""Who is told of what happened, on the inbox page and by e-mail."""
