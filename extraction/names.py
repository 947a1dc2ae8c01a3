"""The names of an article: who and what is written with capitals, with the title before a person's name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extraction.capitals import without_suffix
from extraction.kinds import GIVEN_NAMES, describe_mention, find_title
from extraction.known import KNOWN
from extraction.media import CALLED_MEDIUM
from extraction.model import SourceKind, Span
from extraction.wordlists import fold

# A full stop stands within a name only after an initial or a title; elsewhere it ends a sentence.
CAPITAL_RUN = re.compile(
    r"(?:(?:[^\W\d_a-zß-öø-ÿ]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gen|Col|Maj|Lt|Sgt|Capt|Gov|Rev|St|Adm|Cmdr)\.|[^\W\d_a-zß-öø-ÿ][\w'’-]*)"
    r"(?:[ \t\xa0](?:(?:of|al|bin|van|von|de|del|der|la)[ \t\xa0])?[^\W\d_a-zß-öø-ÿ][\w'’-]*){0,8}"
)
# Words that a sentence gives a capital before a name: "If Ada Brown …", "But Hale …".
BEFORE_NAME = re.compile(
    r"(?:If|When|While|As|Although|Though|Because|Since|After|Before|But|And|Or|So|Yet|For|With|Without|In|On|At|By|From"
    r"|To|Of|Like|Unlike|Then|Now|Did|Does|Is|Was|Will|Would|Can|Could|Has|Had|That|Both|Even|Only|Despite|Until|Not|Nor"
    r"|Following|Including|Through|Under|Over|Between|Against|About|Into|Among|During|Before|Whether|Once|Later|Still|Also|Where|Who|Why|How|What|According\sto|Asked|Meet|Former|Republican|Republicans|Democrat|Democratic"
    r"|Conservative|Labour|Liberal|Green|Socialist)\s+(?=[^\W\d_a-z])"
)
# "Port Stanley", "Santa Clara": first words that places have and people hardly ever.
PLACE_WORD = re.compile(
    r"(?:Port|Puerto|Mount|Mt|Santa|Santo|San|São|Saint|St|Ste|Lake|Loch|Fort|Ft|Cape|Los|Las|New|Old|Upper|Lower"
    r"|North|South|East|West|Northern|Southern|Eastern|Western|Central|Great|Greater)\b"
)
# "Off Port Ellery", "sailed from Mount Isa", "left Orme Bay": where something is or goes.
TO_PLACE = re.compile(
    r"(?:\b(?:in|at|off|near|outside|inside|around|across|through|into|onto|towards?)"
    r"|\b(?:left|leaving|leave|leaves|reached|reaching|entered|entering)"
    r"|\b(?:flew|fly|sailed|travel?led|drove|went|walked|moved|returned|came|arrived|fled|headed|bound)\s(?:back\s)?(?:to|from|for|via))"
    r"\s$",
    re.IGNORECASE,
)
TO_PLACE_CHARS = 24


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the text writes it, without its title."""

    span: Span
    words: str
    kind: SourceKind
    title: str = ""
    is_place: bool = False
    """Whether it is, as it stands here, a place's by all appearances: nobody that "he" could be."""


@lru_cache(maxsize=1)  # names and introductions begin with them
def find_capital_runs(text: str) -> tuple[re.Match[str], ...]:
    """Return the runs of capitalised words in `text`, in order."""
    return tuple(CAPITAL_RUN.finditer(text))


@lru_cache(maxsize=1)  # who is quoted and whom "he" means are both asked of an article's names
def find_names(text: str) -> tuple[Name, ...]:
    """Return the names of persons and news agencies in `text`, in order."""
    names: list[Name] = []
    for run in find_capital_runs(text):
        words = without_suffix(run[0])
        start = run.start()
        while led := BEFORE_NAME.match(words):
            words, start = words[led.end() :], start + led.end()
        known = KNOWN.get(fold(words))
        if known:
            if known[0] == "news_agency":
                names.append(Name(Span(start, start + len(words)), known[1], "news_agency"))
            continue
        if " " not in words:
            continue
        if CALLED_MEDIUM.search(text, max(0, start - 20), start):
            continue
        portrait = describe_mention(words)
        is_owned = "'s " in portrait.name.replace("’", "'")
        if portrait.kind == "person" and portrait.is_named and words.endswith(portrait.name) and not is_owned:
            titled = find_title(words)
            title = fold(words[: titled.end()]) if titled else ""
            end = start + len(words)
            span = Span(end - len(portrait.name), end)
            is_place = not title and _is_place(text, span)
            names.append(Name(span, portrait.name, "person", title, is_place))
    return tuple(names)


def _is_place(text: str, span: Span) -> bool:
    """Say whether a name has a place's first word, or stands where something goes to."""
    if PLACE_WORD.match(text, span.start):
        return True
    before = text[max(0, span.start - TO_PLACE_CHARS) : span.start]
    return span.of(text).split()[0] not in GIVEN_NAMES and TO_PLACE.search(before) is not None
