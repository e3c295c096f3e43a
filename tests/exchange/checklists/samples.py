"""Checklists for tests: a small correct one, and ways to spoil it."""

GOOD = """\
format: 1
id: sample
version: 1
title: {zh-CN: 样例, en: Sample}
subject: call
scoring:
  method: weighted
  pass_mark: 85
sections:
  - id: opening
    title: Opening
    weight: 20
    questions:
      - id: greeting
        text: Greets
        area: people.tact
        weight: 5
        answer: {type: yes_no, na: true}
      - id: resolved
        text: Solved
        area: people.problem_solving
        answer: {type: choice, options: [{id: full, title: Full, score: 1}, {id: none, title: None, score: 0}]}
  - id: closing
    title: Closing
    questions:
      - id: thanks
        text: Thanks
        area: people.tact
        answer: {type: yes_no}
        when: greeting == yes
"""


def with_question(lines: str, *, scoring: str = "method: points") -> str:
    """A checklist with questions of all kinds to refer to, and one more with the keys ``lines`` (a flow mapping)."""
    return f"""\
format: 1
id: sample
version: 1
title: Sample
subject: call
scoring: {{{scoring}}}
sections:
  - id: only
    title: Only
    questions:
      - {{id: yn, text: T, area: people.tact, answer: {{type: yes_no, na: true}}}}
      - {{id: ch, text: T, area: people.tact,
         answer: {{type: choice, options: [{{id: a, score: 1}}, {{id: b-c, score: 0}}]}}}}
      - {{id: mc, text: T, area: people.tact,
         answer: {{type: multi_choice, options: [{{id: fee, score: 1}}, {{id: x, score: -0.5}}]}}}}
      - {{id: ra, text: T, area: people.tact, answer: {{type: rating, min: 1, max: 5}}}}
      - {{id: nu, text: T, area: people.tact, answer: {{type: number, bands: [{{max: 2, score: 1}}, {{score: 0}}]}}}}
      - {{id: tx, text: T, area: people.tact, answer: {{type: text}}}}
      - {{id: da, text: T, area: people.tact, answer: {{type: date}}}}
      - {{id: asked, text: T, area: people.tact, {lines}}}
      - {{id: later, text: T, area: people.tact, answer: {{type: yes_no}}}}
"""


ASKED_LINE = 20
"""The line of the question that ``with_question`` adds."""
