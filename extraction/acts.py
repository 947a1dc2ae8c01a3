"""What a cue does: saying, writing, showing, believing, knowing, predicting, asking, or only an attitude."""

from typing import Literal

from extraction.model import Act
from extraction.wordlists import fold, read_classes

ACTS = read_classes("chain_acts.tsv")


def act_of(cue: str) -> Act | Literal["attitude"]:
    """Return the act of a cue's words; the last telling word decides ("was expected to say" is saying)."""
    for word in reversed(fold(cue).replace("-", " ").split()):
        act = ACTS.get(word.strip(".,:;"))
        if act:
            return act  # type: ignore[return-value]  # the list holds acts
    return "said"
