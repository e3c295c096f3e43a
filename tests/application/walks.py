"""What tests of walk-throughs share: a small process, and walking, finishing and submitting it."""

from fractions import Fraction

from qa_auditor.application.scoring_desk import give_response, submit_evaluation
from qa_auditor.application.walkthroughs.finishing import finish_walkthrough
from qa_auditor.application.walkthroughs.walking import (
    marking,
    open_walkthrough,
    say,
)
from qa_auditor.domain.answer import NA, Response
from qa_auditor.domain.checklist import Choice, Duration, MultiChoice, Number, Rating, Stage, YesNo
from qa_auditor.domain.process import Lane, ProcessRecord, Step
from qa_auditor.domain.text import plain
from qa_auditor.domain.walk import StepOutcome

DONE, SKIPPED = StepOutcome.DONE, StepOutcome.SKIPPED
RECORD = ProcessRecord(
    "SHOP",
    1,
    plain("Shop"),
    steps=(
        Step("greet", plain("Greet"), Stage.INITIAL, Lane.FRONT, time_limit_s=10),
        Step("serve", plain("Serve"), Stage.MIDDLE, Lane.FRONT),
        Step("part", plain("See off"), Stage.FINAL, Lane.FRONT),
    ),
)


def mark(shop, opened, *pairs):
    for step_id, outcome in pairs:
        given = marking(opened, step_id=step_id, outcome=outcome)
        opened = say(
            shop.store,
            clock=shop.clock,
            walkthrough_id=opened.walkthrough.id,
            evaluator_id=shop.auditor,
            given=given,
        ).value
    return opened


def finish(shop, opened):
    return finish_walkthrough(
        shop.store, clock=shop.clock, walkthrough_id=opened.walkthrough.id, evaluator_id=shop.auditor
    ).value


def best(question):
    """An answer that earns all, as far as there is one; None for a question that earns nothing."""
    match question.answer:
        case YesNo(passing=answer):
            return answer
        case Choice(options=options):
            return max(options, key=lambda option: option.score).id
        case MultiChoice(options=options):
            return tuple(option.id for option in options if option.score >= 0)
        case Rating(maximum=highest):
            return Fraction(highest)
        case Duration() | Number():
            return NA if question.na else Fraction(1)
    return None


def submit(shop, evaluation):
    for question in evaluation.checklist.questions():
        if (value := best(question)) is not None:
            give_response(
                shop.store,
                clock=shop.clock,
                evaluation_id=evaluation.evaluation.id,
                question_id=question.id,
                response=Response(value, note="seen"),
                evaluator_id=shop.auditor,
            )
    return submit_evaluation(shop.store, clock=shop.clock, evaluation_id=evaluation.evaluation.id).value


def again(shop, opened):
    return open_walkthrough(shop.store, walkthrough_id=opened.walkthrough.id)
