"""Names made comparable: one form for "REUTERS", "Reuters " and its full-width spelling."""

import unicodedata


def fold(name: str) -> str:
    """Return `name` without differences of case, compatibility form and white space.

    Done here and not in SQL, so that every engine agrees. Accents stay: "Peña" is not "Pena".
    Source: Unicode 15, section 3.13, D146 (compatibility caseless matching).
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(folded.split())
