"""Limits that keep memory and time bounded on hostile or broken input, each with its reason."""

MEGABYTE = 1_000_000

MAX_BYTES = 200 * MEGABYTE
"""One input. A year of one outlet as JSON Lines fits; a disk image named .txt does not."""

MAX_PAGE_BYTES = 30 * MEGABYTE
"""One page. A page with 50,000 comments takes 12 to 25 MB, and its parsed tree 15 times as much."""

MAX_JSON_BYTES = 100 * MEGABYTE
"""One JSON value: the parsed objects take about five times as much memory."""

MAX_HTML_DEPTH = 25_000
"""Open elements at once. HTML's scope rules make parsing quadratic in depth: 25,000 take 0.8 s.
Threads 5,000 replies deep, two or three elements a level, stay below."""

MAX_HTML_TAGS = 1_500_000
"""Tags of one page: 50,000 comments with WordPress's mark-up have 1.2 million."""

MAX_HTML_REOPENED = 5_000_000
"""Unclosed formatting elements times tags: a parser opens all of the former again in each block."""

MAX_ARTICLE_TAGS = 60_000
"""Tags left to trafilatura once the thread is cut out; long real pages have some thousands."""

MAX_ARTICLE_DEPTH = 240
"""Nesting left to trafilatura once the thread is cut out: libxml2 drops what lies below 255."""

MAX_TEXT_CHARACTERS = 10 * MEGABYTE
"""One article's text."""

FETCH_SECONDS = 30.0
"""For a whole download, not for each packet."""
