"""The written forms of dates, as one regular expression that names which form it met."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs thur",
         "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
        ),
        start=1,
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30}

_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?|"
    r"Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:1[5-9]|20)\d\d"
_W = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_WS = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
_PART = r"(?:[Ee]arly|[Mm]id(?:dle)?|[Ll]ate|[Tt]he\s+(?:beginning|start|end|middle)\s+of)"
_LINK = r"\s*(?:-|–|—|/)\s*|\s+(?:to|and|until|through)\s+"
_TOD = r"(?:\s+(?:morning|afternoon|evening|night|noon))"
_N = (
    r"(?i:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|twenty|thirty|several|a\s+few|a\s+couple\s+of)"
)
_U = r"(?:minute|hour|day|night|week|weekend|month|quarter|year|decade)s?"
_PREP = (
    r"(?:[Ii]n|[Ss]ince|[Oo]f|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|"
    r"[Tt]hrough|[Tt]o|[Bb]etween|[Ll]ast|[Tt]his|[Nn]ext|[Ff]or|[Aa]nd|[Ss]ame)"
)

_OPT_YEAR = rf"(?:,?\s+{_Y}\b)?"
_WEEKDAY = rf"(?:{_W}|{_WS})"
_SEASON = (
    rf"(?:{_PART}[\s-]+)?(?:the\s+)?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
    rf"(?:\s+of)?\s+{_Y}\b|(?:last|this|next)\s+(?:spring|summer|autumn|winter)\b"
)
_STORY = (
    r"(?i:today|yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening)|"
    r"the\s+day\s+(?:before|after)(?:\s+(?:yesterday|tomorrow))?|"
    r"the\s+(?:same|previous|following|next)\s+(?:day|night|morning)|that\s+(?:day|night|morning)|"
    r"the\s+(?:following|previous)\s+(?:week|month|year)|"
    r"(?:last|this|next|past|the\s+past|the\s+last)\s+(?:week|weekend|month|year|decade))"
)

TIME = re.compile(
    "|".join(
        (
            rf"(?P<iso>\b{_Y}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)",
            rf"(?P<mdr>\b{_M}\s+{_D}(?:{_LINK})(?:{_M}\s+)?{_D}(?!\d)(?!,\d){_OPT_YEAR})",
            rf"(?P<dmr>\b{_D}(?:\s+{_M})?(?:{_LINK}){_D}\s+{_M}(?!\w){_OPT_YEAR})",
            rf"(?P<mdy>(?:\b{_WEEKDAY},?\s+)?\b{_M}\s+{_D}(?!\d)(?![,.]\d){_OPT_YEAR})",
            rf"(?P<dmy>(?:\b{_WEEKDAY},?\s+)?\b(?:the\s+)?{_D}\s+(?:of\s+)?{_M}(?!\w){_OPT_YEAR})",
            rf"(?P<my>\b(?:{_PART}[\s-]+)?{_M}(?:,|\s+of)?\s+{_Y}\b)",
            rf"(?P<pm>\b{_PART}[\s-]+{_M}(?!\w))",
            rf"(?P<lm>\b(?:[Ll]ast|[Tt]his|[Nn]ext)\s+(?:{_M}|{_W}{_TOD}?)(?!\w))",
            rf"(?P<m>(?<=\s){_M}(?![\w’'-]))",
            rf"(?P<sy>\b(?:{_SEASON}))",
            rf"(?P<py>\b{_PART}[\s-]+(?:the\s+)?{_Y}(?:s\b|\b))",
            rf"(?P<yr>\b{_Y}(?:-|–|\s+to\s+){_Y}\b)",
            rf"(?P<dec>\b(?:the\s+)?(?:{_PART}\s+)?(?:1[5-9]|20)\d0s\b)",
            rf"(?P<w>\b{_W}{_TOD}?\b)",
            rf"(?P<rel>\b{_STORY}{_TOD}?\b)",
            rf"(?P<ago>\b{_N}\s+{_U}\s+(?:ago|earlier|later|before|after|prior)\b)",
            rf"(?P<y>(?<![$€£#\d.,/-])\b{_Y}\b(?![\d%/-])(?![.,]\d))",
        )
    )
)
"""Each alternative is one form; the tags are read in times.py."""

PREPOSITION = re.compile(rf"\b{_PREP}\s+(?:the\s+)?\Z")
SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|up to)\s+(?:the\s+)?\Z", re.IGNORECASE)
FUTURE = re.compile(
    r"\b(?:will|shall|going to|scheduled|planned|plans|due|upcoming|slated|set|expected|deadline|"
    r"to (?:be|begin|start|take|hold|meet|end|expire))\b",
    re.IGNORECASE,
)
