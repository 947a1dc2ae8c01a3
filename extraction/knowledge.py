"""How an unnamed source knows what it tells: it saw it, was told, read it, or concluded it."""

import re

from extraction.clauses import PAST, PRETERITES
from extraction.model import AnonymityNumber, Knowledge
from extraction.nouns import noun_of
from extraction.wordlists import fold, read_classes

VERBS = read_classes("anonymity_knowledge.tsv")
_PAPER = (
    r"(?:reports?|documents?|memos?|memorand(?:um|a)|letters?|drafts?|contracts?|files?|term\ssheets?"
    r"|minutes|transcripts?"
    r"|cop(?:y|ies)|e-?mails?|texts?|agreements?|plans?|readings|records?|recordings?|filings?|accounts"
    r"|books|ledgers?|proposals?"
    r"|cables?|messages?|intelligence|assessments?|footage|photographs?|pictures|images|videos?"
    r"|correspondence|papers?|data"
    r"|figures|logs?|logbooks?|registers?|results|scans|charts|x-rays|notes?|slides|presentations?"
    r"|invoices?|receipts"
    r"|spreadsheets?|manuscripts?|rulings?|indictments?|complaints?|warrants?|maps?|blueprints|schedules?"
    r"|rosters?|lists?"
    r"|statements?|ballots|budgets?|audits?|bills?|briefing\spapers?|wording|evidence|tender|originals?"
    r"|manifests?|timesheets?|bids?|offers?"
    r"|lists?)"
)
_READING = (
    r"(?:saw|seen|read|reviewed|reviewing|examined|studied|viewed|inspected|shown|obtained|held|holds"
    r"|holding|handled|checked"
    r"|audited|drafted|drew\sup|typed|copied|translated|edited|refereed|rejected|leaked|compiled|collated"
    r"|signed\soff)"
)
_WHICH = (
    r"(?:parts?\sof\s|(?:a|an|the|his|her|its|their|both|all|some\sof|internal|several|two|three)\s"
    r"|cop(?:y|ies)\sof\s|[\w'’-]+\s){0,4}?"
)
_HEARING = r"(?:told|informed|briefed|assured|notified|updated|debriefed|apprised)"
# Marks of how somebody knows within what is said of them, the telling ones first.
_SHAPES: tuple[tuple[Knowledge, str], ...] = (
    (
        "told",
        r"\b(?:contents?|report|letter|text|message)s?\s(?:was\s|were\s)?(?:read|described|relayed"
        r"|dictated)\s(?:out\s)?to\s(?:him|her|them)\b"
        rf"|\b(?:was|were|been|being|be)\s(?:also\s|later\s)?{_HEARING}\b",
    ),
    (
        "document",
        rf"\b{_READING}\s{_WHICH}{_PAPER}\b|\b(?:have|has|had|having)\s(?:read|seen|reviewed"
        rf"|examined)\s(?:it|them|both)\b"
        rf"|\b(?:had|have|has|with|given|gained)\s(?:direct\s|full\s)?(?:access\sto|sight\sof"
        rf"|possession\sof|copies\sof|a\scopy\sof)\s{_WHICH}{_PAPER}\b"
        rf"|\bin\spossession\sof\s{_WHICH}{_PAPER}\b|\b(?:citing|quoting\sfrom"
        rf"|reading\sfrom)\s{_WHICH}{_PAPER}\b",
    ),
    (
        "told",
        rf"\b{_HEARING}\s(?:on|about|of|by|that)\b|\breceive[sd]?\s(?:\w+\s){{0,2}}(?:updates|briefings"
        rf"|reports|word)\b"
        r"|\b(?:heard|learned|learnt|had\sit|got\sit)\s(?:(?:of|about)\s)?(?:it\s|this\s|the\s\w+\s)?from\b"
        r"|\bheard\sabout\b"
        r"|\bmade\saware\b|\bkept\sabreast\b|\bin\s(?:close\s|regular\s|daily\s|direct\s)?(?:contact"
        r"|touch)\swith\b"
        r"|\b(?:spoke|spoken|speaks|talked|talks)\s(?:\w+ly\s)?(?:to|with)\s(?!(?-i:(?:[Tt]he\s)?[A-Z])"
        r"|(?:journalists|reporters|the\s(?:press|media)|on)\b)"
        r"|\b(?:had|have|has)\s(?:spoken\sof|told\s(?:him|her|them))\b",
    ),
    (
        "witnessed",
        r"\bwho\s(?:was|were|had\sbeen|is|are)\s(?:also\s)?(?:there|present|on\sboard|aboard|inside|outside"
        r"|nearby|standing|sitting|waiting"
        r"|queuing|travelling|walking|driving|passing|among|part\sof|involved|in\sthe|at\s(?:the|a)"
        r"|on\s(?:the|a)|near)\b"
        r"|\b(?:took|taking|taken)\spart\b|\bparticipa(?:ted|ting)\b|\bparticipants?\s(?:in|at)\b|\bdirectly\sinvolved\b"
        r"|\binvolved\sin\b"
        r"|\b(?:in\sthe\s(?:room|courtroom|chamber|cockpit|crowd|hall)|at\sthe\sscene|on\sthe\sscene"
        r"|eye-?witness(?:es)?)\b"
        r"|\bpresent\s(?:at|in|when|during|for)\b|\battendees?\b|\battending\b|\bat\sthe\smeeting\b"
        r"|\b(?:listened|sat|dialled|dialed)\sin\s(?:on|to)\b",
    ),
)
SHAPES = tuple((knowledge, re.compile(shape, re.IGNORECASE)) for knowledge, shape in _SHAPES)
# Up to here words after a source are told of it, and not what it tells.
SPEAKS = re.compile(
    r"(?<!who)(?<!and)\s(?:said|says|say|told|tells|added|wrote|claimed|confirmed|warned|insisted|put|noted"
    r"|estimated|described|recalled)\b"
)
# "Said they had been shown the contract", "he had been told by aides": how they know, within what they tell.
_SELVES = (
    r"(?:they|he|she|both|all|the\s(?:family|families|crew|staff|squad|team|players|wounded"
    r"|neighbours|patients|colleagues|villagers))"
)
TOLD_SELVES = re.compile(
    rf"\b(?:{_SELVES}\s(?:had|have|has|was|were)\s(?:all\s|both\s|also\s|later\s)?(?:been\s)?(?:{_HEARING}"
    rf"|heard\s(?:it\s)?from|spoken\sof)\b)"
)
READ_SELVES = re.compile(
    rf"\b(?:they|he|she|both|all)\s(?:had|have|has)\s(?:all\s|both\s|been\s"
    rf"|personally\s)?{_READING}\s{_WHICH}{_PAPER}\b"
)
# "A doctor who walked through the ward": what somebody did, which is how they know. "Who (had) (verb)".
DID = re.compile(
    r"\bwho\s(?:(?P<perfect>has|have|had)\s)?(?:(?:himself|herself|themselves|also|later|first|then|once"
    r"|twice|narrowly)\s)*(?P<verb>[a-z]+)\b"
    r"(?!\s(?:for|at|as|under|there|anonymity|the\s(?:company|firm|group|party|agency|ministry|job|post))\b)"
)
WORKED_ON = re.compile(r"\bwho\s(?:ha(?:s|ve|d)\s)?(?:worked|served)\s(?:on|aboard|the|that|as\spart)\b")
# People there by their own noun.
THERE = frozenset(
    "witness witnesses eyewitness eyewitnesses bystander bystanders onlooker onlookers survivor survivors"
    " passenger passengers"
    " attendee attendees spectator spectators passer-by passers-by".split()
)
# Where somebody stood or what they were doing when it happened: "a man waiting at the cordon".
SITUATED = re.compile(
    r"\s(?:waiting|standing|queuing|queueing|sitting|trapped|sheltering|fleeing|leaving|returning|aboard"
    r"|on\sboard|watching"
    r"|camped|stranded|pulled)\b"
)
# "From the angle of the craters", "must have", "can only have": concluded from what is known.
DEDUCED = re.compile(
    r"\b(?:must|can(?:not|\sonly)?|could(?:\snot|\sonly)?|couldn['’]t|can['’]t)\shave\s(?:been\s)?\w+"
    r"|\bonly\s(?:\w+\s){1,3}(?:has|have|had|could|can)\b.{1,100}\band\b"
)
FROM_FACTS = re.compile(r"\b(?:because|since|given|from\sthe|therefore|only)\b", re.IGNORECASE)
CONCLUDED = re.compile(
    r"\b(?:deduc(?:ed|ing)|infer(?:red|ring)|concluded\sfrom|worked\s(?:it\s)?out\sfrom|by\selimination"
    r"|it\sfollow(?:s|ed)\sthat"
    r"|the\sonly\s(?:\w+\s)?explanation|(?:from|based\son)\sthe\s(?:angle|shape|size|position|depth|marks"
    r"|timing|spread|trajectory|state|length))\b",
    re.IGNORECASE,
)
# Where another source begins to speak: ", but a hospital official said".
OTHER_SPEAKS = re.compile(
    r",?\s(?:but|while|and|whereas|though)\s(?=(?:an?|the|one|another|two|three|four|five"
    r"|several)\s[^,;.]{2,60}?\s(?:said|told|says)\b)|[;]"
)
# From a part or from the past to the whole or the future.
INDUCED = re.compile(
    r"\b(?:extrapolat\w+|going\sby\s(?:what|the|past)|judging\s(?:by|from)|generali[sz]ing"
    r"|if\s(?:the\s)?past\b|on\spast\s(?:form|experience)"
    r"|from\s(?:a\ssample|similar\scases)|based\son\s(?:a\ssample|past|previous|earlier|similar)"
    r"|by\sanalogy|as\sin\s(?:past|previous|earlier)\syears"
    r"|the\spattern\sof\spast|projecting\sfrom)\b",
    re.IGNORECASE,
)
# "Two guards said they had been shown the door", "their rations had run out": what befell the speakers.
THEIR_STORY = re.compile(
    r"\b(?:said|say|told\s[A-Z]\w+)\s(?:that\s)?(?:they\s(?:had|were|saw|heard)"
    r"|their\s(?:own\s)?\w+\s(?:had|were))\b"
)
_OWN = (
    r"(?:seen|heard|watched|found|felt|smelled|counted|treated|carried|helped|signed|sold|bought|paid"
    r"|lost|been|knocked|never\sseen|driven|buried|pulled|run)"
)
HIS_STORY = re.compile(
    rf"\b(?:said|says|told\s[A-Z]\w+)\s(?:that\s)?(?:(?:he|she)\s(?:himself\s|herself\s)?(?:saw|heard"
    rf"|watched|counted|felt|had\s(?:\w+ly\s|never\s)?{_OWN}))\b"
)
# "We buried them at night": in a quotation, what the speaker did.
MY_STORY = re.compile(r"\b(?:I|we|We)\s(?:(?:just|all|both|only|never|even|[a-z]+ly)\s)*(?P<verb>[a-z]+)\b")
US = re.compile(
    r"\b(?P<who>\w+)\s(?:told|rang|called|texted|phoned|messaged|warned|informed|assured)\s(?:me|us)\b"
)
NO_MORE = re.compile(r"\b[Ww]e\s(?:have|had)\s(?:no|nothing|run)\b")
# What one thinks or was told is nothing seen.
NO_DEED = frozenset(
    "said told thought believed hoped expected wanted knew understood heard learned learnt decided agreed"
    " asked had was were needed".split()
)
# Whose words in the first person may be the office's.
FOR_OFFICE = frozenset(
    "source sources official officials aide aides spokesman spokeswoman insider insiders".split()
)
TO_READER = frozenset("they nobody".split())


def knowledge_of(descriptor: str, sentence: str, number: AnonymityNumber) -> Knowledge:
    """Return how a source knows: by its own words, by those after it, or by what it tells."""
    before, _, after = sentence.partition(descriptor)
    speaks = SPEAKS.search(after)
    beside = after[: speaks.start()] if speaks else after
    for words in (descriptor, beside):
        if told := told_of(words):
            return told
    noun = noun_of(descriptor)
    if noun in THERE or SITUATED.search(descriptor):
        return "told" if _is_told_in(before) else "witnessed"
    if INDUCED.search(sentence) and not OTHER_SPEAKS.search(after):
        return "induced"
    if CONCLUDED.search(sentence) or (DEDUCED.search(sentence) and FROM_FACTS.search(sentence)):
        return "deduced"
    return _by_story(noun, before, OTHER_SPEAKS.split(after)[0], number)


def told_of(words: str) -> Knowledge | None:
    """Return how somebody knows whom `words` describe, by the first mark that they bear."""
    for knowledge, shape in SHAPES:
        if shape.search(words):
            return knowledge
    if "who" not in words:
        return None
    if WORKED_ON.search(words):
        return "witnessed"
    # "The man who built the mill": it says who he is, and not how he knows.
    is_told_apart = re.match(r"the\s(?:\w+\s)?\w+\swho\b", words, re.IGNORECASE) is not None
    deeds = (_is_deed(did, is_told_apart) for did in DID.finditer(words))
    return "witnessed" if any(deeds) else None


def _is_deed(did: re.Match[str], is_told_apart: bool) -> bool:
    verb = did["verb"]
    told = VERBS.get(verb)
    is_past = bool(did["perfect"]) or verb in PRETERITES or verb in PAST or verb.endswith("ed")
    return told == "witnessed" or (told is None and is_past and not is_told_apart)


def _is_told_in(quoted: str) -> bool:
    return any(fold(told["who"]) not in TO_READER for told in US.finditer(quoted))


def _by_story(noun: str, before: str, after: str, number: AnonymityNumber) -> Knowledge:
    """Return how a source knows by what it tells of itself: it was told, it read, it was there."""
    if READ_SELVES.search(after):
        return "document"
    if TOLD_SELVES.search(after):
        return "told"
    if number.startswith("several") and THEIR_STORY.search(after):
        return "witnessed"
    if noun in FOR_OFFICE:
        return "unknown"
    if _is_told_in(before) or _is_told_in(after):
        return "told"
    is_own = any(
        (story["verb"] in PRETERITES or story["verb"] in PAST or story["verb"].endswith("ed"))
        and story["verb"] not in NO_DEED
        for story in MY_STORY.finditer(before + after)
    )
    if is_own or NO_MORE.search(before) or US.search(before) or HIS_STORY.search(after):
        return "witnessed"
    return "unknown"
