"""A criterion, a check, a provision, a condition or a source, in words."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from trainer.rubric.checks import KINDS
from trainer.rubric.checks.base import Check, Who
from trainer.rubric.conditions import CONDITIONS, words
from trainer.rubric.library import Rubrics
from trainer.rubric.model import Ask, Criterion, Provision, finding_key


def explain(rubrics: Rubrics, id: str) -> str:
    """What an id names, in words. KeyError when it names nothing here."""
    if id in rubrics.criteria:
        return _criterion(rubrics, id, rubrics.criteria[id])
    if id in KINDS:
        return f"{id} (a kind of check)\n\n{text_of(KINDS[id])}\n\n{_fields(KINDS[id])}"
    found = rubrics.provision(id)
    if found is not None:
        return _provision(rubrics, *found)
    if id in CONDITIONS:
        return f"{id} (a condition)\n\n{words(id)}"
    source = rubrics.sources[id]
    return (f"{id}: {source.title}\n\n{source.authority}. {source.edition}\n"
            f"{len(source.provisions)} provisions: {', '.join(p.id for p in source.provisions)}")


def known(rubrics: Rubrics) -> list[str]:
    """Every id that ``explain`` knows."""
    provisions = [p.id for s in rubrics.sources.values() for p in s.provisions]
    return [*rubrics.criteria, *KINDS, *CONDITIONS, *rubrics.sources, *provisions]


def text_of(check: type[Check]) -> str:
    """A check's docstring as one paragraph."""
    return " ".join((check.__doc__ or "").split())


def table_of_checks() -> str:
    """The kinds of check as a Markdown table, made from their docstrings and fields."""
    rows = ["| kind | what it asks | fields |", "|---|---|---|"]
    for kind, check in KINDS.items():
        fields = ", ".join(f"`{name}` ({_type(f.annotation)}{_default(f)})"
                           for name, f in check.model_fields.items() if name != "kind")
        rows.append(f"| `{kind}` | {text_of(check)} | {fields.replace('|', chr(92) + '|') or 'none'} |")
    return "\n".join(rows)


def table_of_conditions() -> str:
    """The named conditions as a Markdown table."""
    return "\n".join(["| condition | holds when |", "|---|---|", *(f"| `{c}` | {words(c)} |" for c in CONDITIONS)])


def _criterion(rubrics: Rubrics, id: str, criterion: Criterion) -> str:
    lines = [f"{id}: {criterion.title}", "", f"Why: {criterion.why}", f"Looks at: {', '.join(criterion.parts)}",
             f"Check: {_check(criterion.check)}"]
    kind = KINDS.get(str(criterion.check.get("kind")))
    if kind is not None:
        lines.append(f"  {text_of(kind)}")
    for key, values in criterion.variants.items():
        for value, variant in values.items():
            lines.append(f"With {key} {value}: {variant.title or 'as above'}"
                         + (f"; {_check(variant.check)}" if variant.check else ""))
    lines.append(f"Feedback: {criterion.feedback}")
    lines.append("Asked by:")
    for source in rubrics.sources.values():
        for provision in source.provisions:
            lines += [f"  {provision.id} ({provision.force}): {provision.says}" + _asked(a)
                      for a in provision.asks if a.criterion == id]
    lines.append("Examples:")
    for example in criterion.examples:
        given = example.given if isinstance(example.given, str) else str(example.given)
        lines.append(f"  {example.level}{_with(example.with_)}: {given if len(given) < 300 else given[:297] + '...'}"
                     + (f" ({example.note})" if example.note else ""))
    return "\n".join(lines)


def _provision(rubrics: Rubrics, source: str, provision: Provision) -> str:
    policy = rubrics.sources[source]
    lines = [f"{provision.id}: {provision.says}", "", f"{policy.title}, {provision.at}. Force: {provision.force}."]
    if provision.when:
        lines.append("Asked when: " + " ".join(words(w) for w in provision.when if w in CONDITIONS))
    if provision.reading:
        lines.append(f"How it is read: {provision.reading}")
    for ask in provision.asks:
        title = rubrics.criteria[ask.criterion].title if ask.criterion in rubrics.criteria else ""
        lines.append(f"Scored by: {finding_key(ask.criterion, ask.with_)}: {title}")
    if provision.done_by:
        lines.append(f"Done by: {provision.done_by}")
    if provision.judged_by is not None:
        judged = provision.judged_by
        lines += [f"Judged by: {judged.who}", f"  met: {judged.met}", f"  partly: {judged.partly}",
                  f"  missed: {judged.missed}"]
    if provision.pending:
        lines.append("Pending: nothing scores it yet.")
    return "\n".join(lines)


def _check(check: dict[str, Any]) -> str:
    rest = {k: v for k, v in check.items() if k != "kind"}
    name = str(check.get("kind", "the same kind"))
    return name + (" with " + ", ".join(f"{k}: {_shown(v)}" for k, v in rest.items()) if rest else "")


def _with(with_: dict[str, Any]) -> str:
    return f" [{', '.join(f'{k}: {_shown(v)}' for k, v in with_.items())}]" if with_ else ""


def _asked(ask: Ask) -> str:
    return _with(ask.with_)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _fields(check: type[Check]) -> str:
    rows = [f"  {name}: {_type(f.annotation)}{_default(f)}" for name, f in check.model_fields.items() if name != "kind"]
    return "Fields:\n" + "\n".join(rows) if rows else "It has no fields."


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return ", needed"
    default = field.default
    if default in ((), ""):
        return ""
    return f", {str(default).lower() if isinstance(default, bool) else default} unless said"


def _type(annotation: Any) -> str:
    """A field's type in words that authors can use."""
    if annotation is bool:
        return "true or false"
    if annotation in (int, float):
        return "number"
    if annotation is str:
        return "text"
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation == Who:
        return "a word for people"
    if origin is Literal:
        return " / ".join(map(str, args))
    if origin is tuple:
        return f"list of {_type(args[0])}"
    if args:
        return " / ".join(dict.fromkeys(_type(a) for a in args if not _is_bound(a)))
    return "text"


def _is_bound(part: Any) -> bool:
    return not isinstance(part, type) and get_origin(part) is None
