"""The terms file: its tables, kinds and rules, from the models and what stands beside their fields."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from inspect import getdoc, getsource
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel

from afstemt.core.measurement.kind import Kind
from afstemt.core.measurement.registry import KINDS
from afstemt.core.settlement.registry import RULES
from afstemt.core.terms.check.registry import CHECKS
from afstemt.core.terms.model.aliases import Alias
from afstemt.core.terms.model.fields import Field, fields_of, is_model
from afstemt.core.terms.model.part import Clause
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue

HELD = {
    "text": "text",
    "number": "number",
    "whole": "whole number",
    "yes_no": "true/false",
    "day": "date",
    "texts": "list of texts",
    "steps": "list of [number, number]",
    "part": "table",
    "parts": "list of tables",
    "named_parts": "table of tables",
    "parameters": "table",
}
PAIRS = {tuple: "table of lists", str: "table of texts"}
UNITS = {"": "", "currency": "the contract's currency", "figure": "the unit of the figure"}
BOUNDS = {"gt": "over", "ge": "at least", "lt": "under", "le": "at most"}
HEADINGS = ["| key | holds | when left out | Danish (English) title | meaning |", "|---|---|---|---|---|"]


def tables() -> str:
    """Return a section for each table of the document, in its order."""
    places: dict[type[BaseModel], list[str]] = {}
    titles: dict[type[BaseModel], str] = {}
    for title, place, model in _tables(Terms, "The top of the document", "id = …"):
        places.setdefault(model, []).append(place)
        titles.setdefault(model, title)
    return "\n\n".join(_section(model, titles[model], places) for model in places)


def shared() -> str:
    """Return the keys that most tables have."""
    meanings = _meanings(Clause)
    rows = [
        f"| `clause` | text | {meanings['clause']} |",
        f"| `reasons` | table of texts | {meanings['reasons']} |",
    ]
    return "\n".join(["| key | holds | meaning |", "|---|---|---|", *rows])


def kinds() -> str:
    """Return the kinds of service levels, and the parameters of each."""
    rows = [
        f"| `{kind.name}` | {_titles(kind.title)} | {_english(kind.definition)} | {_target(kind)} | {_needs(kind)} |"
        for kind in KINDS
    ]
    head = ["| kind | Danish (English) title | measures | target | asked |", "|---|---|---|---|---|"]
    parts = ["\n".join([*head, *rows])]
    parts += [
        f"### Parameters of `{kind.name}`\n\n{_prose(kind.parameters)}\n\n{_parameters(kind.parameters)}".strip()
        for kind in KINDS
    ]
    return "\n\n".join(parts)


def aliases() -> str:
    """Return the keys of an alias."""
    return _rows(Alias, fields_of(Alias), {})


def rules() -> str:
    """Return the rules of penalty and bonus, each with its parameters."""
    return "\n\n".join(
        f"### Rule `{rule.name}`\n\n{_titles(rule.title)}. {_prose(rule.parameters)}\n\n{_parameters(rule.parameters)}"
        for rule in RULES
    )


def checks() -> str:
    """Return what each check of the terms raises, in the order it is shown."""
    rows = [
        f"| `{check.__module__.rpartition('.')[2]}` | {_marked(check.__doc__ or '')} |" for check in CHECKS
    ]
    return "\n".join(["| check | raises |", "|---|---|", *rows])


def _tables(
    model: type[BaseModel], title: str, place: str, path: str = "", *, within_list: bool = False
) -> Iterator[tuple[str, str, type[BaseModel]]]:
    """Yield each table under a model, itself first: its title, how it is written in the file, and its model."""
    yield title, place, model
    for field in fields_of(model):
        if not is_model(field.inner):
            continue
        here = f"{path}.{field.name}" if path else field.name
        many = field.shape == "parts"
        if field.shape == "named_parts":
            here, written = f"{here}.name", f"[{here}.name]"
        elif many:
            written = f"[[{here}]]"
        else:
            written = f"{field.name} = {{ … }}" if within_list else f"[{here}]"
        english = _english(field.word.label)
        yield from _tables(field.inner, f"{english} ({field.word.label})", written, here, within_list=many)


def _section(model: type[BaseModel], title: str, places: Mapping[type[BaseModel], list[str]]) -> str:
    here = places[model]
    parts = [f"## {title}: `{here[0]}`", _prose(model)]
    parts += [f"Also `{place}`." for place in here[1:]]
    own = [field for field in fields_of(model) if not (issubclass(model, Clause) and field.name == "clause")]
    parts.append(_rows(model, own, places))
    if issubclass(model, Clause):
        parts.append("Also `clause` and `reasons`.")
    return "\n\n".join(parts)


def _parameters(model: type[BaseModel]) -> str:
    """Return the table of a kind's or rule's parameters and of the tables inside it; empty for none."""
    if not fields_of(model):
        return ""
    inner = [field for field in fields_of(model) if is_model(field.inner)]
    return "\n\n".join(
        [
            _rows(model, fields_of(model), {}),
            *(
                f"Each of `{field.name}`: {_prose(field.inner)}\n\n{_parameters(field.inner)}"
                for field in inner
            ),
        ]
    )


def _rows(
    model: type[BaseModel], fields: Sequence[Field], places: Mapping[type[BaseModel], list[str]]
) -> str:
    """Return the table of a model's fields.

    Raises:
        ValueError: A field says nothing of what it means.
    """
    meanings = _meanings(model)
    rows = [
        f"| `{field.name}` | {_holds(field)} | {_left_out(field)} | {_titles(field.word.label)} | "
        f"{_meaning(field, meanings, places)} |"
        for field in fields
    ]
    return "\n".join([*HEADINGS, *rows])


def _holds(field: Field) -> str:
    choices = [f"`{value}` ({_english(meaning)})" for value, meaning in field.choices.items()]
    match field.shape:
        case "choice":
            return ", ".join(choices)
        case "either":
            return ", ".join([f"whole number{_bounds(field)}", *choices])
        case "texts" if choices:
            return f"list of {', '.join(choices)}"
        case "pairs":
            return PAIRS.get(field.inner, "table of numbers")
    unit = _english(field.word.unit) if field.word.unit else UNITS[field.word.unit_of]
    unit = f" ({unit})" if unit else ""
    return f"{HELD[field.shape]}{unit}{_bounds(field)}"


def _bounds(field: Field) -> str:
    return "".join(
        f", {words} {field.bounds[name]}" for name, words in BOUNDS.items() if name in field.bounds
    )


def _left_out(field: Field) -> str:
    if field.required:
        return "**required**"
    if field.asks:
        return "*asked*" if field.asks.when is None else "*asked* where it matters"
    if field.asked_when:
        return f"*asked* {_marked(field.asked_when)}"
    match field.default:
        case bool():
            return "true" if field.default else "false"
        case tuple() if field.default:
            return "`[" + ", ".join(f'"{item}"' for item in field.default) + "]`"
        case None | "" | () | {} | BaseModel():
            return ""
    return str(field.default)


def _meaning(field: Field, meanings: Mapping[str, str], places: Mapping[type[BaseModel], list[str]]) -> str:
    """Return what the text below the field says, and where its table is."""
    said = [meanings[field.name]] if field.name in meanings else []
    if is_model(field.inner):
        said.append(f"See `{places[field.inner][0]}`" if field.inner in places else "See below")
    if not said:
        raise ValueError(f"{field.owner}.{field.name} has no text below it that says what it means")
    return ". ".join(said)


def _target(kind: Kind) -> str:
    unit = "as its parameters say" if callable(kind.unit) else kind.unit
    better = kind.lower_is_better
    return f"{unit}, {'not to pass' if better is True else 'to reach' if better is False else 'either way'}"


def _needs(kind: Kind) -> str:
    return ", ".join(f"`{name}`" for name in sorted(kind.needs))


def _titles(danish: str) -> str:
    return f"{danish} ({_english(danish)})"


def _english(danish: str) -> str:
    with speaking("en", catalogue("en")):
        return str(_(danish)).rstrip(".")


def _marked(text: str) -> str:
    """Return a text of the code as Markdown on one line."""
    return re.sub(r"\s+", " ", text.replace("``", "`")).strip().replace("|", "\\|")


def _prose(model: type[BaseModel]) -> str:
    """Return what a model says of itself: its class's text, paragraph by paragraph."""
    return "\n\n".join(_marked(part) for part in (getdoc(model) or "").split("\n\n"))


def _meanings(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the text below each field of a model and of its bases."""
    texts: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            texts |= _texts_below(dedent(getsource(base)))
    return {name: text for name, text in texts.items() if name in model.model_fields}


@cache
def _texts_below(source: str) -> Mapping[str, str]:
    body = ast.parse(source).body[0].body  # type: ignore[attr-defined]
    return {
        field.target.id: _marked(text.value.value).rstrip(".")
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
    }
