"""The words of the calendar, and the pieces of patterns that are made of them."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        """january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|
        september sept sep|october oct|november nov|december dec""".split("|"),
        1,
    )
    for name in names.split()
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    name: number
    for number, names in enumerate(
        """a an one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|
        fifteen|sixteen|seventeen|eighteen|nineteen|twenty""".split("|"),
        1,
    )
    for name in names.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "couple of": 2, "a couple of": 2}
# Told as a number, and yet none: no day can be counted from them.
VAGUE_NUMBERS = ("a few", "few", "several", "some", "many", "dozens of", "hundreds of")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4,
            "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip
DAY_ORDINALS = {
    name: number
    for number, name in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth
        twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first""".split(),
        1,
    )
}
# Feasts that fall on one day of the calendar: month and day.
FEASTS = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
          "new year's eve": (12, 31), "new year's day": (1, 1), "new year": (1, 1)}  # fmt: skip
# First month of each; winter runs into the next year. Of the northern half of the world.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# What a weekday names beside a day: "Good Friday", "Bloody Sunday"; "the Sunday Times".
NAMED_DAYS = ("good", "black", "bloody", "ash", "super", "palm", "easter", "holy", "cyber", "every")
PAPERS = ("Times", "Telegraph", "Mail", "Mirror", "Express", "Post", "Herald", "People")
# Counted, so that "the 2019 tons" and "in 2019 homes" are no years.
COUNTED = """tons tonnes people persons troops soldiers homes houses cases deaths barrels dollars
euros pounds rupees votes miles kilometres kilometers metres meters km kg mw pages vehicles
workers jobs tents beds prisoners refugees""".split()

MONTH_WORDS = "|".join(sorted(MONTHS, key=len, reverse=True))
# May, March, April, June and August name people and verbs too.
LONG_MONTHS = "January|February|July|September|October|November|December"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)\b(?![.,]\d|[-/]\d| ?(?:AH|BS|BE)\b)"
WEEKDAY = rf"(?-i:(?=[A-Z]))(?P<weekday>{'|'.join(WEEKDAYS)})\b(?! (?-i:{'|'.join(PAPERS)})\b)"
PART = r"(?: (?:morning|afternoon|evening|night|midnight|noon)\b)?"
NUMBER = (
    r"(?P<number>\d{1,3}|"
    + "|".join(sorted((*NUMBERS, *VAGUE_NUMBERS), key=len, reverse=True))
    + ")"
)
UNIT = r"(?P<unit>hour|day|week|month|quarter|year|decade|centur(?:y|ie))s?\b"
DASH = r" ?[-–—/] ?"
# Of a year told in words: "last year", "the year".
YEARLY = r"(?:(?P<which>last|this|next) year|(?P<the>the) year)\b"


def month(name: str = "month") -> str:
    """Make the pattern of a month's name, its group under the name given.

    Capitals only ("march 5 kilometres"); a full stop belongs to short forms alone ("Sept. 4").
    """
    stop = r"(?:(?:(?<=\b\w{3})(?<!may)|(?<=\bsept))\.)?"
    return rf"(?-i:(?=[A-Z]))(?P<{name}>{MONTH_WORDS})\b{stop}"
