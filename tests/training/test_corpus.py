"""Reading a corpus and holding a part of it out."""

import json

from training.corpus import Annotation, Document, hold_out, read_documents


def some_documents(publisher: str, count: int) -> list[Document]:
    return [Document(f"{publisher}-{number}", publisher, "", ()) for number in range(count)]


def test_an_article_is_read_with_its_roles(tmp_path):
    row = {
        "id": "a-1",
        "publisher": "The Fen Courier",
        "text": "Rain will come, Hale said.",
        "attributions": [{"source": [[16, 20]], "cue": [[21, 25]], "content": [[0, 14]]}],
    }
    (tmp_path / "train.jsonl").write_text(json.dumps(row) + "\n\n")

    (document,) = read_documents(tmp_path / "train.jsonl")

    annotation = Annotation(source=((16, 20),), cue=((21, 25),), content=((0, 14),))
    assert document == Document("a-1", "The Fen Courier", "Rain will come, Hale said.", (annotation,))


def test_one_in_ten_of_each_publisher_is_held_out():
    documents = some_documents("courier", 20) + some_documents("herald", 10)

    kept, held_out = hold_out(documents)

    assert [each.publisher for each in held_out] == ["courier", "courier", "herald"]
    assert sorted(each.name for each in kept + held_out) == sorted(each.name for each in documents)


def test_what_is_held_out_does_not_hang_on_the_order():
    documents = some_documents("courier", 30)

    forwards, backwards = hold_out(documents)[1], hold_out(documents[::-1])[1]

    assert forwards == backwards[::-1]
