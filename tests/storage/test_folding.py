"""Folding: names that differ only in case, form or space are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.folding import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("  REUTERS\n", "reuters"),
        ("Anna\u00a0 Hale", "anna hale"),
        ("Ｒｅｕｔｅｒｓ", "reuters"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Pen\u0303a", "peña"),
        ("رويترز", "رويترز"),
    ],
)
def test_a_name_folds(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_an_accent_makes_another_name() -> None:
    assert fold("Peña") != fold("Pena")


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
