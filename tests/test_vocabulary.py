"""Extraction and storage may not import each other, so each names the model's words: the same ones."""

from typing import Any, get_args

import pytest

from extraction import model
from storage import vocabulary
from storage.reliability import LETTERS


@pytest.mark.parametrize(
    ("stored", "extracted"),
    [
        (vocabulary.SOURCE_KINDS, model.SourceKind),
        (vocabulary.ANONYMITY_CATEGORIES, model.AnonymityCategory),
        (vocabulary.ANONYMITY_NUMBERS, model.AnonymityNumber),
        (vocabulary.KNOWLEDGE, model.Knowledge),
        (vocabulary.ROLES, model.Role),
        (vocabulary.ACTS, model.Act),
        (vocabulary.HOP_MODES, model.HopMode),
        (vocabulary.MODES, model.Mode),
        (vocabulary.CERTAINTY_LEVELS, model.CertaintyLevel),
        (vocabulary.POLARITIES, model.Polarity),
        (tuple(vocabulary.CONFIDENCE_LEVELS), model.ConfidenceLevel),
        (vocabulary.FIELDS, model.Field),
        (LETTERS, model.ReliabilityLetter),
    ],
)
def test_what_is_extracted_can_be_stored(stored: tuple[str, ...], extracted: Any) -> None:
    assert stored == get_args(extracted)
