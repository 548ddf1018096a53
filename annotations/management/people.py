"""How commands name a newsroom and its members."""

from django.core.management.base import CommandError

from annotations.newsrooms.models import Member, Newsroom


def find_newsroom(slug: str) -> Newsroom:
    """The newsroom, or a CommandError that names those there are."""
    newsroom = Newsroom.objects.filter(slug=slug).first()
    if newsroom is None:
        known = ", ".join(Newsroom.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(
            f"There is no newsroom “{slug}”. "
            + (f"There is: {known}." if known else "None is yet.")
        )
    return newsroom


def find_member(slug: str, email: str) -> Member:
    """The member with this e-mail address, or a CommandError."""
    newsroom = find_newsroom(slug)
    present = Member.objects.present().filter(newsroom=newsroom).select_related("user", "newsroom")
    member = present.filter(user__email=email.strip().lower()).first()
    if member is None:
        raise CommandError(f"Nobody with the address {email} is a member of {newsroom}.")
    return member
