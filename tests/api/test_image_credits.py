"""Credits of pictures: in marks, and at the ends of captions."""

import pytest
from lxml import html

from api.image_credits import read_image_credits


@pytest.mark.parametrize(
    ("caption", "credits"),
    [
        ("The dam. Photo: Jo Lens", ["Jo Lens"]),
        ("The dam (Photo by Jo Lens/AFP)", ["Jo Lens/AFP"]),
        ("The dam. Photograph: Jo Lens/The Post", ["Jo Lens/The Post"]),
        ("The dam | Photo Credit: Jo Lens", ["Jo Lens"]),
        ("The dam. Image courtesy of Varnholt Museum", ["Varnholt Museum"]),
        ("The dam © Jo Lens", ["Jo Lens"]),
        ("The dam [Jo Lens/Reuters]", ["Jo Lens/Reuters"]),
        ("The dam, 4 March 2026. (AP Photo/Jo Lens)", ["AP Photo/Jo Lens"]),
        ("The dam on Tuesday. REUTERS/Jo Lens Purchase Licensing Rights", ["REUTERS/Jo Lens"]),
        ("The dam. REUTERS/Jo Lens/File Photo", ["REUTERS/Jo Lens/File Photo"]),
        ("The dam on Tuesday. Jo Lens/AFP via Getty Images", ["Jo Lens/AFP via Getty Images"]),
        ("The dam on Tuesday. Jo Lens | AFP | Getty Images", ["Jo Lens | AFP | Getty Images"]),
        ("The dam on Tuesday, said Jo Lens/AP reporters", []),
        ("The mayor spoke to Reuters", []),
        ("The dam, painted in an image by the lake", []),
        ("The dam (which failed)", []),
        ("Reuters reporters at the dam", []),
    ],
)
def test_a_caption_ends_in_its_credit_where_it_has_one(caption, credits):
    tree = html.fromstring(f"<body><figure><figcaption>{caption}</figcaption></figure></body>")

    assert read_image_credits(tree, []) == credits


@pytest.mark.parametrize(
    "mark",
    [
        '<div class="photo-credit">Photo: Jo Lens/AFP</div>',
        '<div class="imageCredit">Jo Lens/AFP</div>',
        '<div class="image-credit"><b>Photo credit</b><i>Jo Lens/AFP</i></div>',
        '<figure><span class="Copyright">© 2026 Jo Lens/AFP</span></figure>',
    ],
)
def test_a_marked_credit_is_read_without_its_label(mark):
    assert read_image_credits(html.fromstring(f"<body>{mark}</body>"), []) == ["Jo Lens/AFP"]
