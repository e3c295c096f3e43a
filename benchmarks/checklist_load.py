"""Loading and checking a checklist of 1,000 questions, against the bare reading of the same YAML.

The floor is libyaml's parser walked to the end of the file: what any program pays before it looks at a value.
Aim: under 0.3 s.

    python benchmarks/checklist_load.py
"""

import json
import statistics
import time
from collections.abc import Callable

import yaml

from qa_auditor.exchange.checklist_yaml import load_checklist

QUESTIONS = 1_000
PER_SECTION = 20
RUNS = 7
AIM = 0.3
"""Seconds."""

_ANSWERS = (
    "{type: yes_no, na: true}",
    "{type: rating, min: 1, max: 5}",
    "{type: choice, options: [{id: full, title: {zh-CN: 全部, en: All}, score: 1}, {id: none, score: 0}]}",
    "{type: number, unit: rings, bands: [{max: 2, score: 1}, {max: 4, score: 0.5}, {score: 0}]}",
)


def checklist_text(questions: int = QUESTIONS) -> str:
    """A checklist with all that questions usually have: two languages, guidance, several answer types, conditions."""
    lines = ["format: 1", "id: long", "version: 1", "title: {zh-CN: 长表, en: Long}", "subject: call"]
    lines += ["scoring: {method: weighted, pass_mark: 85}", "sections:"]
    for number in range(questions):
        if number % PER_SECTION == 0:
            lines += [f"  - id: section-{number}", f"    title: {{zh-CN: 第{number}节, en: Section {number}}}"]
            lines += ["    weight: 20", "    questions:"]
        lines += [
            f"      - id: question-{number}",
            f"        text: {{zh-CN: 十秒内报出问候语 {number}, en: Greets within ten seconds {number}}}",
            "        guidance: {zh-CN: 从接通算起。超过十秒为否。, en: From the pick-up. Over ten seconds is no.}",
            "        area: people.tact",
            "        weight: 0.5",
            f"        answer: {_ANSWERS[number % len(_ANSWERS)]}",
        ]
        if number % 8 == 7:
            lines.append(f'        when: "question-{number - 7} == no and subject.channel in [phone, chat]"')
    return "\n".join(lines) + "\n"


def measure() -> dict[str, float]:
    """Seconds for loading, for the floor, and their ratio: medians of several runs."""
    content = checklist_text().encode()
    load_checklist(content)
    loading = _median(lambda: load_checklist(content))
    floor = _median(lambda: _walk(content))
    return {"questions": QUESTIONS, "seconds": loading, "floor_seconds": floor, "ratio": loading / floor}


def _walk(content: bytes) -> None:
    for _event in yaml.parse(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        pass


def _median(action: Callable[[], object]) -> float:
    times = []
    for _run in range(RUNS):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> None:
    """Print the measurement as JSON."""
    print(json.dumps({name: round(value, 4) for name, value in measure().items()}))


if __name__ == "__main__":
    main()
