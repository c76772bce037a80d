"""One invented sentence a construction, through the shipped parser and grounding.

Every case names all events of its text that are no repeats: type, mode, who, to whom, status.
"""

import pytest

from detente.model.record import Event, Record

PUBLISHED = "2021-05-10"

Told = tuple[str, str | None, list[str], list[str], str]


def told(event: Event) -> Told:
    return (
        event.type,
        event.mode,
        [p.text for p in event.actors],
        [p.text for p in event.recipients],
        event.status,
    )


def happenings(record: Record) -> list[Event]:
    return [event for event in record.events if event.same_as is None]


def case(name: str, text: str, *events: Told):
    return pytest.param(text, list(events), id=name)


def assault(who, whom=(), mode=None, status="actual"):
    return ("ASSAULT", mode, list(who), list(whom), status)


REACHED = [
    case(
        "whom a promise reaches, inside what is promised",
        "Norway agreed to send doctors to help rebuild Lebanon.",
        ("AGREE", None, ["Norway"], ["Lebanon"], "actual"),
    ),
    case(
        "who is blamed, inside the act",
        "The minister condemned the attack by Boko Haram on the village.",
        ("ACCUSE", "disapprove", ["minister"], ["Boko Haram"], "actual"),
        assault(["Boko Haram"]),
    ),
    case(
        "who is hit, by what the strike was to do",
        "Coalition aircraft conducted a strike on the depot to target Boko Haram fighters.",
        assault(["Coalition aircraft"], ["Boko Haram fighters"], mode="aerial"),
    ),
    case(
        "who holds the ground that is hit",
        "Marines stormed the insurgent-held town on Monday.",
        assault(["Marines"], ["insurgent"]),
    ),
    case(
        "a circumstance reaches nobody",
        "Norway agreed to the plan although Chad had opposed it.",
        ("AGREE", None, ["Norway"], [], "actual"),
        ("ACCUSE", "disapprove", ["Chad"], [], "actual"),
    ),
    case(
        "a place reaches nobody",
        "The envoy refused to attend the talks in Niger.",
        ("REJECT", "meet", ["envoy"], [], "actual"),
    ),
    case("a headline's aim is no event", "Boko Haram And Al-Shabaab Unite To Fight Niger Army"),
    case(
        "what one strike did is one event",
        "Near Hama, one strike destroyed a truck and damaged two bunkers.",
        assault([], mode="destroy"),
    ),
]

VOICE = [
    case(
        "active",
        "Rebels attacked an army checkpoint near Hama.",
        assault(["Rebels"], ["army"]),
    ),
    case(
        "active, of a place",
        "Turkish forces shelled Manbij on Monday.",
        assault(["Turkish forces"], mode="heavy-weapons"),
    ),
    case(
        "passive",
        "Two soldiers were killed by ISIS near Homs.",
        assault(["ISIS"], ["Two soldiers"]),
    ),
    case(
        "passive, the victim a place",
        "The village was shelled by the Syrian army.",
        assault(["Syrian army"], mode="heavy-weapons"),
    ),
    case(
        "agentless passive",
        "Two soldiers were killed near Homs.",
        assault([], ["Two soldiers"]),
    ),
]

NOMINAL = [
    case(
        "attack by X on Y",
        "An attack by Boko Haram on the Nigerian army near Maiduguri failed.",
        assault(["Boko Haram"], ["Nigerian army"]),
    ),
    case(
        "X's shelling of Y",
        "Russia's shelling of Kharkiv continued on Sunday.",
        assault(["Russia"], mode="heavy-weapons"),
    ),
    case(
        "X's withdrawal from Z",
        "The Turkish army's withdrawal from Afrin began on Friday.",
        ("RETREAT", "withdraw", ["Turkish army"], [], "actual"),
    ),
    case(
        "agreement between X and Y",
        "The agreement between Ethiopia and Eritrea was published on Monday.",
        ("AGREE", None, ["Ethiopia", "Eritrea"], [], "actual"),
    ),
    case(
        "noun as the subject of a verb of harm",
        "A drone strike by Israel on Hezbollah fighters in Tyre killed two people.",
        assault(["Israel"], ["Hezbollah fighters"], mode="drone"),
    ),
]

LIGHT_VERBS = [
    case(
        "carried out strikes on",
        "The coalition carried out strikes on ISIS positions near Raqqa.",
        assault(["coalition"], ["ISIS"]),
    ),
    case(
        "launched an attack on",
        "Hezbollah launched an attack on Israel.",
        assault(["Hezbollah"], ["Israel"]),
    ),
    case(
        "was carried out by",
        "The attack on the Syrian army was carried out by ISIS.",
        assault(["ISIS"], ["Syrian army"]),
    ),
    case(
        "reached an agreement with",
        "Sudan reached an agreement with South Sudan on Thursday.",
        ("AGREE", None, ["Sudan", "South Sudan"], [], "actual"),
    ),
    case(
        "came under fire from",
        "Ukrainian troops came under fire from Russian forces near Bakhmut.",
        assault(["Russian forces"], ["Ukrainian troops"]),
    ),
    case(
        "staged a protest against",
        "Students staged a protest against the government in Khartoum.",
        ("PROTEST", "demo", ["Students"], ["government"], "actual"),
    ),
    case(
        "held talks",
        "Russia and China held talks in Beijing.",
        ("CONSULT", None, ["Russia", "China"], [], "actual"),
    ),
]

CONTROL = [
    case(
        "accused of torturing",
        "Kenya accused Uganda of torturing three men.",
        ("ACCUSE", "allege", ["Kenya"], ["Uganda"], "actual"),
        assault(["Uganda"], ["three men"], mode="torture"),
    ),
    case(
        "nobody was killed",
        "Boko Haram attacked a base near Maiduguri; nobody was killed.",
        assault(["Boko Haram"]),
    ),
    case(
        "one toll of the dead and the hurt",
        "Russia struck Kharkiv overnight, killing six people and wounding at least 20.",
        assault(["Russia"], ["six people"]),
    ),
    case(
        "vowed to attack",
        "Hezbollah vowed to attack Israel.",
        ("THREATEN", "violence", ["Hezbollah"], ["Israel"], "actual"),
    ),
    case(
        "threatened to attack",
        "Russia threatened to attack Ukraine.",
        ("THREATEN", "violence", ["Russia"], ["Ukraine"], "actual"),
    ),
    case(
        "will attack",
        "Turkey will attack Kurdish fighters near Manbij.",
        ("THREATEN", "violence", ["Turkey"], ["Kurdish fighters"], "actual"),
    ),
    case(
        "urged both sides to withdraw",
        "The United Nations urged Armenia and Azerbaijan to withdraw their troops.",
        ("REQUEST", "yield", ["United Nations"], ["Armenia", "Azerbaijan"], "actual"),
    ),
    case(
        "refused to",
        "Serbia refused to recognise Kosovo.",
        ("REJECT", "change", ["Serbia"], ["Kosovo"], "actual"),
    ),
    case(
        "agreed to",
        "Egypt agreed to release Palestinian prisoners.",
        ("AGREE", None, ["Egypt"], ["Palestinian prisoners"], "actual"),
    ),
]

CONJUNCTION = [
    case(
        "conjoined verbs, two acts",
        "Israeli troops raided the camp and arrested three men.",
        ("COERCE", "seize", ["Israeli troops"], [], "actual"),
        ("COERCE", "arrest", ["Israeli troops"], ["three men"], "actual"),
    ),
    case(
        "conjoined verbs with one object",
        "Militants in Borno abducted and killed two teachers.",
        assault(["Militants"], ["two teachers"], mode="abduct"),
        assault(["Militants"], ["two teachers"]),
    ),
    case(
        "conjoined actors",
        "Hamas and Hezbollah attacked Israel.",
        assault(["Hamas", "Hezbollah"], ["Israel"]),
    ),
    case(
        "conjoined recipients",
        "Hamas attacked Israel and Lebanon.",
        assault(["Hamas"], ["Israel", "Lebanon"]),
    ),
]

CLAUSES = [
    case(
        "relative clause on the subject",
        "The rebels, who attacked the convoy on Monday, killed four soldiers.",
        assault(["rebels"], ["convoy"]),
        assault(["rebels"], ["four soldiers"]),
    ),
    case(
        "relative clause on the object",
        "The army base that rebels attacked on Monday burned for hours.",
        assault(["rebels"], ["army"]),
    ),
    case(
        "relative clause on a noun in another role",
        "Police arrested a man who attacked a church in Nairobi.",
        ("COERCE", "arrest", ["Police"], ["man"], "actual"),
        assault(["man"], ["church"]),
    ),
    case(
        "reduced relative clause",
        "The soldiers killed by the Taliban on Monday were Afghan.",
        assault(["Taliban"], ["soldiers"]),
    ),
    case(
        "participle before the main clause",
        "Having shelled Kharkiv, Russian forces withdrew.",
        assault(["Russian forces"], mode="heavy-weapons"),
        ("RETREAT", "withdraw", ["Russian forces"], [], "actual"),
    ),
    case(
        "passive participle before the main clause",
        "Shelled by Russian forces, the town of Bakhmut was empty.",
        assault(["Russian forces"], mode="heavy-weapons"),
    ),
    case(
        "participle of another type after the main clause",
        "Russian troops entered the village, killing two civilians.",
        ("MOBILIZE", "troops", ["Russian troops"], [], "actual"),
        assault(["Russian troops"], ["two civilians"]),
    ),
]

MEANT = [
    case(
        "negation",
        "Rebels did not attack the village.",
        assault(["Rebels"], status="negated"),
    ),
    case(
        "never",
        "The Taliban never attacked the Afghan army in Kabul.",
        assault(["Taliban"], ["Afghan army"], status="negated"),
    ),
    case(
        "condition and what follows from it",
        "If Israel attacks Lebanon, Hezbollah will retaliate.",
        assault(["Israel"], ["Lebanon"], status="hypothetical"),
        ("THREATEN", None, ["Hezbollah"], [], "actual"),
    ),
    case(
        "may have",
        "ISIS may have attacked the Syrian army near Palmyra.",
        assault(["ISIS"], ["Syrian army"], status="hypothetical"),
    ),
    case(
        "plan as a verb",
        "Turkey intends to attack Syria.",
        assault(["Turkey"], ["Syria"], status="future"),
    ),
    case(
        "plan in the progressive",
        "Turkey is planning to attack Kurdish fighters near Manbij.",
        assault(["Turkey"], ["Kurdish fighters"], status="future"),
    ),
    case(
        "a purpose is no event",
        "Soldiers arrived in Goma to fight the rebels.",
    ),
    case(
        "a purpose beside an event",
        "The African Union deployed soldiers to protect civilians in Mogadishu.",
        ("MOBILIZE", "troops", ["African Union"], [], "actual"),
    ),
]


@pytest.mark.parametrize(
    ("text", "events"),
    [*REACHED, *VOICE, *NOMINAL, *LIGHT_VERBS, *CONTROL, *CONJUNCTION, *CLAUSES, *MEANT],
)
def test_construction(coder, text, events):
    record = coder.code_text(text, published=PUBLISHED)
    assert [told(event) for event in happenings(record)] == events


@pytest.mark.parametrize(
    ("text", "certainty", "said_by", "stance"),
    [
        pytest.param(
            "Hezbollah fighters attacked an Israeli patrol, according to the Lebanese army.",
            "attributed",
            "Lebanese army",
            "asserts",
            id="according to",
        ),
        pytest.param(
            "According to Ukraine, Russia attacked a hospital in Kherson.",
            "attributed",
            "Ukraine",
            "asserts",
            id="according to, in front",
        ),
        pytest.param(
            "The SDF said that Turkey had shelled Manbij.",
            "attributed",
            "SDF",
            "asserts",
            id="reported clause",
        ),
        pytest.param(
            '"Israel bombed our hospital," Hamas said.',
            "attributed",
            "Hamas",
            "asserts",
            id="quotation before its speaker",
        ),
        pytest.param(
            "The Ministry of Defence of Azerbaijan said:\n\nArmenian forces shelled Terter.",
            "attributed",
            "Ministry of Defence of Azerbaijan",
            "asserts",
            id="statement",
        ),
        pytest.param(
            "The Taliban denied attacking the Afghan army.",
            "asserted",
            "Taliban",
            "denies",
            id="denial of one's own act",
        ),
        pytest.param(
            "Israel allegedly bombed a warehouse near Damascus.",
            "doubtful",
            None,
            "asserts",
            id="hedge",
        ),
        pytest.param(
            "Israel bombed a warehouse near Damascus.",
            "asserted",
            None,
            "asserts",
            id="the page's own voice",
        ),
    ],
)
def test_who_says_so(coder, text, certainty, said_by, stance):
    record = coder.code_text(text, published=PUBLISHED)
    event = next(e for e in record.events if e.type == "ASSAULT")
    assert event.certainty == certainty
    (claim,) = event.claims
    assert claim.stance == stance
    assert (claim.by.text if claim.by.kind == "source" else None) == said_by


def test_we_in_a_quotation_is_the_speaker(coder):
    record = coder.code_text('"We attacked the base," said the Taliban spokesman.')
    (event,) = record.events
    assert [p.text for p in event.actors] == ["Taliban spokesman"]


@pytest.mark.parametrize(
    ("text", "casualties"),
    [
        (
            "Al-Shabaab attacked a hotel in Mogadishu on Friday.\n\nThe attack killed ten people.",
            [("killed", 10, 10)],
        ),
        (
            "Al-Shabaab attacked a hotel in Mogadishu on Friday. At least ten people were killed.",
            [("killed", 10, None)],
        ),
        (
            (
                "Boko Haram attacked a village near Maiduguri on Sunday.\n\n"
                "Seven people were killed and ten were wounded."
            ),
            [("killed", 7, 7), ("injured", 10, 10)],
        ),
    ],
)
def test_a_toll_told_later_joins_the_attack(coder, text, casualties):
    record = coder.code_text(text, published=PUBLISHED)
    first, *later = record.events
    assert later
    assert {event.same_as for event in later} == {first.id}
    assert [(c.kind, c.low, c.high) for c in first.casualties] == casualties
    assert first.date.basis == "relative"


def test_a_toll_before_its_attack_stands_in_one_event(coder):
    text = "Up to 30 fighters were killed in an air strike near Deir ez-Zor."
    record = coder.code_text(text)
    (event,) = record.events
    assert (event.mode, event.casualties[0].low, event.casualties[0].high) == ("aerial", None, 30)


def test_an_agreement_has_parties_and_provisions_and_its_promises_are_no_events(coder):
    record = coder.code_text(
        "The Taliban and the Afghan government signed a peace agreement in Doha on Monday.\n\n"
        "The Taliban will release 500 prisoners. The two sides will form a joint committee.",
        published=PUBLISHED,
    )
    (event,) = record.events
    assert event.type in {"AGREE", "SUPPORT"}
    assert event.agreement.parties == tuple(p.entity for p in event.actors)
    assert [p.text for p in event.actors] == ["Taliban", "Afghan government"]
    provisions = [(p.id, p.kind, p.by) for p in event.agreement.provisions]
    assert provisions == [
        ("p1", "prisoner_release", event.agreement.parties[:1]),
        ("p2", "joint_committee", event.agreement.parties),
    ]


@pytest.mark.parametrize(
    ("text", "edtf", "basis", "place"),
    [
        ("Turkey attacked Syria near Afrin on Monday.", "2021-05-10", "relative", "Afrin"),
        ("Turkey attacked Syria near Afrin on 3 May 2020.", "2020-05-03", "stated", "Afrin"),
        ("Turkey attacked Syria near Afrin.", None, None, "Afrin"),
        ("Turkey attacked Syria.", None, None, None),
    ],
)
def test_when_and_where(coder, text, edtf, basis, place):
    record = coder.code_text(text, published=PUBLISHED)
    (event,) = record.events
    assert (event.date.edtf if event.date else None) == edtf
    assert (event.date.basis if event.date else None) == basis
    mentions = {m.id: m.text for m in record.mentions}
    assert (mentions[event.place.mention] if event.place else None) == place


def test_fighting_without_parties_names_nobody(coder):
    record = coder.code_text("Fighting continued in Idlib on Monday.", published=PUBLISHED)
    assert all(not e.actors and not e.recipients for e in record.events)


@pytest.mark.parametrize(
    ("text", "casualties"),
    [
        (
            "Five soldiers died on Friday of wounds that they had sustained in an ambush.",
            [("killed", 5, 5)],
        ),
        (
            "Sergeant Amina Okello died in the north of wounds sustained in a mine blast.",
            [("killed", 1, 1)],
        ),
        ("The minister died in the north years after an ambush made him famous.", []),
    ],
)
def test_who_died_in_an_attack_is_counted(coder, text, casualties):
    record = coder.code_text(text, published=PUBLISHED)
    told = [(c.kind, c.low, c.high) for e in record.events for c in e.casualties]
    assert told == casualties
