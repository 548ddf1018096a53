"""The site for a WSGI server, which must serve the static files itself."""

from django.core.wsgi import get_wsgi_application

from factcheck import web

web.prepare()
application = get_wsgi_application()
