"""Count in an annotated corpus how often each cue and construction is an attribution."""

import argparse
import json
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.extract_corpus import BadCorpus
from extraction.rules.contents import span_of
from extraction.rules.frames import Key, Proposal
from extraction.rules.proposals import propose
from extraction.rules.sentences import read_sentences
from extraction.rules.tokens import Sentence

# Spans are compared as sets of words, punctuation left out, and agree from this Jaccard index on.
# Source: the usual demand on PolNeAR's spans, the one that claims F1 makes too.
WORD = re.compile(r"\w+")
AGREEING = 0.5
Counts = dict[Key, tuple[int, int]]
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Annotated:
    """The words of one annotated attribution, by their numbers in the article."""

    source: Words
    content: Words


class Article:
    """An article of the corpus with its annotation, ready to be compared word by word."""

    def __init__(self, text: str, attributions: Iterable[dict[str, list[list[int]]]]) -> None:
        """Number the words of `text` and look up those of each attribution."""
        self.text = text
        words = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]
        self.annotated = [Annotated(self.words(a["source"]), self.words(a["content"])) for a in attributions]
        self._content = frozenset[int]().union(*(a.content for a in self.annotated))

    def words(self, spans: Iterable[Iterable[int]]) -> Words:
        """Return the numbers of the words that the spans touch."""
        return frozenset(
            number
            for start, end in spans
            for number in range(bisect_left(self._ends, start + 1), bisect_left(self._starts, end))
        )

    def is_content(self, start: int, end: int) -> bool:
        """Tell whether somebody else is credited with the words from `start` to `end`."""
        return not self._content.isdisjoint(self.words([(start, end)]))

    def holds(self, source: Words, content: Words) -> bool:
        """Tell whether an annotated attribution agrees with both."""
        return any(
            _agree(content, a.content) and _agree(source, a.source)
            for a in self.annotated
            if not content.isdisjoint(a.content)
        )


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the annotated articles of a file of one JSON object a line, with `text` and `attributions`.

    :raises BadCorpus: a line is no such object; the message starts with file and line number.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    row = json.loads(line)
                    article = Article(row["text"], row["attributions"])
                except (KeyError, TypeError, ValueError) as error:
                    raise BadCorpus(f"{path}:{number}: not an annotated article: {error!r}") from error
                yield article


def count_frames(articles: Iterable[Article]) -> Counts:
    """Return hits and sightings of each key among the proposals of the rules.

    A cue that stands in somebody's annotated content is not counted: there nobody annotated it.
    """
    counts: Counts = {}
    for article in articles:
        for sentence in read_sentences(article.text):
            for proposal in propose(sentence):
                last = sentence.tokens[proposal.cue[1] - 1]
                if proposal.content and not article.is_content(last.start, last.end):
                    hits, seen = counts.get(proposal.key, (0, 0))
                    counts[proposal.key] = (hits + _is_hit(article, sentence, proposal), seen + 1)
    return counts


def as_table(counts: Counts, corpus: str) -> str:
    """Return the lexicon of frames, sorted by key, with a header that says what was counted."""
    head = [
        "# cue\tbefore\tafter\thits\tseen",
        f"# Counted on {corpus} by bench.count_frames.",
        "# Seen: the rules propose this cue in this construction, outside of what somebody is credited with.",
        "# Hit: an annotated attribution's source and content each agree with the proposal's: of the words",
        f"# of both, at least {AGREEING:.0%} are words of each (Jaccard).",
    ]
    rows = ["\t".join((*key, *map(str, counts[key]))) for key in sorted(counts)]
    return "\n".join([*head, *rows]) + "\n"


def main() -> None:
    """Read the command line and run; a bad corpus ends it with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m bench.count_frames", description=__doc__)
    parser.add_argument("corpus", type=Path, help="one JSON object a line, with `text` and `attributions`")
    parser.add_argument("frames", type=Path, help="written: extraction/lexicons/frames.tsv")
    parser.add_argument("--name", help="what the header calls the corpus (default: its file name)")
    arguments = parser.parse_args()
    try:
        counts = count_frames(read_articles(arguments.corpus))
        table = as_table(counts, arguments.name or arguments.corpus.name)
        arguments.frames.write_text(table, encoding="utf-8")
    except (BadCorpus, OSError) as error:
        sys.exit(f"count_frames: {error}")
    hits, seen = (sum(pair[side] for pair in counts.values()) for side in (0, 1))
    print(f"{len(counts):,} keys, {seen:,} sightings, {hits:,} hits")


def _is_hit(article: Article, sentence: Sentence, proposal: Proposal) -> bool:
    def words_of(parts: Iterable[tuple[int, int]]) -> Words:
        spans = [span_of(sentence.tokens, part) for part in parts]
        return article.words((span.start, span.end) for span in spans)

    return article.holds(words_of([proposal.source] if proposal.source else []), words_of(proposal.content))


def _agree(one: Words, other: Words) -> bool:
    both = len(one | other)
    return not both or len(one & other) / both >= AGREEING


if __name__ == "__main__":
    main()
