"""The table of contents of what the worker can do: one import per concept."""

from annotations.jobs.tasks import forget_finished, take_up_stalled

__all__ = ["forget_finished", "take_up_stalled"]
