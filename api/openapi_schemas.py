"""What the schemas say beyond their fields' types: words by reference, rules across fields, limits, units."""

import re
from typing import Any

from marshmallow import Schema
from marshmallow.fields import Field, List

from api.schemas.choices import MEANINGS
from api.schemas.fields import Choice

# Text that holds more than white space, U+001C to U+001F and U+0085 among it, which regular expressions
# disagree on; matched from its start, as some generated clients match
_NOT_BLANK = r"^[\s\S]*[^\s\x1c-\x1f\x85]"


def choice_by_reference(converter: Any, field: Field[Any], **_: Any) -> dict[str, Any]:
    """Make each closed list of words one named component."""
    if not isinstance(field, Choice):
        return {}
    components = converter.spec.components
    if field.choices_name not in components.schemas:
        component: dict[str, Any] = {"type": "string", "enum": list(field.choices)}
        constants = [_constant(word) for word in field.choices]
        if constants != [word.upper() for word in field.choices]:
            component["x-enum-varnames"] = constants
        components.schema(field.choices_name, component)
    return {"$ref": f"#/components/schemas/{field.choices_name}"}


def describe_parameter(_: Any, field: Field[Any], **__: Any) -> dict[str, Any]:
    """Say of a parameter that commas stand between several values, and of its example what no $ref can."""
    told: dict[str, Any] = {"style": "form", "explode": False} if isinstance(field, List) else {}
    if "example" in field.metadata:
        told["example"] = field.metadata["example"]
    return told


def complete_schemas(components: dict[str, Any], names: dict[str, type[Schema]]) -> None:
    """Add to each component what its class says: docstring, rules across fields, what text must hold."""
    for name, component in components.items():
        schema = names.get(name)
        if schema:
            component["description"] = " ".join(str(schema.__doc__).split())
            component.update(rules_of(schema))
        elif name.endswith("Patch"):
            component["description"] = "A merge patch (RFC 7396): null removes, what is left out stays."
        elif "enum" in component:
            component["description"] = MEANINGS[name]
        for described in component.get("properties", {}).values():
            tell_range(described)
        if component.get("additionalProperties") is False:
            for described in component["properties"].values():
                refuse_blank(described)


def rules_of(schema: type[Schema]) -> dict[str, Any]:
    """Return the JSON Schema of the rules across fields that a class and those above it state as `rules`."""
    rules: dict[str, Any] = {}
    for above in reversed(schema.__mro__):
        for keyword, rule in vars(above).get("rules", {}).items():
            known = rules.get(keyword, {})
            rules[keyword] = {**known, **rule} if keyword == "dependentSchemas" else rule
    return {keyword: _with_what_is_required(rule) for keyword, rule in rules.items()}


def _with_what_is_required(rule: Any) -> Any:
    """Return a rule that names what it requires and says that there is more: linters take both for slips."""
    if isinstance(rule, list):
        return [_with_what_is_required(inner) for inner in rule]
    if not isinstance(rule, dict):
        return rule
    told = {keyword: _with_what_is_required(inner) for keyword, inner in rule.items()}
    if isinstance(required := told.get("required"), list):
        told["properties"] = {name: {} for name in required} | told.get("properties", {})
    if told.keys() & {"properties", "if"}:
        told["additionalProperties"] = True
    return told


def tell_range(described: dict[str, Any]) -> None:
    """Say of a number that nothing else is said of from where to where it goes."""
    if described.get("type") in ("integer", "number") and "description" not in described:
        least, most = described["minimum"], described["maximum"]
        # the largest number a field takes is no limit of what it counts
        described["description"] = f"From {least}." if most == 2**31 - 1 else f"From {least} to {most}."


def refuse_blank(described: dict[str, Any]) -> None:
    """Say of text that comes in what its field checks: more than white space, and how long it may be."""
    if described.get("type") == "array":
        refuse_blank(described["items"])
        return
    if "string" not in described.get("type", ()) or not described.get("minLength"):
        return
    if "format" not in described:
        described.setdefault("pattern", _NOT_BLANK)
    if "maxLength" in described and "format" not in described:
        limit = f"At most {described['maxLength']} code points."
        described["description"] = (
            f"{described['description']} {limit}" if "description" in described else limit
        )


def without_siblings(node: Any) -> Any:
    """Return the document with every $ref alone: many generators lose what stands beside one."""
    if isinstance(node, dict):
        if "$ref" in node:
            return {"$ref": node["$ref"]}
        return {key: without_siblings(value) for key, value in node.items()}
    if isinstance(node, list):
        return [without_siblings(item) for item in node]
    return node


def _constant(word: str) -> str:
    """Return what generated clients may call a word, such as CREATED_AT_DESCENDING for "-created_at".

    By themselves they make VALUE_1 of it, and TEXTQUOTESELECTOR of "TextQuoteSelector".
    """
    name = re.sub(r"\W+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word.removeprefix("-"))).strip("_")
    return name.upper() + ("_DESCENDING" if word.startswith("-") else "")
