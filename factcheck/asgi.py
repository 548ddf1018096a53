"""The site for an ASGI server, static files included."""

from django.core.asgi import get_asgi_application

from factcheck import web

web.prepare()
django_application = get_asgi_application()

from factcheck.static import with_static_files  # noqa: E402  (needs the apps loaded)

application = with_static_files(django_application)
