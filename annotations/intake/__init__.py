"""Getting an article in: pasted text, a page, an upload -> blocks of known origin.

Plain Python, no Django. Three ways lead to one value, `blocks.Found`:
`pasted.from_text`, `pages.from_html` and `uploads.from_upload`; `fetch.fetch` brings a page
from the web, and `blocks.compose` makes a version's text of the blocks that were taken in.
"""
