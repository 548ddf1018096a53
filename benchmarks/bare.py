"""The site for `uvicorn benchmarks.bare:application`, and beside it the barest views that Django
REST framework can have of the same rows: no newsroom, no rights, no parts, no history.

They are what benchmarks/api.py compares with, in the same process, under the same middleware.
"""

import django

from factcheck import web

web.prepare()
django.setup()

from django.conf import settings  # noqa: E402  (the rest needs the apps loaded)
from django.urls import path  # noqa: E402
from rest_framework import generics, serializers  # noqa: E402

from annotations.claims.models import Claim  # noqa: E402
from factcheck.asgi import application  # noqa: E402
from factcheck.urls import handler400, handler403, handler404, handler500  # noqa: E402
from factcheck.urls import urlpatterns as real  # noqa: E402

__all__ = ["application", "handler400", "handler403", "handler404", "handler500", "urlpatterns"]

settings.ROOT_URLCONF = __name__


class FlatClaim(serializers.ModelSerializer[Claim]):
    """The columns of a claim."""

    class Meta:
        model = Claim
        fields = "__all__"


class Bare:
    """No rights, no choice of format."""

    authentication_classes: tuple[type, ...] = ()
    permission_classes: tuple[type, ...] = ()
    serializer_class = FlatClaim


class OneClaim(Bare, generics.RetrieveAPIView[Claim]):
    """A claim."""

    queryset = Claim.objects.all()


class Claims(Bare, generics.ListCreateAPIView[Claim]):
    """The first hundred claims; or one more."""

    queryset = Claim.objects.order_by("id")[:100]

    def perform_create(self, serializer: FlatClaim) -> None:
        by = serializer.validated_data["marked_by"]
        serializer.save(newsroom_id=by.newsroom_id)


urlpatterns = [
    path("bare/claims/", Claims.as_view()),
    path("bare/claims/<uuid:pk>/", OneClaim.as_view()),
    *real,
]
