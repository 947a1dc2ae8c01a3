"""What a mention's own words say of its source: its kind, its name, the noun it turns on."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extraction.capitals import is_capital, kind_by_name_word, leading_name, without_suffix
from extraction.capitals import is_name as is_name
from extraction.known import KNOWN
from extraction.media import describe_medium
from extraction.model import SourceKind
from extraction.nouns import AFTER_HEAD, HEADS, WORD, head, head_word, is_agent, kind_of_head, singular
from extraction.wordlists import fold, read_rows, read_words, words_in

# A mention longer than this is a description, of which the beginning tells enough.
MENTION_CHARS = 240
DETERMINER = re.compile(
    r"(?:the|a|an|this|that|these|those|its|his|her|their|our|my|some|several|many|most|no|few|fewer|two"
    r"|three|four"
    r"|five|six|seven|eight|nine|ten|\d+-year-old|\d+|one|another|other|both|all|any|a number of|dozens of"
    r"|a group of)\s+",
    re.IGNORECASE,
)
# "One of the two negotiators" is a negotiator; "four current and two former members" are members.
PARTITIVE = re.compile(
    r"(?:one|two|three|four|five|six|some|several|many|most|both|all|none|a few)\sof\s", re.IGNORECASE
)
# "A second", "another", "one of them": one more of a group met before, or of those who did something.
ONE_MORE = re.compile(
    r"(?:a\s(?:second|third|fourth|fifth|sixth)|another|one\sof\s(?:them|those|the\s(?:two|three|four|few"
    r"|many))(?:\swho\s.+)?)",
    re.IGNORECASE,
)
# Of these a capital only tells that they open their sentence: "Word from the palace".
INDEFINITE = frozenset(("someone", "somebody", "word", "talk", "gossip", "chatter"))
# Prosecutors speak as one, as the police do.
WITH_ONE_VOICE = frozenset(
    f"{which}prosecutors" for which in ("", "the ", "federal ", "state ", "public ", "military ", "local ")
)
SPOKESPERSON = re.compile(
    r"(?:[a-z]+\s)?spokes(?:man|woman|person)\s(?:for|of)\s(?:the\s)?(?P<body>[^,]{2,80})"
    r"|(?P<before>[A-Z][^,]{1,60}?)(?:['’]s?)?\sspokes(?:man|woman|person)"
)
# "A foreign ministry spokesman" speaks for a state, on record.
SPOKESMAN_OF_OFFICE = re.compile(
    r"(?:[Ss]enior\s)?(?P<office>[A-Za-z][^,]{1,50}?)(?:['’]s)?\sspokes(?:man|woman|person)"
)
UNNAMED = re.compile(r"\b(?:named|identified|anonymity|anonymous|anonymously|unnamed|name|surname)\b")
# Plain words, then a name: who or what bears the name is told before it.
DESCRIBED_NAME = re.compile(
    r"(?P<what>(?:[A-Z][\w'’-]+\s){0,2}(?:[a-z][\w'’-]*\s)*?[a-z][\w'’-]*)\s"
    r"(?P<name>(?:[A-Z][\w.'’-]*\s(?:(?:al|bin|van|von|de|del|der|la)\s)?){0,3}[A-Z][\w'’-]+)"
)
# A first name alone where the full one is withheld, or a changed one.
PSEUDONYM = re.compile(
    r"\b(?:surname|last\sname|family\sname|full\sname|real\sname|identity|name)\s(?:is|was|has|had|not|be"
    r"|being)\b[^.]{0,40}"
    r"\b(?:withheld|changed|used|published|given|real)|\bnot\s(?:his|her|their)\sreal\sname\b"
    r"|\b(?:not|only|just)\s[^.,]{0,30}\b(?:first\sname|surname|last\sname|full\sname|family\sname)\b"
)
# "An aide to Senator Crewe" is not the senator.
OF_TITLED = re.compile(
    r"\b[a-z]+\s(?:close\s)?(?:to|for|by|with)\s|\b(?:friend|ally|allies|relative|associate|supporter"
    r"|critic)s?\sof\s"
)
# "Captain Hale's widow" is not the captain.
POSSESSED = re.compile(r"[A-Z][\w-]*['’]s?\s[a-z]")
# "Orme Bank's Hale", "Orme's senior adviser Ada Brown": a person, told by whose they are.
OF_OWNER = re.compile(
    r"[A-Z][^,]{1,60}?['’]s?\s(?P<who>(?:[a-z][\w-]*\s){0,4}(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]+)"
)
BODY_WITH_AND = re.compile(r"(?:[A-Z][\w'’-]*,?\s)+and\s(?:[A-Z][\w'’-]*\s)*[A-Z][\w'’-]*")
# Whose somebody is: "Hale's widow", "his lawyer", "the clinic's owner".
POSSESSOR = re.compile(r"(?:his|her|its|their|(?:the\s)?[^,]{1,60}['’]s?)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a mention tells of its source by itself, before the rest of the article is asked."""

    kind: SourceKind
    name: str
    head: str = ""
    is_definite: bool = False
    is_plural: bool = False
    is_named: bool = False


OFFICES = read_words("source_offices.txt")
# Whoever is one of these is somebody's voice, or one of many: "his spokesman", "its source".
NOBODY_ALONE = frozenset(
    "spokesman spokeswoman spokesperson source official insider person member staff".split()
)
TITLES = tuple(row[0] for row in read_rows("source_titles.txt"))
GIVEN_NAMES = {name: row[0] for row in read_rows("source_given_names.tsv") for name in row[1].split()}
_TITLE = "|".join(sorted((re.escape(title) for title in TITLES), key=len, reverse=True))
TITLE_BEFORE_NAME = re.compile(rf"(?i:(?:.*[\s-])?(?:{_TITLE}))\s+(?=[^\W\d_])(?![a-z])")

# With these a title ends.
TITLE_ENDS = frozenset(re.findall(r"\w+", title.casefold())[-1] for title in TITLES)


def find_title(words: str) -> re.Match[str] | None:
    """Return the title that `words` begin with before a name, None where they do not."""
    return None if TITLE_ENDS.isdisjoint(words_in(words)) else TITLE_BEFORE_NAME.match(words)


# "The U.N." is called so, whether its last stop ends a sentence or is left out of its mention.
WITH_STOPS = re.compile(r"(?:^|\s)(?:[A-Z]\.)+[A-Z]$")


@lru_cache(maxsize=4096)  # a name is asked about wherever it stands
def describe_mention(words: str) -> Portrait:
    """Return what the words of one mention, as "the US ambassador, John Hale", say of its source."""
    mention = " ".join(words[:MENTION_CHARS].split()).strip(" ,;:.()[]\"“”'‘’–—-")
    mention = f"{mention}." if WITH_STOPS.search(mention) else mention
    if mention.isupper() and kind_of_head(mention.lower()):
        # "THE FOREIGN MINISTRY", in a wire in capitals, is no name
        mention = mention.lower()
    bare = _without_determiner(mention)
    is_definite = bool(re.match(r"(?:the|this|that|these|those)\b", mention, re.IGNORECASE))
    known = KNOWN.get(fold(bare)) if is_capital(bare) else None
    if known:
        return Portrait(known[0], known[1], is_definite=True, is_named=True)
    first, _, apposition = bare.partition(", ")
    medium = describe_medium(first) or (bare != mention and describe_medium(mention.partition(", ")[0]))
    if medium:
        return Portrait(
            medium.kind, medium.name or mention, head=head(first), is_definite=True, is_named=True
        )
    if PSEUDONYM.search(mention) and is_name(AFTER_HEAD.split(first)[0]):
        return Portrait("anonymous", mention, head="person")
    if ONE_MORE.fullmatch(mention.partition(",")[0]):
        return Portrait("anonymous", mention, head="other")
    if (owned := OF_OWNER.fullmatch(bare)) and (whose := describe_mention(owned["who"])).kind == "person":
        return whose
    if parted := PARTITIVE.match(mention):
        whole = describe_mention(mention[parted.end() :])
        if whole.kind == "unknown":
            whole = describe_mention(DETERMINER.sub("some ", mention[parted.end() :], count=1))
        is_one = fold(parted[0]).startswith("one")
        return (
            whole if whole.is_named else replace(whole, name=mention, is_definite=False, is_plural=not is_one)
        )
    return (
        _describe_spokesperson(bare)
        or _describe_person(first)
        or _describe_described_name(first)
        or _describe_by_head(mention, first, apposition, is_definite)
        or _describe_name(first)
        or Portrait("unknown", mention, head=head(first), is_definite=is_definite)
    )


def _describe_person(first: str) -> Portrait | None:
    titled = find_title(first)
    if POSSESSED.search(first) or (titled and OF_TITLED.search(first, 0, titled.end())):
        return None
    name = leading_name(first[titled.end() :] if titled else first)
    words = name.split()
    if not words or kind_by_name_word(words) or fold(name) in KNOWN or _is_no_surname(words[-1]):
        return None
    if titled or (len(words) > 1 and words[0] in GIVEN_NAMES):
        return Portrait("person", name, head=head(first), is_definite=True, is_named=True)
    return None


def _is_no_surname(word: str) -> bool:
    """Say whether a name's last word tells that it names no person; people are called Baker and Judge."""
    return HEADS.get(word.casefold(), "anonymous") != "anonymous"


def _describe_spokesperson(bare: str) -> Portrait | None:
    """Take who speaks for a named body, without a name of their own, for that body."""
    spoken = SPOKESPERSON.fullmatch(bare)
    if not spoken:
        office = SPOKESMAN_OF_OFFICE.fullmatch(bare)
        is_state = office and kind_of_head(office["office"]) == "government"
        if not office or not is_state or UNNAMED.search(bare):
            return None
        return Portrait("government", office["office"], head="spokesman", is_definite=True)
    body = spoken["body"] or spoken["before"]
    portrait = describe_mention(body)
    # Two capitals alone may be a firm's: only a title or a given name makes sure that it is a person's.
    is_person = portrait.kind == "person" and portrait.head != ""
    if is_person or portrait.kind in ("anonymous", "group") or UNNAMED.search(bare):
        return None
    if portrait.kind == "unknown" and not (spoken["body"] and is_name(body.split()[-1])):
        return None
    kind: SourceKind = "organisation" if portrait.kind in ("unknown", "person") else portrait.kind
    return Portrait(kind, portrait.name, head="spokesman", is_definite=True, is_named=portrait.is_named)


def _describe_described_name(first: str) -> Portrait | None:
    """Read a name by the plain words before it: "coroner Basil Orme", "the shipping line Pelagos"."""
    described = DESCRIBED_NAME.fullmatch(first)
    if not described or AFTER_HEAD.search(described["what"]):
        return None
    name, noun = described["name"], singular(head(described["what"]))
    kind = kind_of_head(described["what"])
    is_person = kind == "anonymous" or (
        kind is None and _is_full_name(name) and not kind_by_name_word(name.split())
    )
    if is_person:
        return Portrait("person", name, head=noun, is_definite=True, is_named=True)
    if kind in ("organisation", "government", "news_agency", "outlet", "group"):
        return Portrait(kind, name, head=noun, is_definite=True, is_named=True)
    return None


def _is_full_name(name: str) -> bool:
    return 2 <= len(name.split()) <= 3 and not any(word.isupper() and len(word) > 2 for word in name.split())


def _describe_by_head(mention: str, first: str, apposition: str, is_definite: bool) -> Portrait | None:
    noun, kind = singular(head(first)), kind_of_head(first)
    has_number = is_agent(noun) and (head(first) != noun.removesuffix("s") or DETERMINER.match(mention))
    if kind is None and not is_definite and has_number and not is_capital(head_word(first)):
        kind, noun = "anonymous", noun.removesuffix("s")
    is_plural = head(first) != noun or noun in ("people", "media")
    # "Executives at two mills": a plural is no name for standing first in its sentence.
    is_paper = kind in ("document", "dataset")
    opens = (is_plural or is_paper or noun in INDEFINITE) and first.startswith(head_word(first))
    beside = apposition.split(",")[0]
    told = DESCRIBED_NAME.fullmatch(beside)
    name = told["name"] if told else leading_name(beside)
    if kind is None and is_definite and _is_full_name(name) and not kind_by_name_word(name.split()):
        return Portrait("person", name, head=noun, is_definite=True, is_named=True)
    if kind == "organisation" and is_plural and re.search(r"\swho\s", mention):
        # "two operators who were on shift": who, not what
        kind = "anonymous"
    if kind is None or (is_capital(head_word(first)) and not opens):
        return None
    is_hidden = PSEUDONYM.search(mention) is not None
    if kind == "anonymous" and name and not (is_plural or is_hidden or kind_by_name_word(name.split())):
        return Portrait("person", name, head=noun, is_definite=True, is_named=True)
    if noun == "agency" and "news" in fold(first).split():
        kind = "news_agency"
        named = _known_name_within(mention)
        if named:
            return Portrait(kind, named, head=noun, is_definite=True, is_named=True)
    if kind == "anonymous" and not is_plural and _is_only_one(mention, noun, is_definite):
        return Portrait("person", mention, head=noun, is_definite=True)
    if is_plural and fold(mention) in WITH_ONE_VOICE:
        kind = "government"
    return Portrait(kind, mention, head=noun, is_definite=is_definite, is_plural=is_plural)


def _is_only_one(mention: str, noun: str, is_definite: bool) -> bool:
    """Say whether a description fits one person only: an office's holder, somebody's relative or lawyer."""
    if re.search(r"\swho(?:se)?\s", mention) or UNNAMED.search(mention):
        return False
    if POSSESSOR.match(mention) and not (is_definite and noun not in OFFICES):
        return noun not in NOBODY_ALONE
    return is_definite and noun in OFFICES


def _describe_name(first: str) -> Portrait | None:
    words = WORD.findall(first)
    # "Medicines and Blood Products Authority": one body, told by its last word.
    if BODY_WITH_AND.fullmatch(first) and (body := kind_by_name_word(words[-1:])):
        return Portrait(body, first, is_definite=True, is_named=True)
    name = first if is_name(AFTER_HEAD.split(first)[0]) else ""
    kind = kind_by_name_word(WORD.findall(AFTER_HEAD.split(first)[0]))
    if not name:
        return None
    if kind:
        return Portrait(kind, name, is_definite=True, is_named=True)
    noun = singular(words[-1].casefold())
    if HEADS.get(noun) == "group":
        return Portrait("group", name, head=noun, is_plural=True)
    if len(words) == 1 and len(name) > 1 and name.isupper():
        return Portrait("organisation", name, is_definite=True, is_named=True)
    name = AFTER_HEAD.split(first)[0]
    if 2 <= len(name.split()) <= 4 and not name.isupper():
        # "Pianist Ada Brown": a sentence gives the calling its capital.
        calling, _, rest = name.partition(" ")
        is_told = " " in rest and kind_of_head(calling) == "anonymous"
        named, noun = (rest, fold(calling)) if is_told else (without_suffix(name), "")
        return Portrait("person", named, head=noun, is_definite=True, is_named=True)
    return Portrait("unknown", name, is_definite=True, is_named=True)


def _known_name_within(mention: str) -> str | None:
    for word in WORD.findall(mention):
        known = KNOWN.get(fold(word))
        if known and known[0] == "news_agency":
            return known[1]
    return None


def _without_determiner(mention: str) -> str:
    determiner = DETERMINER.match(mention)
    return mention[determiner.end() :] if determiner else mention
