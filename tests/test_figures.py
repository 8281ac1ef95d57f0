"""Figures: what a page counts and measures, as records that a reader would put in a table."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dragoman.errors import DataFileError
from dragoman.figures import tables
from dragoman.pipeline import code
from dragoman.reading import Input, read
from dragoman.records import Change as ChangeRecord
from dragoman.records import Figure
from dragoman.settings import Settings


def figures_of(text, published=date(2025, 9, 14)):
    (found,) = code([read(Input("page.txt", text.encode()))], Settings(published=published))
    return [each for each in found.further if isinstance(each, Figure)]


def the_figure(text):
    (figure,) = figures_of(text)
    return figure


def changed(value, unit, base=None):
    return ChangeRecord(value=value, unit=unit, base=base)


MEASURED = [
    # money
    ("Pakistan's exports to the US totaled $5.44 billion last year.",
     5440000000, "USD", "exports", ("PAK",), ("USA",)),
    ("Kenya's trade deficit with China reached $3.2bn.",
     3200000000, "USD", "trade deficit", ("KEN",), ("CHN",)),
    ("Turkey signed a $5 billion arms deal with Qatar.",
     5000000000, "USD", "arms deal", ("TUR",), ("QAT",)),
    ("The law sets a fine of up to 600,000 euros for unlicensed rallies.",
     600000, "EUR", "fine for unlicensed rallies", (), ()),
    ("The embargo cost Cubans nearly $82 billion.",
     82000000000, "USD", "cost of embargo", (), ("CUB",)),
    ("Ghana bought over $5 billion worth of machinery.",
     5000000000, "USD", "machinery", ("GHA",), ()),
    ("Canada will provide 40 million Canadian dollars in aid to Ukraine.",
     40000000, "CAD", "aid", ("CAN",), ("UKR",)),
    ("Denmark donated radios and life rafts worth NZ$1.4 million to Samoa.",
     1400000, "NZD", "life rafts", ("DNK",), ()),
    # shares, votes, seats
    ("Inflation stood at 12 percent.", 12, "%", "inflation", (), ()),
    ("The 25% tariffs on steel imports hit Brazil.",
     25, "%", "tariffs on steel imports", (), ("BRA",)),
    # other measures
    ("India will buy 2 million barrels of oil.", 2000000, "barrels", "oil", ("IND",), ()),
    ("Output was 300,000 barrels per day.", 300000, "barrels per day", "output", (), ()),
    ("The fire burned 300 hectares of forest.", 300, "hectares", "forest", (), ()),
    ("The ruling coalition holds 58 of 101 seats.", 58, "seats", "seats", (), ()),
    ("Debt stands at 34 percent of output.", 34, "%", "debt", (), ()),
    ("Oil rose to $80 a barrel.", 80, "USD per barrel", "oil", (), ()),
    # persons
    ("By late Monday 88 bodies had been found.", 88, "persons", "bodies", (), ()),
    ("The number of registered refugees has reached 795,322.",
     795322, "persons", "registered refugees", (), ()),
    ("Mexico deported 1.2m migrants.", 1200000, "persons", "migrants deported", (), ()),
    ("Rebels killed 12 soldiers in the north.", 12, "persons", "soldiers killed", (), ()),
    ("Four Pakistani soldiers were killed in clashes.",
     4, "persons", "Pakistani soldiers killed", ("PAK",), ()),
    ("The attack left around 70 dead.", 70, "persons", "people dead", (), ()),
    ("The conflict has claimed nearly 10,000 lives.", 10000, "persons", "people killed", (), ()),
    ("Police arrested 56 suspected bandits.",
     56, "persons", "suspected bandits arrested", (), ()),
    ("More than 2 million people have been displaced.",
     2000000, "persons", "people displaced", (), ()),
    ("The death toll rose to 165.", 165, "persons", "death toll", (), ()),
    ("Kenya has granted asylum to some 3,000 refugees.",
     3000, "persons", "refugees granted asylum", (), ()),
    # things
    ("The fund paid for work in 58 countries.", 58, "countries", "countries", (), ()),
    ("The judge sentenced him to six years in prison.", 6, "years", "prison term", (), ()),
]  # fmt: skip


@pytest.mark.parametrize("row", MEASURED, ids=lambda row: row[0])
def test_a_figure_has_its_value_unit_measure_and_parties(row):
    text, value, unit, what, of, to = row
    figure = the_figure(text)
    assert (figure.value, figure.unit, figure.what) == (value, unit, what)
    assert (figure.of, figure.to) == (of, to)


NO_FIGURES = [
    "The 45-year-old minister met his envoy, 37, on 3 June at 10:30.",
    "The council adopted Resolution 2231 under Article 41 in 2015.",
    "The two leaders spoke by telephone for one hour.",
    "The 27-nation bloc met in a three-storey house.",
    "The peso strengthened to 4.32 against the dollar.",
    "The F-16 jet left at 9 a.m. from Gate 12.",
    "The team won 3-2 after the Group of 77 met.",
    "In May the president visited one of them.",
    "Call +92 51 920 1234 for details.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_dates_ages_times_names_and_labels_are_no_figures(text):
    assert figures_of(text) == []


CURRENCIES = [
    ("India paid 600 rupees.", "INR"),
    ("Pakistan will spend Rs 500 crore on roads.", "PKR"),
    ("The fine is 5,000 Sri Lankan rupees.", "LKR"),
    ("Chile paid 9,000 pesos and was praised.", "CLP"),
    ("Iraq spent 4 billion dinars on wheat.", "IQD"),
    ("Egypt spent 30 million pounds on wheat.", "EGP"),
    ("The loan is worth US$6.9 billion.", "USD"),
    ("The loan is worth US $6.9 billion.", "USD"),
    ("The loan is worth 6.9 billion dollars.", "USD"),
    ("The loan is worth USD 9.55 million.", "USD"),
    ("The loan is worth 600 EUR.", "EUR"),
    ("The loan is worth £20m.", "GBP"),
    ("The loan is worth NZ$1.4 million.", "NZD"),
    ("Norway lent 90 million kroner.", "NOK"),
]


@pytest.mark.parametrize(("text", "currency"), CURRENCIES)
def test_whose_currency_is_meant_is_told_by_the_mark_or_the_country(text, currency):
    assert the_figure(text).unit == currency


def test_rupees_of_an_article_are_those_of_its_country():
    text = "Nepal's cabinet met on Monday.\n\nThe road will cost 500 million rupees.\n"
    assert the_figure(text).unit == "NPR"


def test_rupees_of_nobody_known_keep_their_name():
    assert the_figure("The road cost 500 million rupees.").unit == "rupees"


CHANGES = [
    ("Exports rose 10 percent from a year earlier.", None, changed(10, "%", "a year earlier")),
    ("Imports fell by 8% year-on-year.", None, changed(-8, "%", "year-on-year")),
    ("Prices were down 19 percent compared with 2019.", None, changed(-19, "%", "2019")),
    ("The report told of a 7 percent increase in wages.", None, changed(7, "%")),
    ("Unemployment fell to 5.2% from 7.1%.", 5.2, changed(-1.9, "percentage points", "7.1%")),
    ("The deficit widened from $2.9bn to $3.2bn.", 3200000000, changed(300000000, "USD", "$2.9bn")),
    ("Debt stood at 80 percent of output.", 80, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "change"), CHANGES)
def test_a_change_is_told_with_its_direction_and_base(text, value, change):
    figure = the_figure(text)
    assert (figure.value, figure.change) == (value, change)


def test_what_grew_is_what_the_sentence_before_measured():
    text = "Kenya's exports to China totaled $3 billion in 2023. Exports rose 10 percent in 2024.\n"
    level, growth = figures_of(text)
    assert (growth.what, growth.of, growth.to) == ("exports", ("KEN",), ("CHN",))
    assert (level.period.start, level.period.end) == ("2023-01-01", "2023-12-31")
    assert (growth.period.start, growth.period.end) == ("2024-01-01", "2024-12-31")


def test_a_time_between_two_dates_is_one_period():
    figure = the_figure("From July 2024 to February 2025, exports rose 10 percent.")
    assert (figure.period.start, figure.period.end) == ("2024-07-01", "2025-02-28")


def test_without_a_day_to_count_from_a_month_is_neither_period_nor_figure():
    (figure,) = figures_of("On 3 June rebels killed 12 soldiers.", published=None)
    assert figure.period is None


def test_said_by_whom():
    figure = the_figure("Kenya's army said that rebels had killed 12 soldiers.")
    assert [party.code for party in figure.said_by] == ["KEN"]


VOTES = [
    ("Parliament rejected the treaty by 88 votes to 71.",
     [(88, "votes in favour"), (71, "votes against")]),
    ("The bill passed in a 266-39 vote.", [(266, "votes in favour"), (39, "votes against")]),
    ("Voting was 120 in favour to four against, with one abstention.",
     [(120, "votes in favour"), (4, "votes against"), (1, "abstentions")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "votes"), VOTES)
def test_votes_are_counted_by_side(text, votes):
    found = figures_of(text)
    assert [(each.value, each.what) for each in found] == votes
    assert {each.unit for each in found} == {"votes"}


def test_the_votes_on_a_resolution_are_left_to_its_own_record():
    text = "The Security Council rejected the draft resolution by 10 votes to 5.\n"
    assert figures_of(text) == []


class TestTogether:
    def test_a_figure_told_twice_is_recorded_once_where_it_is_told_fullest(self):
        text = (
            "Blast in Lahore kills 12\n\nLAHORE: A bomb killed 12 people in a market on Monday.\n"
            "\nThe explosion that killed 12 shook the city.\n"
        )
        figure = the_figure(text)
        assert figure.text == "12 people"
        assert figure.period is not None

    def test_the_same_sum_for_other_purposes_stays(self):
        text = (
            "The law sets a fine of 30,000 euros for unlicensed rallies. It sets a fine of 30,000 "
            "euros for insulting police officers.\n"
        )
        assert [each.value for each in figures_of(text)] == [30000, 30000]

    def test_the_same_sum_in_another_currency_or_unit_is_no_second_figure(self):
        assert the_figure("The fine is 600,000 euros (US$815,000).").unit == "EUR"

    def test_a_new_total_supersedes_the_count_before_and_both_stay(self):
        text = "A bomb killed 12 people in Quetta. The death toll rose to 45 on Monday.\n"
        first, second = figures_of(text)
        assert (first.value, second.value) == (12, 45)
        assert second.supersedes == first.id
        assert first.supersedes is None

    def test_the_dead_of_another_blast_supersede_nothing(self):
        text = "A bomb killed 12 people in Quetta. Another bomb killed 45 people in Lahore.\n"
        assert [each.supersedes for each in figures_of(text)] == [None, None]

    def test_a_corrected_figure_of_one_period_is_linked(self):
        text = (
            "Kenya's exports to China totaled $3 billion in 2023, the ministry said. Kenya's "
            "exports to China totaled $4 billion in 2023, the bank said.\n"
        )
        first, second = figures_of(text)
        assert second.supersedes == first.id

    def test_spans_ids_and_bytes_are_the_same_every_time(self):
        text = "A bomb killed 12 people and hurt 30. Trade reached $3 billion, up 4 percent.\n"
        once, again = figures_of(text), figures_of(text)
        assert once == again
        assert len({each.id for each in once}) == len(once) == 4
        for each in once:
            assert text[each.start : each.end] == each.text


class TestTables:
    @pytest.mark.parametrize(
        ("load", "name", "row", "complaint"),
        [
            (tables.load_numerals, "word\tkind\tvalue", "ten\tunti\t10",
             "kind is 'unti'. Did you mean 'unit'?"),
            (tables.load_numerals, "word\tkind\tvalue", "ten\tunit\tX",
             "value is 'X'; write a number in digits"),
            (tables.load_hedges, "words\tstands\tsense", "about\tbehind\tabout",
             "stands is 'behind'"),
            (tables.load_units, "unit\tkind\twords", "km\tlenght\tkm",
             "kind is 'lenght'. Did you mean 'length'?"),
            (tables.load_units, "unit\tkind\twords", "km\tlength\tkm|km",
             "'km' is listed twice; keep one"),
            (tables.load_currencies, "code\tmarks\tnames\tcountries\tusual",
             "usd\t$\tdollar\tUSA\tyes", "code is 'usd'; use three capitals"),
            (tables.load_measures, "word\tpos\tside\tmeasure\tlabel",
             "kill\tverb\tobject\tdeaths\tkilled", "side is 'object'"),
            (tables.load_changes, "word\tpos\tdirection", "rise\tverb\tup",
             "direction is 'up'"),
        ],
    )  # fmt: skip
    def test_a_bad_row_is_reported_by_line(self, tmp_path, load, name, row, complaint):
        path = tmp_path / "table.tsv"
        path.write_text(f"{name}\n{row}\n", encoding="utf-8")
        with pytest.raises(DataFileError, match=re.escape(f"line 2: {complaint}")):
            load(path)

    def test_every_currency_of_the_table_is_an_iso_code_of_its_own(self):
        codes = {one.code for found in tables.currencies().names.values() for one in found}
        assert len(codes) > 100
        assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
