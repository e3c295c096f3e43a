"""Folding, filtering and passing the rest: the form under quick hands."""

from tests.ui.conftest import Desk


def shown(desk: Desk) -> list[str]:
    return [row.question.id for row in desk.score.form.form.rows if row.question is not None]


def test_a_section_folds_up_and_opens_again(desk: Desk):
    page = desk.begin()
    desk.press("B")
    assert shown(desk) == ["solved", "tone", "wait"]
    assert [row.section.id for row in page.form.form.rows if row.question is None] == ["opening", "handling"]
    desk.press("B")
    assert shown(desk) == ["greeting", "name", "solved", "tone", "wait"]


def test_the_form_shows_open_failed_or_critical_questions(desk: Desk):
    page = desk.begin()
    desk.press("Y", "N")
    desk.press("Q")
    assert shown(desk) == ["solved", "tone", "wait"]
    desk.press("Q")
    assert shown(desk) == ["name"]
    desk.press("Q")
    assert shown(desk) == ["solved"]
    desk.press("Q")
    assert len(shown(desk)) == 5
    page.head.filter.option("failed").click()
    assert shown(desk) == ["name"]


def test_a_question_that_is_filtered_out_comes_back_when_it_is_asked_for(desk: Desk):
    page = desk.begin()
    desk.press("Y", "N", "Q", "Q")
    assert page.form.go_to("wait")
    assert len(shown(desk)) == 5
    assert page.form.current_question() == "wait"


def test_the_rest_of_a_section_passes_at_one_key_and_each_answer_can_be_taken_back(desk: Desk):
    desk.begin()
    desk.press("D")
    assert {key: one.value for key, one in desk.bench.responses.items()} == {"greeting": "yes", "name": "yes"}
    with desk.backend.store.begin() as work:
        kept = work.evaluations.responses(desk.bench.opened.evaluation.id)
    assert set(kept) == {"greeting", "name"}
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.bench.responses == {}


def test_critical_questions_are_judged_one_by_one(desk: Desk):
    desk.begin()
    desk.press("J", "J", "D")
    assert "solved" not in desk.bench.responses
