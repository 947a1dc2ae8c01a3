"""Why somebody stays unnamed."""

import pytest

from extraction.reasons import find_reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("A nurse there said so, withholding her name for fear of the owners.", "for fear of the owners"),
        ("A cook, who cannot be named for legal reasons, said so.", "for legal reasons"),
        ("He asked not to be identified so as not to lose clients.", "so as not to lose clients"),
        ("She would give only her first name out of concern for her son.", "out of concern for her son"),
        ("Fearing for his post, a clerk asked not to be named.", "Fearing for his post"),
        (
            "A guard with no permission to speak publicly said the gate was open.",
            "no permission to speak publicly",
        ),
        (
            "An engineer who is forbidden to give interviews said it had cracked.",
            "is forbidden to give interviews",
        ),
        ("They spoke on condition of anonymity while the talks go on.", "while the talks go on"),
        ("A miner asked not to be named, citing company policy.", "company policy"),
        ("A miner asked not to be named, and said the shaft was sold because it leaked.", None),
        ("A miner said the pit was closed for fear of gas.", None),
    ],
)
def test_the_reason_stands_beside_what_hides_the_name(sentence, reason):
    assert find_reason(sentence) == reason
