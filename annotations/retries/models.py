"""IdempotentAnswer."""

from django.db import models
from django.utils import timezone

from annotations.constraints import SameNewsroom
from annotations.rows import Row, RowQuerySet


class IdempotentAnswer(Row):
    """What a request with a key of its own was answered, to be answered again for a day.

    `fingerprint` is the SHA-256 of its method, path and body. Each door keeps in `body` what it
    needs to answer again.
    """

    member = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)

    objects = RowQuerySet["IdempotentAnswer"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="member", name="answer_to_a_member_of_its_newsroom"),
            models.UniqueConstraint(
                fields=["member", "key"], name="idempotency_key_once_per_member"
            ),
        ]
        indexes = [models.Index(fields=["member", "at"], name="idempotent_answer_by_age")]
