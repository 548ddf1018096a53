"""Work for later, which the worker does (`manage.py work`, or the one beside `manage.py run`).

A task is a function in a concept's `tasks.py`, made known by `@app.task(queue=...)` and listed in
`annotations/tasks.py`. An action defers it in its own transaction, `task.defer(claim_id=str(id))`:
the job is a row, so it is there if and only if what it is about is. A task may be called again
after a crash, when it was half or wholly done: it looks first at what there is to do.
"""

from procrastinate.contrib.django import app

QUICK = "quick"
"""The queue of what takes seconds: mails, upkeep."""

DELIVERIES = "deliveries"
"""The queue of webhooks, with room for many whose receivers let us wait."""

LONG = "long"
"""The queue of what takes minutes: exports, imports. It never keeps the quick ones waiting."""

__all__ = ["DELIVERIES", "LONG", "QUICK", "app"]
