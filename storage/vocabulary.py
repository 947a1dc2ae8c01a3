"""The words the model allows in its fields, in the order the model lists them."""

SOURCE_KINDS = (
    "person",
    "organisation",
    "government",
    "group",
    "news_agency",
    "outlet",
    "document",
    "dataset",
    "anonymous",
    "unknown",
)
ANONYMITY_CATEGORIES = (
    "diplomatic",
    "government",
    "military",
    "intelligence",
    "police",
    "rebel",
    "medical",
    "company",
    "legal",
    "witness",
    "other",
)
ANONYMITY_NUMBERS = ("one", "several_stated", "several_verified", "unknown")
KNOWLEDGE = ("witnessed", "told", "document", "deduced", "induced", "unknown")
ROLES = ("origin", "relay", "publisher")
ACTS = ("said", "wrote", "showed", "believes", "knows", "predicts", "asked", "published")
HOP_MODES = ("direct_quote", "indirect", "mixed")
MODES = (*HOP_MODES, "unattributed")
CERTAINTY_LEVELS = ("asserted", "probable", "possible", "doubtful", "denied", "unknown")
POLARITIES = ("positive", "negative")
STATUSES = ("active", "superseded", "rejected", "retracted")
FIELDS = ("text", "title")
TEXT_ORIGINS = ("published", "retold")

# Lowest and highest score of each level. Source: STIX 2.1, Appendix A, None/Low/Med/High.
CONFIDENCE_LEVELS = {"none": (0, 0), "low": (1, 29), "medium": (30, 69), "high": (70, 100)}
