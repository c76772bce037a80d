"""A small record made by hand."""

from detente.model.record import (
    Actor,
    Agreement,
    Attribution,
    Casualty,
    Claim,
    Comment,
    Document,
    Event,
    EventDate,
    EventPlace,
    Mention,
    Participant,
    Place,
    Provision,
    Quote,
    Record,
    Sentence,
    Source,
)

TEXT = "The brigade shelled Northport on 3 May, killing two of the guards, officials said."


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(start=start, end=start + len(words), text=words)


def mention(key: str, words: str, kind: str, entity: str | None = None) -> Mention:
    return Mention(**quote(words).model_dump(), id=key, kind=kind, entity=entity)  # type: ignore[arg-type]  # kinds are checked by the model


def event(**changes: object) -> Event:
    fields: dict[str, object] = {
        "id": "e1",
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "trigger": quote("shelled"),
        "sentence": 0,
        "actors": (Participant(mention="m1", entity="a1", text="The brigade"),),
        "recipients": (Participant(mention="m2", text="Northport"),),
        "place": EventPlace(mention="m2", entity="p1", precision=2),
        "date": EventDate(edtf="XXXX-05-03", mention="m3", precision="day", basis="stated"),
        "certainty": "attributed",
        "claims": (Claim(by=Source(kind="source", text="officials"), cue=quote("officials said")),),
        "casualties": (Casualty(kind="killed", low=2, high=2, text=quote("two of the guards")),),
        "attributions": (
            Attribution(
                entity="a1",
                by=Source(kind="source", text="officials"),
                basis="accused",
                strength="asserts",
            ),
        ),
        "quad": 4,
        "score": -9.0,
        "rule": "ASSAULT:verb:shell",
        "confidence": 0.75,
    }
    return Event.model_validate(fields | changes)


def record(*events: Event, title: str = "=HYPERLINK(1)", text: str = TEXT) -> Record:
    return Record(
        document=Document(id="sha256:00", origin="page.html", title=title, text=text),
        sentences=(Sentence(start=0, end=len(TEXT), block=0),),
        mentions=(
            mention("m1", "The brigade", "actor", "a1"),
            mention("m2", "Northport", "place", "p1"),
            mention("m3", "3 May", "time"),
        ),
        actors={"a1": Actor(name="Hill Brigade", country="XHL", sector="REB")},
        places={"p1": Place(name="Northport", country="XHL", lat=-1.5, lon=-0.25)},
        events=events or (event(),),
        comments=(Comment(id="c1", author="reader-x", text="No."),),
        warnings=("the date is open",),
    )


def truce() -> Event:
    """An agreement event; its words are those of the sentence, only to have some."""
    provision = Provision(id="p1", kind="prisoner_release", text=quote("two of the guards"))
    agreement = Agreement(stage="ceasefire", parties=("a1", "a2"), provisions=(provision,))
    return event(id="e2", type="AGREE", mode=None, quad=1, casualties=(), agreement=agreement)
