"""The table that the settings' CACHES names, as Django's DatabaseCache reads and writes it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("annotations", "0003_failed_sign_in_without_peer")]

    operations = [
        migrations.RunSQL(
            sql=[
                """
                CREATE TABLE annotations_cache (
                    cache_key varchar(255) PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamptz NOT NULL
                )
                """,
                "CREATE INDEX annotations_cache_by_expiry ON annotations_cache (expires)",
            ],
            reverse_sql="DROP TABLE annotations_cache",
        )
    ]
