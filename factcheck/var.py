"""The folder of all that the site keeps: var/ in the checkout, or FACTCHECK_VAR."""

from pathlib import Path

from factcheck.trouble import CannotStart


def make_var(var: Path) -> None:
    """Make the folder where it is missing: others may pass through it, but not list it.

    What lies in it is private by itself. A folder that is there already is left as it is.
    """
    if var.is_dir():
        return
    try:
        var.mkdir(parents=True)
        var.chmod(0o711)
    except OSError as trouble:
        raise CannotStart(f"{var} cannot be made: {trouble.strerror}.") from trouble
