"""IdempotentAnswer and RequestCount."""

from django.db import connection, models, transaction
from django.utils import timezone

from annotations.constraints import SameNewsroom
from annotations.rows import Row, RowQuerySet


class IdempotentAnswer(Row):
    """What a POST with an Idempotency-Key was answered, to be answered again for a day.

    `fingerprint` is the SHA-256 of its method, path and body.
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


class RequestCountManager(models.Manager["RequestCount"]):
    def add(self, who: str, window: int, requests: int) -> int:
        """Count so many more requests of somebody in a window; how many there are now.

        One statement, and nobody waits for the disk: what is lost with the machine is a minute.
        """
        table = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO {table} AS found (who, "window", requests) '  # noqa: S608
                "VALUES (%s, %s, %s) ON CONFLICT (who) DO UPDATE SET requests = "
                'CASE WHEN found."window" = EXCLUDED."window" THEN found.requests ELSE 0 END '
                '+ EXCLUDED.requests, "window" = EXCLUDED."window" '
                "RETURNING requests, set_config('synchronous_commit', 'off', true)",
                [who, window, requests],
            )
            return int(cursor.fetchone()[0])

    @transaction.atomic
    def forget_before(self, window: int) -> None:
        """Those who have not asked since. A bounded number, and none that others are counting."""
        old = self.filter(window__lt=window).select_for_update(skip_locked=True)
        self.filter(pk__in=list(old.values_list("pk", flat=True)[:1_000])).delete()


class RequestCount(models.Model):
    """How many requests somebody has sent in a window of time, as far as we were told."""

    who = models.CharField(max_length=80, primary_key=True)
    window = models.PositiveBigIntegerField()
    requests = models.PositiveIntegerField()

    objects = RequestCountManager()
