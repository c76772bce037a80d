"""Limits that keep memory and time bounded on hostile or broken input, and why each is what it is."""

MEGABYTE = 1_000_000

MAX_BYTES = 200 * MEGABYTE
"""One input. A year of one outlet as JSON Lines fits; a disk image named .txt does not."""

MAX_HTML_BYTES = 20 * MEGABYTE
"""One HTML page. A parsed tree takes about 15 times its source; 50,000 comments are 12 MB."""

MAX_HTML_DEPTH = 25_000
"""Open elements at once. HTML's scope rules make parsing quadratic in depth: 25,000 take 0.8 s.
Threads 5,000 replies deep, two or three elements a level, stay below."""

MAX_ARTICLE_DEPTH = 240
"""Nesting left to trafilatura once the thread is cut out: libxml2 drops what lies below 255."""

MAX_TEXT_CHARACTERS = 10 * MEGABYTE
"""One article's text."""

MAX_ROWS_JSON_BYTES = 100 * MEGABYTE
"""One JSON document: the parsed objects take about five times that in memory."""

FETCH_SECONDS = 30.0
"""For a whole download, not for each packet."""
