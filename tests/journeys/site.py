"""What a server of the journeys runs: the site, with opening hours."""

from factcheck.asgi import application as site
from tests.journeys.hours import Hours

application = Hours(site)
