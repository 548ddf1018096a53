"""What keeps the site from starting, in one sentence for the person at the keyboard."""


class CannotStart(Exception):
    """Something outside the program must change before the site can start.

    The message is one or two whole sentences: what is wrong, and what to do. It is
    printed without a traceback, and nothing was changed when it is raised.
    """
