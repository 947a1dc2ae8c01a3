"""Coordinated clauses: where one sentence joins several, and the subject a later one borrows."""

import re

from extraction.clauses import (
    AUXILIARIES,
    CHARS_READ,
    PAST,
    PREPOSITION,
    PRETERITES,
    SUBORDINATOR,
    UNCHANGED_PAST,
    VERBS,
    find_finite_verb,
    has_subject,
    is_clause,
    subject_of,
)
from extraction.model import Span
from extraction.wordlists import fold

# Between two clauses that each state something; a bare "and" needs more to be sure, and so does "as".
JOINT = re.compile(
    # a letter begins none, and need not be tried as each of them
    r"(?=[;,:\s])(?:"
    r";\s+(?:and\s+|but\s+)?|,?\s+(?:and|but)\s+(?P<that>that)\s+|(?P<reason>,\s+as\s+)"
    # "… was tested, that it passed and that …": the first of several.
    r"|,\s+that\s+(?=[^.;]{3,200}\sand\sthat\s)|(?P<colon>:\s+)"
    r"|,\s+(?:and|but|yet|while|whereas|though|although|since|because)\s+|(?P<bare>\s(?:and|but)\s+)"
    # "closed two mills, cut 90 jobs and sold the farm": the comma joins where "and" and a verb follow.
    r"|(?P<series>,\s+)(?=[a-z]+\s[^,;.]{2,80}?,?\sand\s(?:[a-z]+ly\s)?(?P<last>[a-z]+)\s))"
)
# Without one of these there is no joint.
JOINTS = (",", ";", ":", "and", "but")
# "and has severed": the second verb shares the first one's subject.
SECOND_AUXILIARY = re.compile(
    r",?\s+(?:and|but)\s+(?=(?:" + "|".join(sorted(AUXILIARIES, key=len, reverse=True)) + r")\b)"
)
# "and later sold the mill": so does a second verb in the form of the first.
SECOND_VERB = re.compile(
    r"(?:,?\s+(?:and|but)|,)\s+(?:(?:[a-z]+ly|then|later|also|never|soon)\s)?(?P<verb>[a-z][\w'’-]*)(?:\s(?P<next>\S+)|[.,;]?$)"
)
# "has also been", before a participle that a second one may share it with.
AUXILIARY_RUN = re.compile(
    r"(?P<first>has|have|had|is|are|was|were)(?:\s(?:also|since|already|now|[a-z]+ly))*(?:\s(?P<been>been))?(?=\s(?P<participle>\w+))",
    re.IGNORECASE,
)
# "how much he pays" is asked, not stated; "while under pressure" has no subject.
QUESTION_WORD = re.compile(r"(?:how|what|why|who|which|whether|if|when|where|to)\b", re.IGNORECASE)
# These are subjects and nothing else: "I was the last one off and I shut the hatch".
NOMINATIVE = re.compile(r"(?:I|he|she|we|they)(?:['’]\w+)?\s")
# "A week ago, after the mill had closed and he might …": what is joined belongs to the clause within.
WITHIN = re.compile(r",\s(?:after|when|while|because|since|if|although|though|before|until|as)\s")
APART = re.compile(r"[—–]|\s-\s|\b(?:headlined|titled|entitled|called)\b")
OBJECTS = frozenset("the a an their his her its our your my this that these those all it him them".split())
ADVERBIAL_JOINT = re.compile(r"\b(?:while|though|although|yet)\b")
# "and on the ideas" goes on with what was before; "and as a result the mill closed" is a clause.
GOES_ON = re.compile(r"(?:on|with|of|against|about)\b", re.IGNORECASE)
ONE_LONE_NOUN = re.compile(r"(?!(?:he|she|it|we|you|they|this|everyone|nobody|nothing)$)[a-z-]+[a-rt-z]")
# The second verb may belong to a clause within the first one: "men who drank and smashed the pumps".
INNER_CLAUSE = re.compile(r"\s(?:that|which|who|whom|whose|where|whether|if|when|because|why|how|what)\s")
# "all the perks they have": a noun and a pronoun before the verb make a relative clause, not a sentence.
CONTACT_CLAUSE = re.compile(r"[a-z]\s(?:he|she|they|we|I|you|it)$")
# "The dollar rose", "his crew fled": a subject that cannot be the object of what stands before.
OWN_SUBJECT = re.compile(r"(?:the|an?|his|her|its|their|[^\W\d_a-z][\w'’-]+)\s")
# What follows a verb begins with one of these, what follows an adjective does not: "old and damaged houses".
AFTER_VERB = frozenset(
    "the a an half its his her their our this these those all no more most some any many several one two"
    " three it him them up down off out away back".split()
)


def split_clauses(text: str, span: Span) -> list[tuple[Span | None, Span]]:
    """Return the coordinated clauses of `span`, each with the words it borrows from the one before.

    What is borrowed is a subject ("Acme"), or a subject and its auxiliary ("the war has").
    """
    words = span.of(text)
    if not any(joint in words for joint in JOINTS):
        return [(None, span)]
    clauses: list[tuple[Span | None, Span]] = []
    start, borrowed = span.start, None
    for match in JOINT.finditer(text, span.start, span.end):
        if match.start() < start:
            continue
        left, right = Span(start, match.start()), Span(match.end(), span.end)
        if match["that"] and ONE_LONE_NOUN.fullmatch(subject_of(_beginning(text, right)) or ""):
            # "and that road is closed": the word belongs to the noun.
            right = Span(match.start("that"), span.end)
        before, after = _beginning(text, left), _beginning(text, right)
        if _opens_subordinate(before) or not (is_clause(before) or borrowed):
            continue
        subject = None
        if not _is_whole(match, before, after):
            subject = _lent_subject(text, left, match, borrowed)
            if subject is None:
                continue
        clauses.append((borrowed, left))
        start, borrowed = right.start, subject
    return [*clauses, (borrowed, Span(start, span.end))]


def _is_whole(joint: re.Match[str], before: str, after: str) -> bool:
    """Say whether the words after `joint` are a clause with a subject of their own."""
    if _is_contact_clause(before) or _is_contact_clause(after):
        return False
    if joint["series"]:
        return False
    if joint["colon"]:
        # "It was a proud day: the oil came up" tells two things, "the item is: tea" one.
        is_stated = (
            subject_of(after) is not None and not APART.search(after) and not SUBORDINATOR.match(after)
        )
        return _begins_anew(before, after) or (_is_plain(before) and is_stated)
    if joint["bare"] and NOMINATIVE.match(after) and not _has_inner_clause(before):
        return find_finite_verb(after) is not None and not WITHIN.search(before)
    if joint["bare"] and _begins_anew(before, after):
        return True
    if joint["bare"]:
        is_inner = bool(INNER_CLAUSE.search(before.rpartition(",")[2]))
        both_auxiliary = _has_auxiliary(before) and _has_auxiliary(after)
        is_clause_after = has_subject(after) and not PREPOSITION.match(after)
        return not is_inner and both_auxiliary and is_clause_after and not _joins_again(after)
    if joint["reason"]:
        verb = find_finite_verb(after)
        # "as the mayor had promised" tells no reason: nothing follows its verb.
        return verb is not None and has_subject(after) and len(after[verb.end() :].split()) > 1
    is_adverbial = ADVERBIAL_JOINT.search(joint[0]) and PREPOSITION.match(after)
    is_adverbial = is_adverbial or GOES_ON.match(after)
    return has_subject(after) and not QUESTION_WORD.match(after) and not is_adverbial


def _begins_anew(before: str, after: str) -> bool:
    """Say whether a clause in the past follows one: "Oil fell and the dollar rose", both beyond doubt."""
    verb, second = find_finite_verb(before), find_finite_verb(after)
    if not verb or not second or _has_inner_clause(before) or not has_subject(after):
        return False
    is_past = fold(second[0]) in PRETERITES and (fold(verb[0]) in PRETERITES or _is_past(verb[0]))
    return is_past and bool(OWN_SUBJECT.match(after)) and len(after[: second.start()].split()) <= 4


def _is_plain(words: str) -> bool:
    return subject_of(words) is not None and not _has_inner_clause(words) and not APART.search(words)


def _joins_again(words: str) -> bool:
    """Say whether a clause is joined before the first verb found: "roll back rules, and Brown is glad"."""
    verb = find_finite_verb(words)
    return verb is not None and re.search(r", (?:and|but) ", words[: verb.start()]) is not None


def _is_contact_clause(words: str) -> bool:
    verb = find_finite_verb(words)
    return verb is not None and CONTACT_CLAUSE.search(words[: verb.start()].rstrip()) is not None


def _beginning(text: str, span: Span) -> str:
    """Return as much of `span` as tells whether it is a clause; slicing it all would make long lists slow."""
    return text[span.start : min(span.end, span.start + CHARS_READ)]


def _has_auxiliary(words: str) -> bool:
    verb = find_finite_verb(words)
    return verb is not None and fold(verb[0]) in AUXILIARIES


def _opens_subordinate(words: str) -> bool:
    """Say whether `words` begin with "if", "although", "when", so that what follows belongs to them."""
    return SUBORDINATOR.match(words) is not None and "," not in words.strip(" ,")


def _lent_subject(text: str, left: Span, joint: re.Match[str], borrowed: Span | None) -> Span | None:
    """Return the words of `left` that the verb after `joint` shares: "took a name, and has severed"."""
    words = _beginning(text, left)
    if SECOND_AUXILIARY.match(text, joint.start(), left.end + CHARS_READ):
        if borrowed and not subject_of(words):
            return borrowed
        subject = subject_of(words)
        is_sure = not joint["bare"] or not _has_inner_clause(words)
        return Span(left.start, left.start + len(subject)) if subject and is_sure else None
    second = SECOND_VERB.match(text, joint.start())
    if joint["series"] and not (_is_past(joint["last"]) and second and _is_past(second["verb"])):
        return None
    if borrowed and second and _is_past(words.split()[0]) and _is_past(second["verb"]):
        return borrowed if _takes(second["next"], AFTER_VERB) else None
    subject, verb = subject_of(words), find_finite_verb(words)
    if not second or not subject or not verb or _has_inner_clause(words):
        return None
    # "I received and accepted the plan": both verbs have one object.
    if (
        not words[verb.end() :].strip()
        and fold(verb[0]) not in AUXILIARIES
        and _takes(second["next"], OBJECTS)
    ):
        return None
    if fold(verb[0]) in AUXILIARIES:
        return _lent_auxiliary(left, words, verb, second)
    both_past = _is_past(verb[0]) and _is_past(second["verb"])
    both_present = all(word in VERBS and word.endswith("s") for word in (fold(verb[0]), fold(second["verb"])))
    is_lent = (both_past or both_present) and _takes(second["next"], AFTER_VERB)
    return Span(left.start, left.start + len(subject)) if is_lent else None


def _lent_auxiliary(left: Span, words: str, verb: re.Match[str], second: re.Match[str]) -> Span | None:
    """Return subject and auxiliary where both verbs are participles: "has killed many and driven out all"."""
    run = AUXILIARY_RUN.match(words, verb.start())
    if not run or not _is_participle(run["participle"]) or not _is_participle(second["verb"]):
        return None
    is_perfect = fold(run["first"]) in ("has", "have", "had") and not run["been"]
    # After "was closed", "angered the town" is active; "sold by the town" shares "was".
    if not _takes(second["next"], AFTER_VERB if is_perfect else frozenset()):
        return None
    return Span(left.start, left.start + run.end())


def _has_inner_clause(words: str) -> bool:
    """Say whether another verb follows the first one of `words`: "feared the mill lost money"."""
    verb = find_finite_verb(words)
    if verb is None:
        return False
    run = AUXILIARY_RUN.match(words, verb.start())
    is_run = run is not None and _is_participle(run["participle"])
    rest = words[run.end("participle") if run and is_run else verb.end() :]
    return bool(INNER_CLAUSE.search(rest)) or find_finite_verb(f"they {rest}") is not None


def _takes(following: str | None, openers: frozenset[str]) -> bool:
    word = (following or "").strip(".,;:\"“”'’")
    if not word:
        return True
    is_name = bool(openers) and not word[0].islower()
    return (
        is_name
        or fold(word) in openers
        or word == "to"
        or bool(PREPOSITION.fullmatch(word))
        or word.endswith("ly")
    )


def _is_past(word: str) -> bool:
    folded = fold(word)
    return folded in PAST or folded in UNCHANGED_PAST or (folded.endswith("ed") and len(folded) > 4)


def _is_participle(word: str) -> bool:
    return _is_past(word) or fold(word).endswith("en")
