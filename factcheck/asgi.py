"""The site for an ASGI server, static files included."""

from django.core.asgi import get_asgi_application

from factcheck import web

web.prepare()
django_application = get_asgi_application()

from annotations.feed.holding import Holding  # noqa: E402  (these need the apps loaded)
from annotations.feed.hub import Hub  # noqa: E402
from annotations.feed.streaming import Streaming  # noqa: E402
from factcheck.static import with_static_files  # noqa: E402

hub = Hub()
holding = Holding(django_application, hub=hub)
streaming = Streaming(holding, hub=hub)
application = with_static_files(streaming)
web.settle()
