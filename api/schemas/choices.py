"""What each closed list of words is about, in the contract's words."""

from collections.abc import Mapping

# By the list's name in OpenAPI; every list has one
MEANINGS: Mapping[str, str] = {
    "Act": "What the source did with the statement.",
    "AnonymityCategory": "What kind of source it is that is not named.",
    "AnonymityNumber": "How many they are: `several_stated` by the article's plural alone, "
    "`several_verified` where they spoke apart.",
    "ArticleSort": "The order; `-` is descending. By date, articles without one come last, both ways.",
    "AssessmentSort": "The order; `-` is descending.",
    "AssessmentStatus": "A `withdrawn` one stays on record.",
    "AssessorKind": "A `tool` is told with its version.",
    "CertaintyLevel": "How sure the words are, not how true they are.",
    "ChangeAction": "What was done; `replace` is a change of what is told, `revise` of an article's text.",
    "ChangedType": "What it was done to.",
    "ClaimScale": "A scale that claims are assessed on.",
    "ClaimSort": "The order; `-` is descending. Claims without what they are sorted by come last, both ways; "
    "`relevance` has the best match first.",
    "ClaimStatus": "`superseded` by a newer analysis, or by hand; `rejected` and `retracted` by hand.",
    "ConfidenceLevel": "`none` is a score of 0, `low` of 1 to 29, `medium` of 30 to 69, `high` of 70 to 100 "
    "(STIX 2.1).",
    "Facet": "What to count by; the filter of the same name takes its values.",
    "FragmentField": "Whether it stands in the article's text or in its title.",
    "HealthStatus": "Anything else is a problem.",
    "HistorySort": "The order of the changes; `-` has the newest first.",
    "HopMode": "How the source's words stand in the text; `mixed` is partly in quotation marks.",
    "Inclusion": "What claims refer to.",
    "Knowledge": "How the source knows: `deduced` from other facts, `induced` from instances.",
    "Measure": "What its values are on; scales of one measure convert into each other.",
    "Mode": "How the words of the origin stand in the text; `unattributed` where nobody is credited.",
    "NotAnalysed": "Why no engine read the current text when it came: its `language`, as told then, is not "
    "one that is read. Where that was corrected, an analysis reads it. Absent where nobody asked for it.",
    "Polarity": "`negative` where the statement says that something is not so.",
    "PositionType": "The selector's type (W3C Web Annotation).",
    "QuoteType": "The selector's type (W3C Web Annotation).",
    "ReliabilityLetter": "A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot "
    "be judged (Admiralty code).",
    "Role": "`origin` said it first, a `relay` passed it on, the `publisher` printed it.",
    "RowFormat": "CSV (RFC 4180), or NDJSON: one JSON document a line.",
    "ScaleId": "A scale of claims or of sources.",
    "ScaleKind": "What the scale's labels tell: how probable something is, how much trust it earns, or a "
    "verdict.",
    "SourceKind": "What the source is; a `group` is a collective without an address, such as opposition "
    "groups.",
    "SourceSort": "The order; `-` is descending.",
    "TextOrigin": "`retold`: not as published; `based_on` then says of what.",
}
