from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Information, Lane, Step
from qa_auditor.domain.step_editing import lines_of, with_information, with_step_name
from qa_auditor.domain.text import plain, translated

NUMBER = translated({"zh-CN": "号码", "en": "Number"})
ORDER = translated({"zh-CN": "订单", "en": "Order"})
STEP = Step("s", NUMBER, Stage.INITIAL, Lane.FRONT, information=Information(enters=(NUMBER, ORDER)))


def test_a_piece_put_between_two_others_leaves_both_as_they_are_in_every_language():
    changed = with_information(STEP, "enters", "en", ["Number", "Name", "Order"])
    assert changed.information.enters == (NUMBER, translated({"en": "Name"}), ORDER)


def test_a_piece_that_is_renamed_keeps_what_it_is_called_elsewhere():
    changed = with_information(STEP, "enters", "en", ["Number", "Purchase order"])
    assert changed.information.enters[1] == translated({"zh-CN": "订单", "en": "Purchase order"})


def test_a_piece_that_is_taken_away_goes_in_every_language():
    assert with_information(STEP, "enters", "zh-CN", ["订单", " "]).information.enters == (ORDER,)


def test_pieces_without_a_wording_show_the_nearest_one():
    step = with_information(STEP, "stored", "zh-CN", ["档案"])
    assert lines_of(step.information, "stored", "en") == ["档案"]


def test_the_last_name_of_a_step_is_never_taken_away():
    one = Step("s", plain("Greet"), Stage.INITIAL, Lane.FRONT)
    assert with_step_name(one, "en", "") == one
