"""manage.py import: claims from a file, all of them or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.errors import Refusal, in_words
from annotations.imports.actions import Wanted, receive
from annotations.imports.formats import FORMATS, format_of
from annotations.imports.models import Import, ImportedItem, Outcome, State
from annotations.imports.options import Options
from annotations.imports.running import run
from annotations.management.people import find_member
from annotations.newsrooms.permissions import require


class Command(BaseCommand):
    help = "Import claims from a file, in one piece: where a line is wrong, nothing comes in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--newsroom", required=True, metavar="SLUG")
        parser.add_argument("--member", required=True, metavar="E-MAIL", help="who imports it")
        parser.add_argument("--format", choices=FORMATS, help="told by the file's ending if it can")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--assess", action="store_true", help="take ratings as the member's")
        parser.add_argument(
            "--approximate", action="store_true", help="mark words that are nearly the same, too"
        )
        parser.add_argument(
            "--leave-out-errors", action="store_true", help="import what is right without the rest"
        )
        parser.add_argument(
            "--rating",
            action="append",
            default=[],
            metavar="NAME=KEY",
            help="what a rating in the file is called, and its key here",
        )

    def handle(self, **given: Any) -> None:
        member = find_member(given["newsroom"], given["member"])
        try:
            wanted = _wanted(given)
            require(member, format_of(wanted.format_name).action, member.newsroom)
            with given["file"].open("rb") as file:
                import_ = receive(file=file, wanted=wanted, by=member)
        except (OSError, Refusal) as error:
            says = in_words(error) if isinstance(error, Refusal) else str(error)
            raise CommandError(says) from error
        run(import_)
        self._tell(import_)

    def _tell(self, import_: Import) -> None:
        """What became of the items: in a line each what is not simply new, then how many."""
        for item in ImportedItem.objects.filter(of=import_):
            says = " ".join(filter(None, [item.says, *item.notes]))
            if item.outcome != Outcome.NEW or says:
                told = [f"line {item.line}", item.get_outcome_display(), item.statement[:60], says]
                self.stdout.write(": ".join(filter(None, told)))
        for name, count in import_.counts.get("outcomes", {}).items():
            self.stdout.write(f"{count} {Outcome(name).label}")
        for how, count in import_.counts.get("places", {}).items():
            self.stdout.write(f"{count} places {how.replace('_', ' ')}")
        if import_.state == State.REFUSED:
            raise CommandError(import_.says or "Nothing was imported: there are errors.")
        if import_.state == State.TRIED:
            self.stdout.write("Nothing was imported: this was a dry run.")


def _wanted(given: dict[str, Any]) -> Wanted:
    path: Path = given["file"]
    by_ending = (name for name, kind in FORMATS.items() if path.suffix.lower() in kind.endings)
    name = given["format"] or next(by_ending, None)
    if name is None:
        raise CommandError(f"Say with --format what it is: {', '.join(FORMATS)}.")
    options = Options(
        assess=given["assess"],
        approximate=given["approximate"],
        leave_out_errors=given["leave_out_errors"],
        ratings=dict(_pair(rating) for rating in given["rating"]),
    )
    return Wanted(name, path.name, options, is_trial=given["dry_run"])


def _pair(rating: str) -> tuple[str, str]:
    name, is_pair, key = rating.rpartition("=")
    if not is_pair:
        raise CommandError(f"--rating takes NAME=KEY, not {rating}.")
    return name.strip(), key.strip()
