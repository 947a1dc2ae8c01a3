"""What the tests of extraction share: attributions and claims told by their words."""

from collections.abc import Callable, Sequence

import pytest

from extraction.claims import build_claims
from extraction.model import Article, Attribution, Claim, Span

Credit = Callable[..., Attribution]


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def credit() -> Credit:
    """Make an attribution of `text` from the words of its source, cue and content; "" leaves a role empty."""

    def make(text: str, source: str, cue: str, *content: str) -> Attribution:
        sources = (place(text, source),) if source else ()
        return Attribution(sources, (place(text, cue),), tuple(place(text, words) for words in content))

    return make


@pytest.fixture
def claims_of() -> Callable[..., list[Claim]]:
    """Build the claims of a text from attributions told by their words."""

    def build(text: str, *attributions: Attribution) -> list[Claim]:
        return build_claims(Article(text=text), attributions)

    return build


@pytest.fixture
def chain_of() -> Callable[[str, Claim], Sequence[tuple[int, str, str, str, str]]]:
    """Tell a claim's chain, publisher left out: step, role, kind and name of the source, act."""

    def tell(claim: Claim) -> list[tuple[int, str, str, str, str]]:
        return [(hop.step, hop.role, hop.source.kind, hop.source.name, hop.act) for hop in claim.hops[:-1]]

    return tell
