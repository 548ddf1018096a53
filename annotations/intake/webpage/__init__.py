"""Reading a web page, inside the confined process: bytes in, `blocks.Found` out.

The site's own process imports `exchange` only; `pages.py` starts `worker` and takes its answer.
"""
