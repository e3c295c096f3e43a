from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from qa_auditor.domain.process import Element, Measurement, ProcessRecord
from qa_auditor.ui.actions import Action
from qa_auditor.ui.pages.page import PageId
from qa_auditor.ui.pages.processes.page import ProcessesPage
from qa_auditor.ui.pages.processes.record.saving import NewProcessDialog, VersionDialog
from qa_auditor.ui.pages.processes.record.tab import RecordTab
from qa_auditor.ui.pages.processes.tabs import TabId
from tests.ui.conftest import Desk, OpenDesk

OpenRecord = Callable[..., RecordTab]


def shown(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text())


def newest(desk: Desk) -> ProcessRecord:
    with desk.backend.store.begin() as work:
        return work.process_records.latest("COMPLAINT")


def open_record(desk: Desk) -> RecordTab:
    desk.shell.open_page(PageId.PROCESSES, "tab:record/COMPLAINT")
    desk.settle()
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    tab = page.tab(TabId.RECORD)
    assert isinstance(tab, RecordTab)
    return tab


@pytest.fixture
def desk(open_desk: OpenDesk, library_workspace: Path) -> Desk:
    return open_desk(library_workspace)


@pytest.fixture
def tab(desk: Desk) -> RecordTab:
    return open_record(desk)


def write(desk: Desk, tab: RecordTab, element: Element, text: str) -> None:
    field = tab.screen_view.elements.fields[element]
    field.setFocus()
    field.setPlainText(text)
    desk.press("Tab")
    desk.settle()


def test_a_missing_element_says_so_until_it_is_written(desk: Desk, tab: RecordTab):
    gap = tab.screen_view.elements._gaps[Element.VALUE]
    assert gap.isVisible()
    write(desk, tab, Element.VALUE, "The customer stays")
    assert not gap.isVisible()
    assert "3 of 6 elements are missing" in shown(tab.screen_view.elements)


def test_what_is_written_is_on_disk_before_it_is_saved_as_a_version(desk: Desk, tab: RecordTab, open_desk: OpenDesk):
    before = newest(desk)
    write(desk, tab, Element.VALUE, "The customer stays")
    assert newest(desk) == before
    desk.shell.close()
    again = open_record(open_desk(folder=desk.folder))
    assert again.screen_view.elements.fields[Element.VALUE].toPlainText() == "The customer stays"
    assert again.screen_view.save.isEnabled()
    assert "Draft" in shown(again.screen_view)


def test_saving_asks_what_and_why_and_makes_the_next_version(desk: Desk, tab: RecordTab):
    before = newest(desk)
    write(desk, tab, Element.VALUE, "The customer stays")
    desk.press("Ctrl+Return")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VersionDialog)
    assert "Element: Value" in shown(dialog)
    desk.qtbot.keyClicks(dialog.what, "Value was missing")
    desk.qtbot.keyClick(dialog.what, "\r")
    assert "Name the reason" in dialog.trouble.text()
    desk.qtbot.keyClicks(dialog.why, "The audit asked for it")
    desk.qtbot.keyClick(dialog.why, "\r")
    desk.settle()
    saved = newest(desk)
    assert saved.version == before.version + 1
    assert saved.change is not None
    assert (saved.change.what, saved.change.why, saved.change.by) == (
        "Value was missing",
        "The audit asked for it",
        "周敏",
    )
    assert Element.VALUE not in saved.missing_elements
    assert not tab.screen_view.save.isEnabled()
    assert "Value was missing" in shown(tab.screen_view.versions)


def test_a_change_is_taken_back_and_done_again_by_key(desk: Desk, tab: RecordTab):
    field = tab.screen_view.elements.fields[Element.VALUE]
    write(desk, tab, Element.VALUE, "The customer stays")
    tab.screen_view.save.setFocus()
    desk.press("Ctrl+Z")
    assert field.toPlainText() == ""
    assert not tab.screen_view.save.isEnabled()
    tab.screen_view.about.setFocus()
    desk.press("Ctrl+Y")
    assert field.toPlainText() == "The customer stays"


def test_quick_changes_one_after_another_are_all_kept(desk: Desk, tab: RecordTab):
    fields = tab.screen_view.elements.fields
    for element in (Element.VALUE, Element.CUSTOMER, Element.ACTIVITIES):
        # None waits until the one before is on disk.
        fields[element].setPlainText(f"text of {element}")
        fields[element].flush()
    desk.settle()
    assert tab.desk.record is not None
    kept = {element: text.in_language("en") for element, text in tab.desk.record.elements}
    assert all(kept[one] == f"text of {one}" for one in (Element.VALUE, Element.CUSTOMER, Element.ACTIVITIES))
    for _step in range(3):
        tab.act(Action.UNDO)
        desk.settle()
    assert not tab.screen_view.save.isEnabled()


def test_the_text_of_one_language_leaves_the_others_alone(desk: Desk, tab: RecordTab):
    name = tab.screen_view.about.name
    name.setFocus()
    name.selectAll()
    desk.qtbot.keyClicks(name, "Complaints")
    desk.press("Return")
    assert tab.desk.view is not None
    assert tab.desk.view.record.name.in_language("en") == "Complaints"
    assert tab.desk.view.record.name.in_language("zh-CN") == "投诉处理"


def test_a_benchmark_that_is_none_is_refused_where_it_is_typed(desk: Desk, tab: RecordTab):
    card = tab.screen_view.measurements
    field = card.fields[Measurement.COMPLIANCE]
    assert field.text() == "90%"
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, "170")
    desk.press("Return")
    assert "between 0 and 100" in card._trouble.text()
    field.selectAll()
    desk.qtbot.keyClicks(field, "87.5%")
    desk.press("Return")
    assert not card._trouble.isVisible()
    assert tab.desk.view is not None
    assert str(dict(tab.desk.view.record.benchmarks)[Measurement.COMPLIANCE]) == "7/8"


def test_measured_values_stand_beside_their_benchmarks(desk: Desk, tab: RecordTab):
    card = tab.screen_view.measurements
    assert card._values[Measurement.COMPLIANCE].text() == "—"
    # Three of the house's own steps; none has an owner and resources.
    assert card._values[Measurement.CONFORMITY].text() == "0.0 %"
    assert card._counts[Measurement.CONFORMITY].text() == "2"
    card.periods.option("365").click()
    desk.settle()
    assert card.periods.option("365").isChecked()


def test_two_versions_are_compared_in_words(desk: Desk, tab: RecordTab):
    words = shown(tab.screen_view.versions)
    assert "Ten seconds became eight" in words
    assert "Why: Customers complained of waiting" in words
    assert "Step: Greet (greet) — time standard, changed" in words
    assert "− 10 s" in words
    assert "+ 8 s" in words


def test_a_former_version_can_be_looked_at_but_not_changed(desk: Desk, tab: RecordTab):
    number = tab.screen_view.versions._versions[1].number
    tab.screen_view.versions.version_wanted.emit(number)
    desk.settle()
    assert tab.screen_view.about.name.isReadOnly()
    assert not tab.screen_view.save.isVisible()
    tab.screen_view.newest.click()
    desk.settle()
    assert not tab.screen_view.about.name.isReadOnly()


def test_a_version_that_somebody_else_saved_in_between_is_not_overwritten(desk: Desk, tab: RecordTab):
    from dataclasses import replace

    from qa_auditor.application.process_library.saving import save_process
    from qa_auditor.domain.process import ChangeNote

    write(desk, tab, Element.VALUE, "The customer stays")
    there = newest(desk)
    save_process(
        desk.backend.store,
        clock=desk.backend.clock,
        record=replace(there, sources=()),
        based_on=there.version,
        note=ChangeNote("sources", "tidy", "Anna"),
    )
    desk.press("Ctrl+Return")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VersionDialog)
    dialog.what.setText("value")
    dialog.why.setText("audit")
    dialog.give()
    desk.settle()
    assert "Somebody else has saved version" in dialog.trouble.text()
    dialog.reject()
    assert newest(desk).sources == ()
    assert tab.screen_view.elements.fields[Element.VALUE].toPlainText() == "The customer stays"


def test_a_new_process_is_added_and_opened(desk: Desk, tab: RecordTab):
    tab.screen_view.new.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewProcessDialog)
    desk.qtbot.keyClicks(dialog.code, "mail-open")
    desk.qtbot.keyClicks(dialog.name, "Opening mail")
    desk.qtbot.keyClick(dialog.name, "\r")
    desk.settle()
    assert tab.screen_view.about.name.text() == "Opening mail"
    assert "6 of 6 elements are missing" in shown(tab.screen_view.elements)


def test_a_code_that_is_taken_or_wrong_is_refused_in_the_dialog(desk: Desk, tab: RecordTab):
    tab.screen_view.new.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewProcessDialog)
    dialog.name.setText("Again")
    for code in ("COMPLAINT", "-??-"):
        dialog.code.setText(code)
        dialog.give()
        desk.settle()
        assert dialog.isVisible()
        assert code in dialog.trouble.text()
    dialog.reject()


def test_broken_files_are_told_by_place_and_the_others_are_taken(desk: Desk, tab: RecordTab, tmp_path: Path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("format: 1\nprocess: GOOD\nversion: 1\nname: Good\n", encoding="utf-8")
    bad.write_text("format: 1\nprocess: BAD\nversion: 1\nname: Bad\nsteps:\n  - {id: a, lane: up}\n", encoding="utf-8")
    tab.take_in([good, bad, tmp_path / "missing.yaml"])
    desk.settle()
    told = shown(tab.screen_view)
    assert "bad.yaml:6" in told
    assert "missing.yaml" in told
    with desk.backend.store.begin() as work:
        assert "GOOD" in work.process_records.codes()
        assert "BAD" not in work.process_records.codes()


def test_what_is_exported_is_imported_as_the_same_into_an_empty_workspace(
    desk: Desk, tab: RecordTab, open_desk: OpenDesk, empty_workspace: Path
):
    tab.screen_view.export.chosen.emit("yaml")
    desk.settle()
    (file,) = (desk.folder / "exports").glob("complaint-*.yaml")
    other = open_desk(empty_workspace)
    fresh = open_record(other)
    fresh.take_in([file])
    other.settle()
    assert newest(other) == newest(desk)


def test_a_process_known_by_its_code_alone_can_be_described(open_desk: OpenDesk, filled_workspace: Path):
    from qa_auditor.application.subjects import assign_process

    desk = open_desk(filled_workspace)
    desk.shell.session.ask(lambda backend: assign_process(backend.store, subject_id="subject-0", code="VIPX"))
    desk.settle()
    desk.shell.open_page(PageId.PROCESSES, "tab:record/VIPX")
    desk.settle()
    page = desk.shell.page(PageId.PROCESSES)
    assert isinstance(page, ProcessesPage)
    tab = page.tab(TabId.RECORD)
    assert isinstance(tab, RecordTab)
    assert "nobody has described it" in shown(tab.screen_view)
    write(desk, tab, Element.RESULT, "Content guests")
    tab.act(Action.SUBMIT)
    desk.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VersionDialog)
    dialog.what.setText("First")
    dialog.why.setText("Nobody had")
    dialog.give()
    desk.settle()
    with desk.backend.store.begin() as work:
        assert work.process_records.latest("VIPX").version == 1
