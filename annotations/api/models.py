"""RequestCount."""

from django.db import connection, models, transaction


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
