"""The rules engine: what it is called and the order in which its rules run."""

from extraction.model import Attribution


class RulesEngine:
    """Find attributions by rules alone: no weights, no packages beyond the sentence splitter."""

    name = "rules"
    version = "1"

    def find_attributions(self, text: str) -> list[Attribution]:
        """Return the attributions of `text`, in the order of their first span."""
        return []
