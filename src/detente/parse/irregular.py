"""Irregular English verbs and plurals, as `base past participle` and `singular plural`."""

_VERBS = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent bent|bet bet bet
bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought
broadcast broadcast broadcast|build built built|burst burst burst|buy bought bought|cast cast cast|catch caught caught
choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug
do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
fight fought fought|find found found|flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden
foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|forsake forsook forsaken|freeze froze frozen
get got gotten|give gave given|go went gone|grind ground ground|grow grew grown|have had had|hear heard heard|hide hid hidden
hit hit hit|hold held held|hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led
leave left left|lend lent lent|let let let|lose lost lost|make made made|mean meant meant|meet met met|mislead misled misled
mistake mistook mistaken|outgun outgunned outgunned|overcome overcame overcome|overhear overheard overheard|overrun overran overrun
oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|partake partook partaken|pay paid paid
prove proved proven|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|repay repaid repaid|resell resold resold
rethink rethought rethought|retake retook retaken|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said
see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed|shine shone shone
shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|slay slew slain
sleep slept slept|slide slid slid|speak spoke spoken|speed sped sped|spend spent spent|spill spilt spilt|spin spun spun|split split split
spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|sting stung stung|stride strode stridden
strike struck struck|string strung strung|strive strove striven|swear swore sworn|sweep swept swept|swell swelled swollen
swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought
throw threw thrown|thrust thrust thrust|tread trod trodden|undercut undercut undercut|undergo underwent undergone
understand understood understood|undertake undertook undertaken|undo undid undone|uphold upheld upheld|upset upset upset
wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound|withdraw withdrew withdrawn
withhold withheld withheld|withstand withstood withstood|wring wrung wrung|write wrote written|rewrite rewrote rewritten
hamstring hamstrung hamstrung|backslide backslid backslid|bid bid bid|behold beheld beheld|befall befell befallen
besiege besieged besieged|airlift airlifted airlifted|countermand countermanded countermanded|outdo outdid outdone
outrun outran outrun|redo redid redone|retell retold retold|unwind unwound unwound|beset beset beset|abide abode abided
die died died|lie lied lied|tie tied tied|vie vied vied|untie untied untied|dye dyed dyed|free freed freed|flee fled fled
gas gassed gassed|bus bused bused|focus focused focused|bias biased biased|canvas canvased canvased|veto vetoed vetoed
""".replace("\n", "|")

_BE = {"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "'m": "be", "'re": "be", "'s": "be"}
_MODAL = {"ca": "can", "wo": "will", "sha": "shall", "'ll": "will", "'d": "would"}
_GERUNDS = {"dying": "die", "lying": "lie", "tying": "tie", "vying": "vie", "untying": "untie", "dyeing": "dye", "fleeing": "flee",
            "freeing": "free", "agreeing": "agree", "seeing": "see", "overseeing": "oversee", "being": "be"}  # fmt: skip
_THIRD = {"does": "do", "goes": "go", "has": "have", "dies": "die", "lies": "lie", "ties": "tie", "vies": "vie", "undergoes": "undergo",
          "'s": "be", "vetoes": "veto", "gases": "gas", "focuses": "focus"}  # fmt: skip

_PLURALS = """
man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice|ox oxen|knife knives|wife wives|life lives|leaf leaves
half halves|thief thieves|wolf wolves|shelf shelves|calf calves|loaf loaves|self selves|scarf scarves|hoof hooves|crisis crises
axis axes|basis bases|thesis theses|analysis analyses|hypothesis hypotheses|emphasis emphases|oasis oases|phenomenon phenomena
criterion criteria|datum data|medium media|bacterium bacteria|stratum strata|curriculum curricula|memorandum memoranda
referendum referenda|stimulus stimuli|nucleus nuclei|alumnus alumni|shoe shoes|hero heroes|potato potatoes|tomato tomatoes|veto vetoes
torpedo torpedoes|embargo embargoes|volcano volcanoes|mosquito mosquitoes|echo echoes|cargo cargoes|negro negroes
bus buses|gas gases|virus viruses|campus campuses|census censuses|status statuses|bonus bonuses|focus focuses|lens lenses|alias aliases
movie movies|zombie zombies|cookie cookies|rookie rookies|newbie newbies|calorie calories|brownie brownies|pie pies|tie ties|lie lies
die dies|species species|series series|means means|news news|headquarters headquarters|barracks barracks|person persons
passerby passersby|coup coups|corps corps|fedayee fedayeen|mujahid mujahideen|talib taliban
""".replace("\n", "|")


REGULAR_BASES = frozenset(
    "abduct accede airdrop annex ban bar boycott bus cane cede concede conscript convene defuse depose derail devastate dispel embargo expel "
    "explode extradite free fuel gun hang harass impede implode imprison incite interdict intern invade jam jail kidnap label level lob "
    "loot maim maraud massacre maul mediate mine mutiny negotiate obliterate oust overpower patrol pelt picket pilfer pillage plunder "
    "pound propel punish purge quarantine quell raid ram ransack ransom rape ravage raze rebel recede recruit regain regroup rescind resettle "
    "retaliate retreat revoke rig riot robe rob rocket sabotage sack sanction scorch secede sever shackle shell shutter skirmish slap "
    "smuggle snipe stab starve stone storm strafe suicide summon supersede surrender swap taunt tighten topple torch torpedo "
    "torture traffic trample trap traverse uproot usurp vandalize veto volley welcome withhold wreck wage wane beset bedevil".split()
)
"""Regular verbs of conflict news whose spelling alone leaves more than one base form open."""


def irregular_forms() -> dict[tuple[str, str], str]:
    """Return (lower-cased form, Penn tag) -> lemma for every irregular verb and noun listed here."""
    table: dict[tuple[str, str], str] = {}
    for entry in filter(None, _VERBS.split("|")):
        base, past, participle = entry.split()
        table[past, "VBD"] = base
        table[participle, "VBN"] = base
        table.setdefault((past, "VBN"), base)
        table.setdefault((participle, "VBD"), base)
    for entry in filter(None, _PLURALS.split("|")):
        singular, plural = entry.split()
        table[plural, "NNS"] = singular
    for tag in ("VB", "VBD", "VBN", "VBP", "VBZ", "VBG"):
        table |= {(form, tag): lemma for form, lemma in _BE.items()}
    table |= {(form, "MD"): lemma for form, lemma in _MODAL.items()}
    table |= {(form, "VBG"): lemma for form, lemma in _GERUNDS.items()}
    table |= {(form, "VBZ"): lemma for form, lemma in _THIRD.items()}
    table |= {("n't", "RB"): "not", ("'ve", "VBP"): "have", ("'ve", "VB"): "have", ("'d", "VBD"): "have", ("an", "DT"): "a"}
    return table
