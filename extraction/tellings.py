"""Attributions by other forms than a verb of saying: "word from the palace is that", "put the cost at"."""

import re
from collections.abc import Iterator

from extraction.clauses import has_subject, is_plural
from extraction.contents import Stretch, mode_of
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.lists import trim
from extraction.media import medium_at
from extraction.model import Attribution, Span
from extraction.wordlists import fold

_WHO = r"(?P<who>[^\W_][^,;:.!?\n\"“”()]{1,100}?)"
_WHOM = _WHO.replace("<who>", "<whom>")
_ASIDE = r"(?:,\s[^;:.!?\n\"“”]{3,160}?,)?"
_CUES = (
    r"allege[sd]?|reckon(?:s|ed)?|reason(?:s|ed)|recall(?:s|ed)?|recount(?:s|ed)?|insist(?:s|ed)?"
    r"|maintain(?:s|ed)?|concede[sd]?|acknowledge[sd]?"
    r"|contend(?:s|ed)?|assert(?:s|ed)?|claim(?:s|ed)?|admit(?:s|ted)?|confirm(?:s|ed)?|warn(?:s|ed)?"
    r"|predict(?:s|ed)?|estimate[sd]?|conclude[sd]?"
    r"|complain(?:s|ed)?|explain(?:s|ed)?|observe[sd]|relate[sd]?|testif(?:y|ies|ied)|reveal(?:s|ed)?"
    r"|disclose[sd]?|confide[sd]?|said|says?|reported"
)
_NUMBER = (
    r"(?:[$€£]?\d|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|zero)\b)"
)
_ABOUT = (
    r"(?:(?:about|around|some|nearly|almost|more\sthan|less\sthan|up\sto|at\sleast|between|just|only"
    r"|over|under|roughly|nearer)\s)*"
)
# Each with a word or mark that it cannot do without.
FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    # "In government circles it is being said that …"
    (
        (" circles", " quarters", " ranks"),
        re.compile(
            r"(?:In|Within|Among|Inside)\s(?P<who>[^,.;:]{0,60}?\b(?:circles|quarters"
            r"|ranks)\b[^,.;:]{0,40}?),?\s"
            r"(?P<cue>it\s(?:is|was|has\sbeen)\s(?:being\s|widely\s|often\s|openly\s)?(?:said|whispered"
            r"|rumou?red|understood|believed|reported))\s"
            r"(?P<what>that\s.+)",
            re.DOTALL,
        ),
    ),
    # "The word from the palace is that …"
    (
        (" is that ", " was that "),
        re.compile(
            r"(?P<who>(?:The\s)?(?:[Ww]ord|[Tt]alk|[Rr]umou?r|[Gg]ossip|[Cc]hatter|[Ww]hisper"
            r"|[Bb]uzz)\s(?:from|in|on|at|among|around|inside|within)\s"
            r"[^,.;:]{2,60}?)(?:\son\s[A-Z][a-z]+day)?\s(?P<cue>is|was)\s(?P<what>that\s.+)",
            re.DOTALL,
        ),
    ),
    # "Market talk had it that …"
    (
        (" it that ",),
        re.compile(
            r"(?P<who>(?:[^,.;:]{2,40}\s)?(?:[Tt]alk|[Gg]ossip|[Cc]hatter|[Rr]umou?rs?|[Ww]hispers"
            r"|[Ww]ord))\s(?P<cue>ha(?:s|d|ve)\sit)\s(?P<what>that\s.+)",
            re.DOTALL,
        ),
    ),
    # "By the account of villagers who watched, …", "Per a league source, …"
    (
        ("By ", "In ", "On ", "Per "),
        re.compile(
            r"(?:(?:By|In|On)\s(?:the|an)\s(?P<cue>accounts?|telling|words|reckoning|estimates?|testimony"
            r"|version)\sof|(?P<per>Per))\s"
            r"(?P<who>[^,;:.]{3,120}),\s(?P<what>.+)",
            re.DOTALL,
        ),
    ),
    # "…, a clerk has let it be known"; "a player let it be known to the station that …"
    (
        (" let ",),
        re.compile(
            rf"(?P<what>[^\"“”]{{8,}}),\s{_WHO}\s(?:(?:has|have|had)\s)?(?P<cue>let\s(?:it\sbe\sknown|slip"
            rf"|on))(?:\sto\s[^,.;]{{3,80}})?[.]?$",
            re.DOTALL,
        ),
    ),
    (
        (" let ",),
        re.compile(
            rf"{_WHO}{_ASIDE}\s(?:(?:has|have|had)\s)?(?P<cue>let\s(?:it\sbe\sknown|slip"
            rf"|on))(?:\sto\s[^,.;]{{3,80}}?)?\s(?P<what>that\s.+)",
            re.DOTALL,
        ),
    ),
    # "It was a deputy minister, speaking without attribution, who confirmed that …"
    (
        (" who ",),
        re.compile(
            rf"It\s(?:is|was)\s{_WHO}{_ASIDE}\swho\s(?:first\s|also\s)?(?P<cue>{_CUES})\s(?P<what>that\s.+)",
            re.DOTALL,
        ),
    ),
    # "Four jurors, interviewed separately, gave the same account: …"
    (
        (": ",),
        re.compile(
            rf"{_WHO}{_ASIDE}\s(?P<cue>(?:gave|give|gives|told|offered)\s(?:the\ssame|a\ssimilar"
            rf"|an\sidentical|much\sthe\ssame|a\sdifferent)"
            r"\s(?:account|story|version|answer|explanation|reason|picture)|(?:agreed|agree"
            r"|were\sagreed)\son\s(?:one|two)\s(?:things?|points?))[^:.]{0,60}:\s(?P<what>.+)",
            re.DOTALL,
        ),
    ),
    # "Insiders at the mill put the cost at nine million"
    (
        (" at ",),
        re.compile(
            rf"(?:[A-Z][^,;:.\"“”]{{3,80}},\s)?{_WHO}{_ASIDE}\s(?:(?:has|have|had)\s)?(?P<cue>puts?|pegs?"
            rf"|pegged|estimates?|estimated)\s"
            rf"(?P<what>(?:the|their|his|her|its"
            rf"|total)\s[^,;:.]{{3,100}}?\sat\s[\"“]?{_ABOUT}{_NUMBER}[^;.]*)",
            re.DOTALL,
        ),
    ),
)
# "…, reasoned one trader, since the price had not moved"; "…, two pharmacists who saw the originals allege".
SAID_LAST = re.compile(
    rf"(?P<what>[^\"“”;:\W][^;:]{{11,}}?),\s(?:(?P<cue>{_CUES})\s{_WHO}(?=[,.]|$)|{_WHOM}\s(?P<late>{_CUES}|told)"
    r"(?:\s(?:in|on|to|during|at)\s[^,;:.]{3,90}|(?<=\stold)\s(?:the\s)?[A-Z][^,;:.]{1,60})?[.]?$)",
    re.DOTALL,
)
# "Nordmark to cut 2,000 jobs - company sources", "Sources: Nordmark to cut jobs": a headline's way.
HEADLINE = re.compile(
    r"(?P<what>[A-Z][^.!?\n\"“”;]{15,120}?)\s(?P<cue>[-–—])\s?(?P<who>[\w'’]+(?:\s[\w'’]+){0,3})$"
    r"|(?P<whom>(?:[A-Z]\w+\s)?(?:[Ss]ources?|[Oo]fficials?))(?P<late>:)\s(?P<that>[A-Z].+)"
)
AMOUNT = re.compile(rf"(?P<what>.+?)\sat\s(?P<amount>[\"“]?{_ABOUT}{_NUMBER}.*)", re.DOTALL)
# Where what is counted has been named: "the number of emails", "the costs at the mill".
BEFORE_OF = re.compile(r"\s(?:of|in|at|for|that|from|on|to)\s")
BARE = re.compile(
    r"(?P<who>[A-Z][^,;]{1,60}?)\s(?P<rest>(?:to\s[a-z]+|in\stalks|set\sto|under|near|close\sto|on\strack"
    r"|[a-z]+ed\sby)\b.+)",
    re.DOTALL,
)
# One word with a capital of these kinds is a name, and no plural that a headline begins with.
BY_NAME = frozenset(("government", "news_agency", "outlet"))
# An engine that scores attributions was not sure of these.
PROBABILITY = 0.6


def find_tellings(layout: Layout, sentence: Span) -> Iterator[Attribution]:
    """Yield what `sentence` credits to somebody in a form that is no plain verb of saying."""
    text = layout.text
    words = sentence.of(text)
    for triggers, form in FORMS:
        if any(trigger in words for trigger in triggers) and (
            match := form.match(text, sentence.start, sentence.end)
        ):
            cue = "cue" if match["cue"] else "per"
            if told := _told(text, match, "who", cue, "what"):
                yield told
                return
    end = sentence.end
    if match := HEADLINE.match(text, sentence.start, end) if words[-1:] != "." else None:
        who, what, cue = ("who", "what", "cue") if match["who"] else ("whom", "that", "late")
        is_medium = medium_at(text, match.start(who), match.end(who)) is not None
        if is_medium or describe_mention(match[who]).kind == "anonymous":
            yield _attribution(text, match, who, cue, what)


def find_said_last(layout: Layout, sentence: Span) -> Iterator[Attribution]:
    """Yield what a sentence in which nothing else is credited says before whoever says it."""
    match = SAID_LAST.match(layout.text, sentence.start, sentence.end)
    if not match or not has_subject(match["what"]):
        return
    who, cue = ("who", "cue") if match["who"] else ("whom", "late")
    if told := _told(layout.text, match, who, cue, "what"):
        yield told


def _told(text: str, match: re.Match[str], who: str, cue: str, what: str) -> Attribution | None:
    """Return the attribution of a match, where its source can speak."""
    return (
        _attribution(text, match, who, cue, what) if describe_mention(match[who]).kind != "unknown" else None
    )


def _attribution(text: str, match: re.Match[str], who: str, cue: str, what: str) -> Attribution:
    source, content = trim(text, Span(*match.span(who))), trim(text, Span(*match.span(what)), " .\n")
    return Attribution((source,), (Span(*match.span(cue)),), (content,), PROBABILITY)


def _is_many(subject: str) -> bool:
    """Say whether a headline's subject is many: "gas flows", "Banks", "Orm and Hale"; a name in -s is one."""
    words = subject.split()
    is_name = words[-1][0].isupper() and (len(words) > 1 or describe_mention(subject).kind in BY_NAME)
    return " and " in subject or (is_plural(fold(words[-1])) and not is_name)


def stretches_of_telling(layout: Layout, attribution: Attribution) -> tuple[Stretch, ...]:
    """Return the statement "the cost is nine million" of what is put at that, or that of a bare headline."""
    if len(attribution.content) != 1 or not attribution.cue:
        return ()
    [content], cue = attribution.content, attribution.cue[0].of(layout.text)
    words = content.of(layout.text)
    if cue.startswith(("put", "peg", "estimate")) and (put := AMOUNT.fullmatch(words)):
        verb = "are" if is_plural(fold(BEFORE_OF.split(put["what"])[0].split()[-1])) else "is"
        wording = f"{put['what']} {verb} {put['amount']}"
    elif cue in ("-", "–", "—", ":") and not has_subject(words) and (bare := BARE.fullmatch(words)):
        wording = f"{bare['who']} {'are' if _is_many(bare['who']) else 'is'} {bare['rest']}"
    else:
        return ()
    return (Stretch((content,), mode_of(layout, content), wording=wording, is_credited=True),)
