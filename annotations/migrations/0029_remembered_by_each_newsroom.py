"""Whom an archive remembers is known to the newsroom that brought it in, and to no other."""

from django.db import migrations

RENAME = """
UPDATE annotations_user AS person
SET email = split_part(person.email, '@', 1) || '@' || member.newsroom_id || '.elsewhere.invalid'
FROM annotations_member AS member
WHERE member.user_id = person.id AND person.email LIKE '%@elsewhere.invalid'
"""


class Migration(migrations.Migration):

    dependencies = [
        ("annotations", "0028_events_of_what_stands_alone"),
    ]

    operations = [migrations.RunSQL(RENAME, migrations.RunSQL.noop)]
