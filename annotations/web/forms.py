"""What all forms have in common: no word is lost, whatever the answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseRedirectBase
from django.utils.translation import gettext

from annotations.errors import Conflict, Refusal, Stale
from annotations.web.refusals import told

WRITTEN = 303
AS_FOUND = 200
WRONG = 422
CONFLICT = 409


class SeeOther(HttpResponseRedirectBase):
    """Written; go and look there."""

    status_code = WRITTEN


def wants_part(request: HttpRequest) -> bool:
    """Whether our own script asks (api.js), which takes the part of a page that changed."""
    return request.headers.get("X-Fragment") == "1"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def number_sent(request: HttpRequest, name: str) -> int:
    """The whole number that a button sends along, such as a revision; 0 where it sends none."""
    try:
        number: int | None = forms.IntegerField(min_value=0).clean(request.POST.get(name))
    except ValidationError:
        return 0
    return number or 0


def id_in(text: str) -> UUID | None:
    """The id that stands in a part of an address; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


class DeskForm(forms.Form):
    """A form that hands its values to an action and shows the refusal if there is one.

    A form for something that people edit has a hidden `revision`. When somebody else was
    faster, `current` holds the thing as it stands now, and the form the user's own words with
    the new revision: sending it again is a decision.
    """

    current: Any = None
    result: Any = None

    def write(self, act: Callable[..., Any]) -> int:
        """Call `act` with the cleaned values, keep its `result`; the status of the answer."""
        if not self.is_bound:
            return AS_FOUND
        if not self.is_valid():
            return WRONG
        try:
            self.result = act(**self.cleaned_data)
        except Stale as stale:
            self._face(stale.current)
        except Refusal as refusal:
            self._blame(refusal)
            return CONFLICT if isinstance(refusal, Conflict) else WRONG
        else:
            return WRITTEN
        return CONFLICT

    def _face(self, current: Any) -> None:
        self.current = current
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("revision")] = str(current.revision)
        self.data = data

    def _blame(self, refusal: Refusal) -> None:
        fields: dict[str, list[str]] = refusal.details.get("fields", {})
        for name, sentences in fields.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)
        if not fields:
            self.add_error(None, told(refusal))

    @property
    def says(self) -> list[str]:
        """Why a form without fields that one sees was not written."""
        return [str(error) for error in self.non_field_errors()] or [gettext(Stale.says)]


class RevisionForm(DeskForm):
    """For what is done by a button, to a row as it was seen."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
