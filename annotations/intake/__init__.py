"""Getting an article in: pasted text, a page, an upload -> blocks of known origin.

Plain Python, no Django. Three ways lead to one value, `blocks.Found`:
`pasted.from_text`, `documents.from_fetched` (of what `fetch.fetch` brought) and
`documents.from_upload`; `blocks.compose` makes a version's text of the blocks that were taken in.
"""
