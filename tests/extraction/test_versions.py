"""The version that claims tell changes with whatever makes claims."""

import importlib.util
import shutil
from pathlib import Path

import extraction
from extraction import versions
from extraction.engine import open_engine

PACKAGE = Path(extraction.__file__).parent


def digest_of(package: Path) -> str:
    """Return the digest that a copy of the package gives of itself."""
    told = importlib.util.spec_from_file_location("copied_versions", package / "versions.py")
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    return module.digest_code()


def a_copy(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "extraction", ignore=shutil.ignore_patterns("*.onnx", "*.pyc"))
    return tmp_path / "extraction"


def test_the_version_names_the_engine_s_own_and_the_code():
    engine = open_engine("rules")

    assert versions.version_of(engine) == f"{engine.version}+{versions.digest_code()}"


def test_the_same_code_has_the_same_digest_wherever_it_lies(tmp_path):
    assert digest_of(a_copy(tmp_path)) == versions.digest_code()


def test_other_code_and_other_word_lists_have_another_digest(tmp_path):
    package, digests = a_copy(tmp_path), {versions.digest_code()}

    for name in ("claims.py", "learned/decode.py", "lexicons/certainty_hedges.tsv"):
        with (package / name).open("a", encoding="utf-8") as file:
            file.write("# one more line\n")
        digests.add(digest_of(package))

    assert len(digests) == 4
