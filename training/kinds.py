"""Two kinds of attribution by their cue: reports of what was said or shown, and all others."""

import re

from extraction.model import Attribution
from training.corpus import Annotation, Document

REPORTING, OTHER = "reporting", "other"

# Verbs and phrases of reporting, by their stems; everything else (wants, believes, plans, praised, the
# effort to ...) is of the other kind, on which annotators agree far less.
_REPORTING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|according|ask(?:s|ed|ing)?|add(?:s|ed|ing)?|"
    r"wr(?:ite|ites|ote|iting|itten)|not(?:e|es|ed|ing)|explain(?:s|ed|ing)?|argu(?:e|es|ed|ing)|"
    r"call(?:s|ed|ing)?|describ(?:e|es|ed|ing)|claim(?:s|ed|ing)?|report(?:s|ed|ing)?|show(?:s|ed|n|ing)?|"
    r"f(?:ind|inds|ound)|suggest(?:s|ed|ing)?|announc(?:e|es|ed|ing)|declar(?:e|es|ed|ing)|"
    r"stat(?:e|es|ed|ing|ement)|warn(?:s|ed|ing)?|respond(?:s|ed|ing)?|repl(?:y|ies|ied)|"
    r"den(?:y|ies|ied|ying)|insist(?:s|ed|ing)?|acknowledg(?:e|es|ed|ing)|admit(?:s|ted|ting)?|"
    r"tweet(?:s|ed|ing)?|indicat(?:e|es|ed|ing)|reveal(?:s|ed|ing)?|quot(?:e|es|ed|ing)|"
    r"cit(?:e|es|ed|ing)|conclud(?:e|es|ed|ing)|predict(?:s|ed|ing)?|point(?:s|ed|ing)? (?:out|to)|"
    r"joke(?:s|d)?|mention(?:s|ed|ing)?|recall(?:s|ed|ing)?|remark(?:s|ed|ing)?|testif(?:y|ies|ied)|"
    r"assert(?:s|ed|ing)?|observ(?:e|es|ed)|continu(?:e|es|ed)|confirm(?:s|ed|ing)?|answer(?:s|ed)?|"
    r"question(?:s|ed|ing)?|shout(?:s|ed|ing)?|emphasi[sz](?:e|es|ed|ing)|contend(?:s|ed|ing)?|"
    r"estimat(?:e|es|ed)|put it|s(?:peak|poke)|discuss(?:es|ed|ing)?|talk(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)


def kind_of(cue: str) -> str:
    """Return the kind of an attribution with this cue; a bare mark (":" after a speaker) is reporting."""
    return REPORTING if _REPORTING.search(cue) or not re.search(r"\w", cue) else OTHER


def annotated_of_kind(document: Document, kind: str) -> Document:
    """Return `document` with only the annotations of one kind."""
    kept = tuple(each for each in document.annotations if kind_of(_words(document, each)) == kind)
    return Document(document.name, document.publisher, document.text, kept)


def found_of_kind(document: Document, found: list[Attribution], kind: str) -> list[Attribution]:
    """Return only what was found of one kind."""
    return [each for each in found if kind_of(" ".join(span.of(document.text) for span in each.cue)) == kind]


def _words(document: Document, annotation: Annotation) -> str:
    return " ".join(document.text[start:end] for start, end in annotation.cue)
