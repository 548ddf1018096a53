-- The same nested JSON as a line of NDJSON, made by PostgreSQL alone, for claims that nobody has
-- decided and nobody is assigned to, in articles that have not changed. {slug}, {at} and {pages} are filled in.
COPY (
  SELECT json_build_object(
    'id', c.id, 'statement', c.statement, 'claimant', c.claimant, 'claimed_on', c.claimed_on,
    'kind', c.kind, 'tags', c.tags, 'stage', c.stage,
    'recheck_since', c.recheck_since, 'text_changed', false,
    'verdict', (
      SELECT json_build_object('rating', json_build_object(
        'id', r.id, 'key', r.key, 'label', r.label,
        'claim_review_number', r.claim_review_number, 'averitec_label', r.averitec_label
      ), 'settled_at', v.settled_at, 'decision', NULL)
      FROM annotations_verdict v JOIN annotations_rating r ON r.id = v.rating_id
      WHERE v.claim_id = c.id
    ),
    'assignee', NULL,
    'passages', (
      SELECT json_agg(json_build_object(
        'id', p.id, 'claim', p.claim_id, 'article', w.article_id, 'version', p.version_id,
        'start', p.start, 'end', p."end", 'exact', p.exact, 'prefix', p.prefix,
        'suffix', p.suffix, 'carried_from', p.carried_from_id, 'carrying', NULL,
        'withdrawn', NULL, 'revision', p.revision,
        'marked_by', json_build_object('id', m.id, 'name', u.name), 'marked_at', p.marked_at,
        'links', json_build_object(
          'self', '{at}passages/' || p.id || '/',
          'claim', '{at}claims/' || p.claim_id || '/',
          'article', '{at}articles/' || w.article_id || '/',
          'version', '{at}versions/' || p.version_id || '/',
          'annotation', '{at}annotations/' || p.id || '/',
          'page', '{pages}claims/' || p.claim_id || '/#passage-' || p.id
        )
      ) ORDER BY p.start, p."end" DESC, p.id)
      FROM annotations_passage p
      JOIN annotations_version w ON w.id = p.version_id
      JOIN annotations_member m ON m.id = p.marked_by_id
      JOIN annotations_user u ON u.id = m.user_id
      WHERE p.claim_id = c.id AND p.withdrawn_at IS NULL
    ),
    'appearances', c.appearances,
    'evidence', (
      SELECT json_agg(json_build_object(
        'id', e.id, 'claim', e.claim_id,
        'source', json_build_object(
          'id', s.id, 'kind', s.kind, 'title', s.title, 'url', s.url,
          'publisher', s.publisher, 'author', s.author, 'published_on', s.published_on
        ),
        'stance', e.stance, 'quote', e.quote, 'locator', e.locator, 'note', e.note,
        'withdrawn', NULL, 'revision', e.revision,
        'added_by', json_build_object('id', m.id, 'name', u.name), 'added_at', e.added_at,
        'links', json_build_object(
          'self', '{at}evidence/' || e.id || '/',
          'claim', '{at}claims/' || e.claim_id || '/',
          'source', '{at}sources/' || e.source_id || '/',
          'page', '{pages}claims/' || e.claim_id || '/#evidence-' || e.id
        )
      ) ORDER BY e.position, e.id)
      FROM annotations_evidence e
      JOIN annotations_source s ON s.id = e.source_id
      JOIN annotations_member m ON m.id = e.added_by_id
      JOIN annotations_user u ON u.id = m.user_id
      WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL
    ),
    'assessments', (
      SELECT json_agg(json_build_object(
        'id', a.id, 'claim', a.claim_id,
        'rating', json_build_object(
          'id', r.id, 'key', r.key, 'label', r.label,
          'claim_review_number', r.claim_review_number, 'averitec_label', r.averitec_label
        ),
        'reasons', a.reasons, 'revision', a.revision,
        'by', json_build_object('id', m.id, 'name', u.name), 'at', a.at,
        'links', json_build_object(
          'self', '{at}assessments/' || a.id || '/', 'claim', '{at}claims/' || a.claim_id || '/',
          'page', '{pages}claims/' || a.claim_id || '/#assessment-' || a.id
        )
      ) ORDER BY a.at, a.id)
      FROM annotations_assessment a
      JOIN annotations_rating r ON r.id = a.rating_id
      JOIN annotations_member m ON m.id = a.by_id
      JOIN annotations_user u ON u.id = m.user_id
      WHERE a.claim_id = c.id AND a.taken_back_at IS NULL
    ),
    'revision', c.revision, 'parts_revision', c.parts_revision,
    'marked_by', json_build_object('id', m.id, 'name', u.name), 'marked_at', c.marked_at,
    'links', json_build_object(
      'self', '{at}claims/' || c.id || '/', 'passages', '{at}claims/' || c.id || '/passages/',
      'evidence', '{at}claims/' || c.id || '/evidence/',
      'assessments', '{at}claims/' || c.id || '/assessments/',
      'comments', '{at}claims/' || c.id || '/comments/',
      'assignment', '{at}claims/' || c.id || '/assignment/',
      'events', '{at}claims/' || c.id || '/events/',
      'page', '{pages}claims/' || c.id || '/'
    )
  )
  FROM annotations_claim c
  JOIN annotations_newsroom n ON n.id = c.newsroom_id
  JOIN annotations_member m ON m.id = c.marked_by_id
  JOIN annotations_user u ON u.id = m.user_id
  WHERE n.slug = '{slug}'
  ORDER BY c.id
) TO STDOUT
