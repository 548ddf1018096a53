"""How much of anything we take. Published to programs, enforced in actions and doors."""

LINE = 300  # code points of a title or a name
PROSE = 50_000  # code points of reasons, notes, statements, quotes
TAG = 60  # code points of a tag
TAGS = 50  # tags of one claim
TEXT = 2_000_000  # code points of a version's text
CLAIMS_PER_ARTICLE = 10_000
PASSAGES_PER_CLAIM = 200
BULK = 500  # things that come in at once
BULK_TEXT = 20_000_000  # code points of all versions in which claims are marked at once
EVIDENCE_PER_CLAIM = 200
COMMENTS_PER_CLAIM = 1_000
JSON_BODY = 2 * 1024 * 1024  # bytes
JSON_DEPTH = 64  # arrays and objects inside each other
JSON_NODES = 10_000  # values in one body
UPLOAD = 25 * 1024 * 1024  # bytes
PAGE = 200  # rows of one page of a list
USUAL_PAGE = 50  # rows of a page when nothing else is asked for
QUERY_STRING = 8 * 1024  # bytes
FILTER_TERMS = 20
WAIT = 30  # seconds that a request may wait for news
WAITING_PER_USER = 6  # requests that wait at once
WAITING = 500  # requests that wait at once, in each process
IMPORT = 100 * 1024 * 1024  # bytes of a file that is imported
IMPORT_ITEM = 16 * 1024 * 1024  # bytes of one item in it: a text of an article, escaped
IMPORT_ITEMS = 100_000  # claims in it
