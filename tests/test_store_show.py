"""How a record is shown: the words of the page, marked by what they are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import (
    Article,
    Document,
    Event,
    Evidence,
    Figure,
    Location,
    Party,
    Record,
    Resolution,
    Segment,
    Size,
    Span,
    Statement,
    TextInfo,
)
from dragoman.store import Shown, render, styled
from dragoman.store.forms import Told
from dragoman.store.marking import Mark, marked

PAGE = (
    "Kenya hosts envoys\n"
    "Ishaq Dar received a telephone\ncall from Rubio, a spokesperson said on Saturday night.\n"
    "Exports rose to $5.44 billion.\n"
)
SENTENCE = Span(19, PAGE.index("\nExports"))


def span(words: str) -> Span:
    start = PAGE.index(words)
    return Span(start, start + len(words))


def a_party(words: str, code: str | None = None, name: str | None = None) -> Party:
    start, end = span(words)
    sectors = ("GOV",) if code else ()
    return Party(
        code=code,
        sector="GOV" if code else None,
        sectors=sectors,
        name=name,
        entity_text=words,
        start=start,
        end=end,
    )


ARTICLE = Article(
    id="a-1",
    file="pages.txt",
    index=0,
    title="Kenya hosts envoys",
    source=None,
    url=None,
    language="en",
    text_sha256="00",
    reader="text 1",
    published="2025-09-14",
    updated=None,
    place="Nairobi",
    segments=(
        Segment(kind="headline", start=0, end=18),
        Segment(kind="paragraph", start=SENTENCE.start, end=SENTENCE.end),
        Segment(kind="paragraph", start=SENTENCE.end + 1, end=len(PAGE) - 1),
    ),
)

CALL = Event(
    id="e-1",
    article="a-1",
    file="pages.txt",
    date="2025-09-13",
    enddate=None,
    date_text="Saturday night",
    granularity="day",
    planned_for=None,
    event_type="CONSULT",
    mode="phone",
    modes=("phone",),
    context=(),
    cameo="041",
    quad_code=1,
    event_scale=1.5,
    actor=(a_party("Ishaq Dar", "PAK"),),
    recipient=(a_party("Rubio", "USA", "Marco Rubio"),),
    status="actual",
    said_by=(a_party("a spokesperson"),),
    event_loc=Location(),
    size=Size(),
    event_text="received a telephone\ncall",
    text=PAGE[SENTENCE.start : SENTENCE.end],
    text_info=TextInfo(
        sequence=0,
        start=SENTENCE.start,
        end=SENTENCE.end,
        trigger=span("received a telephone\ncall"),
    ),
    evidence={"date": Evidence(spans=(span("Saturday night"),), how="text")},
    confidence=0.94,
    coder="dragoman 0.1.0",
)


def shown(
    record: Record, *, page: str = PAGE, files: tuple[str, ...] = ("pages.txt",)
) -> dict[str, str]:
    """Render a record and give its lines by label."""
    return {
        line[:12].strip(): line[12:]
        for line in render(as_shown(record, page=page, files=files)).splitlines()
    }


def as_shown(
    record: Record,
    *,
    page: str = PAGE,
    files: tuple[str, ...] = ("pages.txt",),
    told: tuple[Told, ...] = (),
) -> Shown:
    return Shown(
        record=record,
        article=record if isinstance(record, Article) else ARTICLE,
        document=Document(file="pages.txt", text=page, text_sha256="00", reader="text 1"),
        files=files,
        records=told,
    )


def test_the_sentence_is_shown_with_who_did_what_to_whom_on_whose_word() -> None:
    assert shown(CALL)["sentence"] == (
        "[actor: Ishaq Dar] [act: received a telephone call] from [recipient: Rubio], "
        "[said by: a spokesperson] said on Saturday night."
    )


def test_an_event_is_shown_with_what_it_was_coded_as_and_where_it_stands() -> None:
    lines = shown(CALL, files=("pages.txt", "copy.txt"))
    assert lines["type"] == (
        "CONSULT / phone · actual · 2025-09-13 (“Saturday night”) · confidence 0.94"
    )
    assert lines["who"] == "Ishaq Dar [PAK GOV] “Ishaq Dar” 19–28"
    assert lines["to whom"] == "Marco Rubio [USA GOV] “Rubio” 60–65"
    assert lines["said by"] == "a spokesperson “a spokesperson” 67–81"
    assert lines["evidence"] == "date: “Saturday night” 90–104 · text"
    assert lines["file"] == f"pages.txt, characters {SENTENCE.start}–{SENTENCE.end}"
    assert lines["also in"] == "copy.txt"
    assert lines["article"] == "a-1 “Kenya hosts envoys”"


def test_an_event_of_which_little_is_known_has_no_empty_lines() -> None:
    bare = replace(
        CALL, date=None, date_text=None, mode=None, modes=(), recipient=(), said_by=(), evidence={}
    )
    lines = shown(bare)
    assert lines["type"] == "CONSULT · actual · no date · confidence 0.94"
    assert not {"to whom", "said by", "where", "size", "evidence", "also in"} & set(lines)


def test_an_article_is_shown_with_its_facts_and_its_events() -> None:
    lines = render(as_shown(ARTICLE, told=(CALL,)))
    for fact in ("Kenya hosts envoys", "published 2025-09-14", "Nairobi", "segments    3"):
        assert fact in lines
    assert "e-1 CONSULT, actual: Ishaq Dar → Marco Rubio: received a telephone call" in lines


def test_an_article_of_which_nothing_is_known_can_be_shown() -> None:
    blank = replace(ARTICLE, title=None, published=None, place=None, segments=())
    lines = shown(blank)
    assert lines["title"] == lines["date"] == lines["place"] == "(none)"


def test_the_other_kinds_are_shown_within_their_paragraph() -> None:
    start, end = span("$5.44 billion")
    figure = Figure(
        id="f-1",
        article="a-1",
        file="pages.txt",
        text="$5.44 billion",
        value=5.44e9,
        unit="USD",
        what="exports",
        of=("PAK",),
        start=start,
        end=end,
        confidence=0.9,
        coder="c",
    )
    assert shown(figure)["value"] == "5,440,000,000 USD"
    assert shown(figure)["passage"] == "Exports rose to [figure: $5.44 billion]."

    start, end = span("Ishaq Dar received")
    statement = Statement(
        id="t-1",
        article="a-1",
        file="pages.txt",
        speaker=(a_party("Ishaq Dar", "PAK"),),
        addressee=(),
        about=(),
        words="Ishaq Dar received",
        quoted=False,
        date=None,
        start=start,
        end=end,
        confidence=0.9,
        coder="c",
    )
    assert shown(statement)["passage"].startswith("[speaker: Ishaq Dar] [words: received] a")

    start, end = span("Exports rose")
    resolution = Resolution(
        id="r-1",
        article="a-1",
        file="pages.txt",
        title="Exports",
        symbol="A/1",
        body="UNGA",
        stage="adopted",
        how="recorded vote",
        yes=3,
        no=0,
        start=start,
        end=end,
        confidence=0.9,
        coder="c",
    )
    assert shown(resolution)["stage"] == "adopted, recorded vote, confidence 0.90"
    assert shown(resolution)["vote"] == "3 yes, 0 no"
    assert shown(resolution)["passage"].startswith("[resolution: Exports rose] to")


def test_a_mention_within_the_act_is_marked_as_what_it_is() -> None:
    text = "a ceasefire brokered by Qatar holds"
    pieces = marked(text, Span(0, len(text)), [Mark("act", 2, 29), Mark("actor", 24, 29)])
    assert pieces == (
        ("a ", None),
        ("ceasefire brokered by", "act"),
        (" ", None),
        ("Qatar", "actor"),
        (" holds", None),
    )


def test_who_acts_and_says_so_is_marked_as_both() -> None:
    marks = [Mark("actor", 0, 3), Mark("said by", 0, 3), Mark("act", 4, 12)]
    assert marked("Dar declined", Span(0, 12), marks) == (
        ("Dar", "actor/said by"),
        (" ", None),
        ("declined", "act"),
    )


def test_a_mention_elsewhere_in_the_article_is_not_marked_in_the_sentence() -> None:
    assert marked("Dar left.", Span(0, 9), [Mark("actor", 50, 53)]) == (("Dar left.", None),)


MARKS = st.builds(
    Mark,
    st.sampled_from(["actor", "act", "recipient"]),
    st.integers(-5, 60),
    st.integers(-5, 60),
)


@given(
    text=st.text(max_size=40),
    within=st.tuples(st.integers(0, 50), st.integers(0, 50)),
    marks=st.lists(MARKS, max_size=6),
)
def test_marking_loses_and_adds_no_character(
    text: str, within: tuple[int, int], marks: list[Mark]
) -> None:
    pieces = marked(text, Span(*within), marks)
    assert len("".join(piece.text for piece in pieces)) == len(text[slice(*within)])


@given(page=st.text(alphabet=st.characters(codec=None)), title=st.text())
def test_nothing_from_a_page_is_obeyed_by_the_terminal(page: str, title: str) -> None:
    hostile = replace(
        CALL,
        date_text=page,
        actor=(Party(code=page, sector=None, name="\x1b[2J" + page, office=page),),
        event_text=page,
    )
    for record in (hostile, replace(ARTICLE, title=title)):
        view = as_shown(record, page="\x1b]0;x\x07" + page, files=(page + ".txt",), told=(hostile,))
        for written in (render(view), styled(view).plain):
            obeyed = [each for each in written if ord(each) < 32 or 127 <= ord(each) < 160]
            assert set(obeyed) <= {"\n"}
            written.encode("utf-8")


def test_square_brackets_of_a_page_are_no_markup() -> None:
    view = as_shown(CALL, page=PAGE.replace("Ishaq Dar", "[red]Dar["))
    assert "[red]Dar[" in styled(view).plain


def test_rich_text_colours_the_words_by_their_role() -> None:
    text = styled(as_shown(CALL))
    coloured = {text.plain[each.start : each.end]: each.style for each in text.spans}
    assert coloured["received a telephone call"] == "bold yellow"
    assert coloured["Rubio"] == "bold magenta"
