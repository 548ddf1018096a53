"""Imports, done by the worker."""

from annotations.imports.models import Import
from annotations.imports.running import run
from annotations.jobs import LONG, app


@app.task(queue=LONG)
def run_import(*, import_id: str) -> None:
    run(Import.objects.select_related("by__user", "newsroom").get(pk=import_id))
