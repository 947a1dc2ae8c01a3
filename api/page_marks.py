"""What a page says of its article in its markup: microdata, RDFa, microformats, <meta>."""

from typing import Any

from api.linked_data import Node

# Names of <meta> by what they tell, in the order in which they are believed; dates of publication only.
# Sources: Open Graph (ogp.me), Dublin Core (DCMI metadata in HTML), parse.ly, Sailthru, Highwire Press.
META_NAMES = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title"),
    "url": ("og:url", "dc.identifier", "parsely-link"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher"),
    "author": (
        "author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "parsely-author",
        "sailthru.author",
        "byl",
    ),
    "datePublished": (
        "article:published_time",
        "og:article:published_time",
        "article.published",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "citation_publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "publish-date",
        "publishdate",
        "pubdate",
        "date",
    ),
    "sourceOrganization": ("source", "news_source", "dc.source", "article:source", "agency"),
    "inLanguage": ("content-language", "dc.language", "dcterms.language", "og:locale"),
}  # fmt: skip
SCOPE = "//*[@itemtype and (contains(@itemtype, 'Article') or contains(@itemtype, 'BlogPosting'))]"
# Readers' comments have authors and dates as well.
NOT_A_COMMENT = "[not(ancestor-or-self::*[contains(@itemtype, 'Comment') or contains(@typeof, 'Comment')])]"
RDFA_DATES = (
    "//*[@property='schema:datePublished' or @property='datePublished' or @property='schema:dateCreated']"
)
RDFA_AUTHORS = "//*[@rel='schema:author' or @property='schema:author' or @property='author']"
PUBLISHED_CLASS = "//*[self::time or self::abbr][contains(concat(' ', normalize-space(@class), ' '), ' {} ')]"
# Of elements without others inside: "byline__name", "author-name".
BYLINE_NAMES = (
    "//*[not(*)][re:test(concat(@class, ' ', @data-testid),"
    " '(^|\\s|_)(byline|author)[-_]{1,2}names?(\\s|$)', 'i')]"
)
EXSLT = {"re": "http://exslt.org/regular-expressions"}
# Not of what was changed later, nor of comments and other stories.
PUBLISHED = (
    "[not(contains(@class, 'updated') or contains(@class, 'modified') or @itemprop='dateModified')]"
    "[not(ancestor::*[re:test(concat(@id, ' ', @class), 'comment|disqus|discussion|related|replies', 'i')])]"
)


def read_meta(tree: Any) -> Node:
    """Return what the page's <meta> elements say, as a node of schema.org's words and lists."""
    values: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        values.setdefault(name.strip().lower().replace("dc:", "dc."), []).append(element.get("content"))
    node = {
        key: [text for name in names for text in values.get(name, [])] for key, names in META_NAMES.items()
    }
    # one vocabulary names every author; the next would name them again in another way
    authors = [values[name] for name in META_NAMES["author"] if name in values]
    return {**node, "author": authors[0] if authors else []}


def read_marks(tree: Any) -> Node:
    """Return what the page's elements are marked as, as a node of schema.org's words."""
    scopes = tree.xpath(SCOPE)
    scope = scopes[0] if scopes else tree
    dates = scope.xpath(f".//*[@itemprop='datePublished']{NOT_A_COMMENT}") or tree.xpath("//time[@pubdate]")
    dates = dates[:1] + tree.xpath(RDFA_DATES + NOT_A_COMMENT)[:1] + _list_published(tree)[:1]
    authors = scope.xpath(f".//*[@itemprop='author']{NOT_A_COMMENT}") or tree.xpath(
        RDFA_AUTHORS + NOT_A_COMMENT
    )
    return {
        "headline": _texts(scope.xpath(".//*[@itemprop='headline']")),
        "url": scope.xpath(".//link[@itemprop='mainEntityOfPage' or @itemprop='url']/@href"),
        "author": [name for author in authors for name in _names_in(author)] or _list_linked_authors(tree),
        "publisher": [
            name for mark in scope.xpath(".//*[@itemprop='publisher']") for name in _names_in(mark)
        ],
        "datePublished": _texts(dates),
        "sourceOrganization": _texts(scope.xpath(".//*[@itemprop='sourceOrganization']")),
        "inLanguage": _texts(scope.xpath(".//*[@itemprop='inLanguage']")),
        "image": [{"creditText": credit} for credit in _texts(tree.xpath("//*[@itemprop='creditText']"))],
    }


def list_times_in_print(tree: Any) -> list[str]:
    """Return the time printed in the page's one article; of a page without, its only time."""
    articles = tree.xpath("//article")
    main = articles if len(articles) == 1 else tree.xpath("//article[.//h1]")
    if articles:
        return (
            _texts(main[0].xpath(f".//time[@datetime]{PUBLISHED}", namespaces=EXSLT)[:1])
            if len(main) == 1
            else []
        )
    times = tree.xpath(f"//time[@datetime]{PUBLISHED}", namespaces=EXSLT)
    return _texts(times) if len(times) == 1 else []


def list_byline_names(tree: Any) -> list[str]:
    """Return the names in the page's bylines, told by what their elements are called."""
    return _texts(tree.xpath(f"{BYLINE_NAMES}{NOT_A_COMMENT}", namespaces=EXSLT))


def _list_published(tree: Any) -> list[Any]:
    """Return the dates that themes and microformats mark. Source: hAtom and h-entry, microformats.org."""
    return [
        mark
        for name in ("published", "dt-published", "entry-date")
        for mark in tree.xpath(PUBLISHED_CLASS.format(name))
    ]


def _list_linked_authors(tree: Any) -> list[str]:
    links = tree.xpath(f"//*[@rel='author' or contains(@class, 'p-author')]{NOT_A_COMMENT}")
    return _texts([link for link in links if link.text_content().strip()])


def _names_in(mark: Any) -> list[str]:
    return _texts(mark.xpath(".//*[@itemprop='name' or @property='schema:name']")) or _texts([mark])


def _texts(marks: list[Any]) -> list[str]:
    """Return what each mark says: in its attribute for machines, else in its words."""
    said = [
        mark.get("content")
        or mark.get("datetime")
        or (mark.get("title") if mark.tag == "abbr" else None)
        or mark.text_content()
        for mark in marks
    ]
    return [" ".join(words.split()) for words in said if words.strip()]
