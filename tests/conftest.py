"""What all tests share."""

import os
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

from tests.browser import launch_options

# Playwright keeps a loop running in the thread of the tests, where Django suspects async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Many threads at one row wait for one another; for how long is a matter of the machine.
django_settings.DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=120s"

# The machine's speed is not what we test, and a failure found today must be found tomorrow.
settings.register_profile(
    "factcheck",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
settings.load_profile("factcheck")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright starts the browser that is installed; none at all is a failure, never a skip."""
    return {**browser_type_launch_args, **launch_options()}
