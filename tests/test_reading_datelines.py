"""Datelines, dates and bylines of the trade, form by form."""

import pytest

from dragoman.reading.datelines import parse_dateline, readable
from dragoman.reading.dates import find_dates, is_date_line, nearest_year, numeric_order
from dragoman.reading.label import label
from dragoman.reading.lines import units


@pytest.mark.parametrize(
    ("text", "place", "day", "agency", "first"),
    [
        ("ISLAMABAD: Talks began.", "Islamabad", None, None, "Talks"),
        ("LAGOS, May 28 (Xinhua) -- Police said", "Lagos", (5, 28), "Xinhua", "Police"),
        ("WASHINGTON (Reuters) - The House", "Washington", None, "Reuters", "The"),
        ("LONDON, May 28 (Reuters) - Rates rose", "London", (5, 28), "Reuters", "Rates"),
        ("KYIV/MOSCOW (AFP): Shells fell", "Kyiv/Moscow", None, "AFP", "Shells"),
        ("UNITED NATIONS, Nov 8, 2025 – The Council", "United Nations", (11, 8), None, "The"),
        ("MOSCOW, May 28. /TASS/. Russia is", "Moscow", (5, 28), "TASS", "Russia"),
        ("MOSCOW. May 28 (Interfax) - Russia is", "Moscow", (5, 28), "Interfax", "Russia"),
        ("SEOUL, Nov. 8 (Yonhap) -- South Korea", "Seoul", (11, 8), "Yonhap", "South"),
        ("TOKYO, May 29, Kyodo - Japan", "Tokyo", (5, 29), "Kyodo", "Japan"),
        ("Taipei, Nov. 8 (CNA) President Lai", "Taipei", (11, 8), "CNA", "President"),
        ("JAKARTA, Indonesia (AP) — Police", "Jakarta", None, "AP", "Police"),
        ("THE HAGUE, Netherlands -- A court", "The Hague", None, None, "A"),
        ("SRINAGAR, Indian-held Kashmir, May 29 (AP) -- A", "Srinagar", (5, 29), "AP", "A"),
        ("WASHINGTON, D.C. — The Senate", "Washington", None, None, "The"),
        ("GENEVA (14 June 2021) – Experts", "Geneva", (6, 14), None, "Experts"),
        ("Brussels, 14 June 2021 – The Union", "Brussels", (6, 14), None, "The"),
        ("Tehran, March 15, IRNA - The minister", "Tehran", (3, 15), "IRNA", "The"),
        ("DUBAI, 8th November, 2025 (WAM) -- The", "Dubai", (11, 8), "WAM", "The"),
        ("PORT-AU-PRINCE, Haiti (AP) — Gangs", "Port-au-Prince", None, "AP", "Gangs"),
        ("NEW DELHI: “We will,” he said.", "New Delhi", None, None, "“We"),
        ("Lagos — The federal government", "Lagos", None, None, "The"),
        ("Hong Kong CNN — The city", "Hong Kong", None, "CNN", "The"),
        ("(Reuters) - The bank", None, None, "Reuters", "The"),
        ("Nov 8 (Reuters) - The bank", None, (11, 8), "Reuters", "The"),
        ("Geneva: Delegates", "Geneva", None, None, "Delegates"),
    ],
)  # fmt: skip
def test_a_dateline_gives_place_day_and_agency(text, place, day, agency, first):
    found = parse_dateline(text)
    assert found is not None
    assert found.place == place
    assert (found.date.month_day if found.date else None) == day
    assert found.agency == agency
    assert text[found.end :].startswith(first)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday: we will go.",
        "BREAKING: Talks have failed",
        "MR. PRICE: Good afternoon, everyone.",
        "PRESIDENT HALE: Thank you all.",
        "Q: Will the minister go?",
        "READ MORE: Talks have failed",
        "UPDATE 2-Norland raises rates",
        "Hamas — which rules the strip — said no.",
        "UKRAINE: PUTIN SAYS TALKS FAILED",
        "UN: Half a million displaced",
        "Analysis: What the vote means",
        "In Gaza, dozens were killed.",
        "On May 28, the court ruled.",
        "Mr Sharif (PML-N) - a former premier - spoke.",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text):
    found = parse_dateline(text, first=False)
    assert found is None or not found.sure


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("UNITED NATIONS", "United Nations"),
        ("KYIV/MOSCOW", "Kyiv/Moscow"),
        ("PORT OF SPAIN", "Port of Spain"),
        ("WASHINGTON DC", "Washington"),
        ("N’DJAMENA", "N'Djamena"),
        ("KHARAN PASS", "Kharan Pass"),
        ("Kuala Lumpur", "Kuala Lumpur"),
    ],
)
def test_places_are_given_in_readable_case(printed, place):
    assert readable(printed) == place


@pytest.mark.parametrize(
    ("text", "day", "meaning"),
    [
        ("Updated 14 September 2025", "2025-09-14", "updated"),
        ("Published: September 14, 2025", "2025-09-14", "published"),
        ("Sep. 14, 2025 10:30 AM EDT", "2025-09-14", ""),
        ("Published November 20th, 2019 - 07:29 GMT", "2019-11-20", "published"),
        ("2025-09-14T10:00Z", "2025-09-14", ""),
        ("Last updated: Mon, 14 Sep 2025", "2025-09-14", "updated"),
        ("Publié le 14 septembre 2025", "2025-09-14", "published"),
        ("Actualizado el 3 de marzo de 2024", "2024-03-03", "updated"),
        ("14. März 2025", "2025-03-14", ""),
        ("NOVEMBER 20, 2019 10:43", "2019-11-20", ""),
        ("Posted on 31/12/2024", "2024-12-31", "published"),
        ("12/31/2024 01:14 PM", "2024-12-31", ""),
        ("08.11.2025", "2025-11-08", ""),
        ("2025年11月8日", "2025-11-08", ""),
        ("Published in Dawn, November 8th, 2025", "2025-11-08", "published"),
        ("Fri 7 Nov 2025 18.12 CET", "2025-11-07", ""),
    ],
)
def test_a_date_line_gives_a_day_and_says_what_it_is_the_date_of(text, day, meaning):
    found = find_dates(text)
    assert [(each.day, each.meaning) for each in found] == [(day, meaning)]
    assert is_date_line(text, found)


def test_two_dates_on_a_line_keep_their_meanings():
    found = find_dates("Published 25 October 2023 · Updated 26 October 2023, 07:10 GMT")
    assert [(each.day, each.meaning) for each in found] == [
        ("2023-10-25", "published"),
        ("2023-10-26", "updated"),
    ]


@pytest.mark.parametrize("text", ["3 hours ago", "Last updated: 5 minutes ago", "14:32 GMT"])
def test_relative_times_are_date_lines_without_a_day(text):
    assert find_dates(text) == []
    assert is_date_line(text, [])


@pytest.mark.parametrize("text", ["31 February 2025", "Vote: 112-19-50", "$5.44 billion", "9/11"])
def test_what_is_no_date_gives_none(text):
    assert find_dates(text) == []


def test_an_ambiguous_numeric_date_is_left_unless_the_page_shows_its_habit():
    assert find_dates("08/11/2025") == []
    assert find_dates("08/11/2025", "dmy")[0].day == "2025-11-08"
    assert find_dates("08/11/2025", "mdy")[0].day == "2025-08-11"
    assert numeric_order("08/11/2025 and 31/12/2024") == "dmy"
    assert numeric_order("08/11/2025 and 12/31/2024") == "mdy"
    assert numeric_order("31/12/2024 and 12/31/2024") is None


def test_a_day_without_year_takes_the_year_of_the_nearest_date_on_the_page():
    assert nearest_year((12, 30), ["2025-01-02"]) == "2024-12-30"
    assert nearest_year((11, 8), ["2025-11-09"]) == "2025-11-08"
    assert nearest_year((11, 8), []) is None


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Ellen Marsh, 1 min", "byline"),
        ("By JERUSALEM POST STAFF", "byline"),
        ("By Aaron Bell | Fox News", "byline"),
        ("Our Correspondent", "byline"),
        ("Ida Holm, diplomatic correspondent", "byline"),
        ("Short Url", "furniture"),
        ("Follow", "furniture"),
        ("Also read: Envoys meet again", "furniture"),
        ("Share this with Email", "furniture"),
        ("We use cookies to improve your experience on this site.", "furniture"),
        ("152 comments", "furniture"),
        ("4 min read", "furniture"),
        ("Home > World > Asia", "furniture"),
        ("Share  Print  Email", "furniture"),
        ("(Reporting by Ingrid Sol; Editing by Max Orr)", "furniture"),
        ("GA/DIS/3615", "slug"),
        ("SC/14561 – 14 JUNE 2021", "slug"),
        ("-----", "rule"),
        ("* * *", "rule"),
        ("(END)", "end"),
        ("https://www.example.org/news/2025/one", "url"),
        ("Brussels, 14 June 2021", "dateline"),
        ("Dar (left) and Rubio in Washington on July 25, 2025. (AP/File)", "caption"),
        ("A soldier keeps watch near the border. — AFP/File", "caption"),
        ("Photo: The Council votes in New York. (Handout)", "caption"),
        ("The tariff applies from March. (Mario Jasso/Cuartoscuro)", "caption"),
        ("• Two other resolutions stress confidence-building", "bullet"),
        ("Talks fail as envoys leave capital", "short"),
        ("Support for accord grows in parliament", "short"),
        ("Send US troops home, says senator", "short"),
        ("The talks failed on Monday.", "prose"),
        ("He said it was over. (Reuters)", "prose"),
        ("By banning trawlers, the states hope to save the lagoon.", "prose"),
    ],
)
def test_each_line_is_labelled_by_its_own_looks(line, role):
    (unit,) = units(line)
    assert label(unit, None).role == role
