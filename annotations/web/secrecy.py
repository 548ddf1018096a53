"""For pages whose address is itself a secret."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def keep_address_secret(view: View[P]) -> Callable[..., HttpResponse]:
    """Nobody learns the address from a Referer header: neither other sites nor our own logs.

    With `no-referrer`, browsers send forms from an Origin that is "null", and the CSRF check
    refuses them; `strict-origin` names the site and leaves the path out.
    """

    @wraps(view)
    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return door
