"""What holds of every record, whatever the page says."""

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.record import Event, Model, Quote, Record

WHO = ["Turkey", "Hezbollah", "the Syrian army", "rebels", "Russian forces", "ISIS", "Iran"]
WHOM = ["Israel", "a convoy", "the Iraqi army", "two soldiers", "Kurdish fighters", "them"]
WHERE = ["", " near Idlib", " in Mosul", " on Monday", " on 3 May", " in Aleppo on Friday"]
DID = ["attacked", "did not attack", "may have attacked", "vowed to attack", "met", "condemned"]
TOLL = ["Two", "At least 14", "Up to 30", "Dozens of", "Several", "More than a hundred", "A"]

plain = st.builds(
    "{} {} {}{}.".format,
    st.sampled_from(WHO),
    st.sampled_from(DID),
    st.sampled_from(WHOM),
    st.sampled_from(WHERE),
)
tolls = st.builds(
    "{} {} were {}{}.".format,
    st.sampled_from(TOLL),
    st.sampled_from(["civilians", "soldiers", "people"]),
    st.sampled_from(["killed", "wounded", "arrested"]),
    st.sampled_from(WHERE),
)
deals = st.builds(
    "{} and {} signed a {}{}. They will release all prisoners.".format,
    st.sampled_from(WHO),
    st.sampled_from(WHO),
    st.sampled_from(["ceasefire agreement", "deal", "preliminary accord"]),
    st.sampled_from(WHERE),
)
said = st.builds(
    "{}, according to {}.".format,
    plain.map(lambda sentence: sentence[:-1]),
    st.sampled_from(WHO),
)
quoted = st.builds(
    "“We {} {},” {} said.".format,
    st.sampled_from(["attacked", "condemn", "will attack"]),
    st.sampled_from(WHOM),
    st.sampled_from(WHO),
)
statements = st.sampled_from(["The army said:", "The strike ended.", "The attack failed.", "…"])
sentences = st.one_of(plain, tolls, deals, said, quoted, statements)
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
texts = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join)
comments = st.lists(plain, min_size=1, max_size=3)

often = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def parts(model: Model) -> Iterator[Model]:
    """A model and all models inside it."""
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, dict):
            value = tuple(value.values())
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Model):
                yield from parts(part)


def referred(event: Event) -> set[str]:
    ids = {p.mention for p in (*event.actors, *event.recipients)} | set(event.weapons)
    ids |= {claim.by.mention for claim in event.claims if claim.by.mention}
    ids |= {part.mention for part in (event.place, event.date) if part and part.mention}
    return ids


def entities(event: Event) -> set[str]:
    ids = {p.entity for p in (*event.actors, *event.recipients) if p.entity}
    ids |= {claim.by.entity for claim in event.claims if claim.by.entity}
    if event.agreement:
        ids |= {*event.agreement.parties, *event.agreement.third_parties}
        for provision in event.agreement.provisions:
            ids |= {*provision.by, *provision.against, *provision.beneficiaries}
    return ids


def check(record: Record) -> None:
    text = record.document.text
    for part in parts(record):
        if isinstance(part, Quote):
            assert text[part.start : part.end] == part.text
            assert part.start < part.end
    known = {mention.id for mention in record.mentions}
    assert len(known) == len(record.mentions)
    assert all(m.refers_to in known for m in record.mentions if m.refers_to)
    for m in record.mentions:
        if m.entity and m.kind == "actor":
            assert m.entity in record.actors
        if m.entity and m.kind == "place":
            assert m.entity in record.places
    numbers = [event.id for event in record.events]
    assert numbers == [f"e{number}" for number in range(1, len(numbers) + 1)]
    for event in record.events:
        check_event(event, known, record)


def check_event(event: Event, known: set[str], record: Record) -> None:
    assert referred(event) <= known
    assert entities(event) <= set(record.actors)
    assert event.same_as is None or event.same_as in {e.id for e in record.events} - {event.id}
    sentence = record.sentences[event.sentence]
    assert sentence.start <= event.trigger.start
    assert event.trigger.end <= sentence.end
    for casualty in event.casualties:
        if casualty.low is not None and casualty.high is not None:
            assert casualty.low <= casualty.high
    acting = {p.mention for p in event.actors}
    assert not acting & {p.mention for p in event.recipients}
    assert event.claims


@often
@given(text=texts, published=st.sampled_from([None, "2021-05-10"]))
def test_every_value_rests_on_the_words_that_it_quotes(coder, text, published):
    check(coder.code_text(text, published=published))


@settings(often, max_examples=20)
@given(text=texts)
def test_coding_twice_gives_the_same_bytes(coder, text):
    assert coder.code_text(text).to_json() == coder.code_text(text).to_json()


# A colon before a list makes the list a part of what is said: such pages are no threads.


def with_thread(text: str, thread: list[str]) -> str:
    lines = [f"  • Reader {number}\n\n    {said}" for number, said in enumerate(thread, start=1)]
    return "\n\n".join([text, "\n\n", *lines]) + "\n"


@settings(often, max_examples=20)
@given(text=texts.filter(lambda text: not text.endswith(":")), thread=comments)
def test_a_comment_never_changes_an_event(coder, text, thread):
    page = "A headline about nothing\n\n\n" + text
    alone = coder.code_text(page)
    together = coder.code_text(with_thread(page, thread))
    assert len(together.comments) == len(thread)
    assert together.document.text == alone.document.text
    assert together.events == alone.events
    assert together.mentions == alone.mentions
    assert together.relations == alone.relations


@settings(often, max_examples=30)
@given(text=texts)
def test_a_record_is_read_back_as_it_was_written(coder, text):
    record = coder.code_text(text)
    assert Record.model_validate_json(record.to_json()) == record


@settings(often, max_examples=30)
@given(text=texts, seed=st.integers(min_value=0, max_value=9))
def test_cut_off_text_is_coded_without_harm(coder, text, seed):
    check(coder.code_text(text[: max(1, len(text) * seed // 10)]))
