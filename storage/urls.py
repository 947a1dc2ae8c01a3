"""Addresses made comparable: the same page under two spellings is one article."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from url_normalize import url_normalize

# Query parameters that say how a reader came, not what is shown.
# Source: the documentation of the trackers that set them (Google, Meta, Microsoft, Mailchimp, Matomo …).
_TRACKERS = frozenset(
    {
        "_ga",
        "_gl",
        "dclid",
        "fbclid",
        "gbraid",
        "gclid",
        "gclsrc",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "msclkid",
        "ns_campaign",
        "ns_mchannel",
        "ns_source",
        "oly_anon_id",
        "oly_enc_id",
        "srsltid",
        "ttclid",
        "twclid",
        "vero_id",
        "wbraid",
        "yclid",
    }
)
_TRACKER_PREFIXES = ("utm_", "at_campaign", "at_medium", "pk_", "mtm_", "hsa_")


# one address is asked for several times while an article is taken in
@lru_cache(maxsize=1024)
def normalize_url(url: str) -> str:
    """Return the one spelling of an http or https address: no tracker, no fragment, parameters sorted.

    :raises ValueError: if `url` is no absolute http or https address
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is not an absolute http or https address.")
    normalized = urlsplit(str(url_normalize(url.strip())))
    # "a..b" would be taken for "a.b", and a host of dots alone is none
    if not all(_has_labels(host) for host in (parts.hostname, normalized.hostname)):
        raise ValueError(f"{url!r} has no host that could be asked.")
    query = sorted(
        (name, value)
        for name, value in parse_qsl(normalized.query, keep_blank_values=True)
        if not _is_tracker(name.lower())
    )
    return urlunsplit(normalized._replace(query=urlencode(query), fragment=""))


def _has_labels(host: str | None) -> bool:
    return bool(host) and all((host or "").removesuffix(".").split("."))


def _is_tracker(name: str) -> bool:
    return name in _TRACKERS or name.startswith(_TRACKER_PREFIXES)
