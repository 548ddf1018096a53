"""The site's settings, with made languages beside English: for a server that journeys start.

MADE_LANGUAGES is the folder into which tests.pseudo has written their catalogues.
"""

import os
from pathlib import Path

from factcheck.settings import *  # noqa: F403
from tests import pseudo

LOCALE_PATHS = [Path(os.environ["MADE_LANGUAGES"])]
LANGUAGES = pseudo.LANGUAGES
