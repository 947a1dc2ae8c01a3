"""What a cue does: saying, writing, showing, believing, knowing, predicting, asking, or only an attitude."""

from collections import Counter
from typing import Literal

from extraction.model import Act, SourceKind
from extraction.wordlists import fold, read_classes, read_rows

ACTS = read_classes("chain_acts.tsv")


def act_of(cue: str) -> Act | Literal["attitude"]:
    """Return the act of a cue's words; the last telling word decides ("was expected to say" is saying)."""
    if "let " in cue:
        # "let it be known", "let slip": it was said
        return "said"
    for word in reversed(fold(cue).replace("-", " ").split()):
        act = ACTS.get(word.strip(".,:;"))
        if act:
            return act  # type: ignore[return-value]  # the list holds acts
    return "said"


# A verb takes a clause where frames.tsv counts so many of them after it.
FEWEST_CLAUSES = 2


def _taking_clauses() -> frozenset[str]:
    counts: Counter[str] = Counter()
    for cue, _, after, hits, _ in (row for row in read_rows("frames.tsv") if len(row) == 5):
        counts[cue] += int(hits) if after in ("that", "clause") else 0
    forms = {row[0]: row for row in read_rows("verbs.tsv")}
    taking = [base for base, count in counts.items() if count >= FEWEST_CLAUSES]
    return frozenset(form for base in taking for form in forms.get(base, (base,)))


# "Said", "believes", "according": after these a clause tells what is said or held.
TAKING_CLAUSES = (
    _taking_clauses()
    | {
        "according",
        "saying",
        ":",
        "from",
        "by",
        "-",
        "–",
        "—",
        "per",
        "account",
        "accounts",
        "telling",
        "reckoning",
    }
    | {
        "testimony",
        "version",
        "words",
        "story",
        "answer",
        "explanation",
        "picture",
        "reason",
        "thing",
        "things",
        "slip",
    }
    | {"let", "reasoned", "reasons", "reckon", "reckons", "reckoned", "alleges", "allege", "alleged"}
)


def takes_clause(cue: str) -> bool:
    """Say whether a clause after `cue` is what somebody says or holds: "said", not "are wary of"."""
    words = fold(cue).replace(":", " : ").split()
    if "respond" in words and "not" in words:
        # "did not respond to questions about": nothing is said
        return False
    return not words or words[-1] == "that" or not TAKING_CLAUSES.isdisjoint(words)


# A medium that passes words on publishes them; one that "said" something speaks for itself.
PASSING_ON = frozenset(
    """
    - – —
    reported reports reporting carried cited cites citing quoted quotes quoting crediting published broadcast
    aired run printed obtained interviewed seen reviewed read viewed examined released leaked posted asked
    given passed shown sent provided shared appearing appeared contacted reached pressed questioned
    verified handed supplied forwarded submitted public available out relayed monitored republished
    reprinted rebroadcast serialised serialized translated distributed circulated emailed faxed
    dictated smuggled slipped gave brought described unearthed uncovered disclosed revealed studied
    inspected heard watched up attributed attributes credited from
    """.split()
)
# Persons and bodies that reveal, find or indicate do so by saying it.
SHOWING_BY_WORDS = frozenset("revealed reveals reveal indicated indicates indicate found finds".split())
SAYING = frozenset("said says say told tells saying".split())


def act_as(kind: SourceKind, cue: str, act: Act) -> Act:
    """Return what a source of `kind` does by `cue`: media publish what they pass on, papers and data show."""
    words = fold(cue).split()
    while words[1:] and words[-1] in ("by", "in", "on", "to", "as"):
        words.pop()
    if kind in ("news_agency", "outlet") and (words[:1] == ["quoted"] or PASSING_ON.intersection(words[-1:])):
        return "published"
    if kind in ("person", "anonymous", "group", "government") and SHOWING_BY_WORDS.intersection(words):
        return "said"
    if kind in ("document", "dataset") and act == "said" and words and not SAYING.intersection(words):
        return "showed"
    return act
