"""What is wrong with a file as YAML, said to its author."""

from qa_auditor.exchange import yaml_nodes
from qa_auditor.exchange.reading import Findings, Spot, quoted
from qa_auditor.exchange.yaml_nodes import YamlProblem
from qa_auditor.i18n import _


def composed(content: bytes, findings: Findings) -> yaml_nodes.Node | None:
    """The nodes of a YAML file, every fault of its YAML noted; None when there is nothing to look into further."""
    root, problems = yaml_nodes.compose(content)
    for problem in problems:
        message, remedy = _explained(problem)
        findings.fault(f"yaml-{problem.kind.replace('_', '-')}", _at(problem.line), message, remedy)
    if root is None and not problems:
        findings.fault("yaml-empty", _at(1), _("the file is empty"), "")
    return root


def _at(line: int) -> Spot:
    return Spot(yaml_nodes.Scalar("", line), "", line)


def _explained(problem: YamlProblem) -> tuple[str, str]:  # noqa: PLR0911 - a table in which each row needs its values
    first, _line_break, second = problem.detail.partition("\n")
    match problem.kind:
        case "syntax":
            return _syntax(problem, first, second)
        case "duplicate_key":
            message = _("the key {key} stands in line {line} already").format(key=quoted(first), line=second)
            return message, _("Leave one of them out")
        case "tag":
            return _("the tag {tag} is not allowed").format(tag=quoted(first)), _("Write the value without a tag")
        case "unknown_alias":
            message = _("the alias {name} refers to nothing before it").format(name=quoted(f"*{first}"))
            return message, _("Write the value out, or in quotes if it begins with *")
        case "key_not_text":
            return _("a list or mapping can't be a key"), _("Write a word before the colon")
        case "several_documents":
            return _("the file holds more than one document"), _("Put each of them in a file of its own")
        case "too_deep":
            return _("values are nested too deeply"), _("Files of this kind have no more than eight levels")
        case "too_many":
            return _("the file holds too many values, or aliases that multiply"), _("Split it or write aliases out")
        case "too_large":
            limit = yaml_nodes.LARGEST // 1_000_000
            return _("the file is larger than {limit} MB").format(limit=limit), _("Split it")
        case "character":
            return _("the character {code} is not allowed in YAML").format(code=first), _("Delete it")
        case _:
            return _("the file is not UTF-8 text"), _("Save it as UTF-8")


def _syntax(problem: YamlProblem, words: str, begun: str) -> tuple[str, str]:
    where = _("character {column}").format(column=problem.column) if problem.column else ""
    if begun and int(begun) != problem.line:
        since = _("in what began in line {line}").format(line=begun)
        where = f"{where}, {since}" if where else since
    message = _("this is not YAML: {reason}").format(reason=_reason(words))
    return (f"{message} ({where})" if where else message), _remedy(words)


def _reason(words: str) -> str:
    """The parser's most usual words in the user's language; the rest as they are."""
    known = {
        "mapping values are not allowed in this context": _("a colon and blank stand where no key can be"),
        "did not find expected key": _("a key was expected"),
        "did not find expected ',' or ']'": _("a comma or ] was expected"),
        "did not find expected ',' or '}'": _("a comma or } was expected"),
        "did not find expected '-' indicator": _("a line beginning with - was expected"),
        "could not find expected ':'": _("a colon was expected"),
        "found unexpected end of stream": _("a quote is opened and not closed"),
        "found character that cannot start any token": _("a character that can't begin a value"),
    }
    return known.get(words, words)


def _remedy(words: str) -> str:
    if words == "mapping values are not allowed in this context":
        return _("Put a text that contains a colon in quotes, or check the indentation")
    if words == "found character that cannot start any token":
        return _("Indent with blanks, not tabs, and put a text that begins with @, ` or % in quotes")
    if "end of stream" in words or "expected ','" in words:
        return _("Close what was opened")
    return _("Check the indentation and the quotes")
