"""What a person had better know before training, as rules: each a row with its source and its way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.config.arguments import TrainingArguments
from core.config.dataset_config import DatasetBlueprint
from core.config.documents import Place
from core.config.hardware import UNKNOWN, Hardware
from core.config.plan import TrainPlan
from core.config.problem import Problem, Remedy, Severity


@dataclass(frozen=True, slots=True)
class Training:
    """What a rule may look at."""

    args: TrainingArguments
    blueprint: DatasetBlueprint | None = None
    plan: TrainPlan | None = None
    hardware: Hardware = UNKNOWN
    cwd: Path = field(default_factory=Path)


@dataclass(frozen=True, slots=True)
class Finding:
    """Fills a rule's sentences. Where no `key` or `place` is given, the rule's own key and its place count.

    `severity` and `remedy` replace the rule's where given.
    """

    values: dict[str, object] = field(default_factory=dict)
    key: str | None = None
    place: Place | None = None
    severity: Severity | None = None
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`message` and `hint` are formatted with the values that `find` returns; `source` says how we know."""

    code: str
    severity: Severity
    key: str
    message: str
    hint: str
    source: str
    find: Callable[[Training], Iterator[Finding]]
    remedy: Remedy | None = None
    scripts: tuple[str, ...] | None = None
    """The scripts that the rule is about; all where it is None."""


def advice_problems(training: Training) -> list[Problem]:
    """Every rule's findings, in the order of the rules."""
    from core.config.advice_rules import RULES

    return [
        _problem(rule, found, training.args)
        for rule in RULES
        if rule.scripts is None or training.args.script in rule.scripts
        for found in rule.find(training)
    ]


def _problem(rule: Rule, found: Finding, args: TrainingArguments) -> Problem:
    key = found.key or rule.key
    place = args.place(key) if found.place is None else found.place
    return Problem(
        found.severity or rule.severity,
        rule.code,
        rule.message.format(**found.values),
        rule.hint.format(**found.values),
        place.file,
        place.line,
        key,
        found.remedy or rule.remedy,
    )
