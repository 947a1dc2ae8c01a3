"""A claim with a merge patch applied, and what that does to its confidence."""

from typing import Any

from api.context import context, database, editor
from api.hand_made_claims import hand_made_claim
from api.merge_patch import apply_patch, merge
from api.schemas.claims import ClaimEdit
from storage.documents import Claim, ClaimDraft

_EDITABLE = ("text", "fragments", "attribution", "certainty", "status")
# A confidence is computed from these
_GROUNDS = {"attribution", "certainty"}


def edited_claim(claim: Claim, patch: Any) -> ClaimDraft:
    """Return the claim with a merge patch applied; call it in the transaction that stores it.

    Its fragments stay in the revision they stand in. Where its grounds change, a computed confidence is
    computed again and a stated one becomes stale; where a stated one is removed, one is computed.

    :raises InvalidRequest: the patch, or what it leaves, is not valid.
    :raises LawBroken: a fragment does not stand in the text, or a source is not known.
    """
    body = apply_patch(_editable(claim), patch, ClaimEdit())
    draft = hand_made_claim(
        database(),
        claim["article_id"],
        body,
        by=editor(),
        revision=claim["revision"],
        weights=context().settings.confidence_weights,
    )
    if "confidence" in patch:
        return draft
    confidence = claim.get("confidence")
    if _GROUNDS & patch.keys():
        if confidence is None or confidence["computed"]:
            return draft
        confidence = {**confidence, "stale": True}
    draft.pop("confidence", None)
    if confidence is not None:
        draft["confidence"] = confidence
    return draft


def changes_nothing(claim: Claim, patch: Any) -> bool:
    """Whether a valid patch leaves the claim as it is; one that names the confidence has it given anew."""
    editable = _editable(claim)
    return "confidence" not in patch and bool(merge(editable, patch) == editable)


def _editable(claim: Claim) -> dict[str, Any]:
    """Return what a patch may change; of a confidence, only a score that was stated."""
    editable: dict[str, Any] = {name: claim[name] for name in _EDITABLE}  # type: ignore[literal-required]
    if (confidence := claim.get("confidence")) and not confidence["computed"]:
        editable["confidence"] = {"score": confidence["score"]}
    return editable
