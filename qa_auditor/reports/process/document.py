"""The PDF audit report of a process."""

from dataclasses import dataclass
from pathlib import Path

from reportlab.platypus import Flowable, PageBreak, Spacer

from qa_auditor.application.tasks import Progress, no_progress
from qa_auditor.application.views.process_content import ProcessReportContent
from qa_auditor.application.views.wording import PROCESS_CLASS_NAMES, moment_text
from qa_auditor.domain.moment import Moment
from qa_auditor.i18n import _, ngettext, speaking
from qa_auditor.reports.pdf.cover import Cover, draw_cover
from qa_auditor.reports.pdf.fonts import BOLD
from qa_auditor.reports.pdf.page import Contents, Front, write_pages
from qa_auditor.reports.pdf.setter import Setter
from qa_auditor.reports.pdf.style import HEADING_1, SOFT, Style
from qa_auditor.reports.pdf.text import TextBlock
from qa_auditor.reports.process.errors import critical_errors, questions
from qa_auditor.reports.process.evidence import findings, method
from qa_auditor.reports.process.flow import flow
from qa_auditor.reports.process.scores import scores
from qa_auditor.reports.process.summary import summary
from qa_auditor.reports.process.walks import walkthroughs
from qa_auditor.reports.process.wording import count_text, period_text

_READING = Style(12, 17, BOLD, before=34, after=6)


@dataclass(frozen=True, slots=True)
class Written:
    """A report on disk. ``missing``: characters that its fonts don't have, as ``U+1F984 ×2``."""

    path: Path
    pages: int
    missing: tuple[str, ...] = ()


def write_process_report(
    content: ProcessReportContent,
    path: Path,
    *,
    language: str,
    made: Moment,
    program: str,
    progress: Progress = no_progress,
) -> Written:
    """Write the report to ``path``, whole or not at all.

    Args:
        content: all the numbers.
        path: where the file is to lie; it is written under another name first.
        language: tag of the report's language.
        made: the report's only time; the same content and time give the same bytes.
        program: name and version of the program, for the cover and the document's properties.
        progress: told of each page; may raise ``Cancelled``, which leaves nothing behind.
    """
    with speaking(language):
        setter = Setter(language)
        cover = _cover(content, setter, made=made, program=program)
        story = _story(content, setter, made=made, program=program) if content.sample.evaluations else []
        front = Front(
            title=f"{cover.kind} · {cover.title}",
            subject=setter.one_line(f"{content.process.code} · {period_text(content)}"),
            author=setter.one_line(program),
            language=language,
            made=made.local(),
            running_left=f"{cover.title} · {cover.code}" if cover.title != cover.code else cover.code,
            running_right=setter.one_line(period_text(content)),
            page_of=lambda page, last: _("Page {page} of {last}").format(page=page, last=last),
        )
        pages = write_pages(
            story or [Spacer(1, 1)],
            path,
            front=front,
            draw_cover=lambda canvas: draw_cover(canvas, cover),
            on_page=lambda page: progress(page, 0, _("Page {page}").format(page=page)),
        )
    setter.glyphs.report(path.name)
    return Written(path, pages, setter.glyphs.faults())


def _story(content: ProcessReportContent, setter: Setter, *, made: Moment, program: str) -> list[Flowable]:
    chapters = [
        *summary(content, setter),
        *scores(content, setter),
        *flow(content, setter),
        *critical_errors(content, setter),
        *questions(content, setter),
        *findings(content, setter),
        *walkthroughs(content, setter),
        *method(content, setter, made=made, program=program),
    ]
    return [*_contents_page(setter), *chapters]


def _contents_page(setter: Setter) -> list[Flowable]:
    reading = (
        _("n is the number of evaluations that a figure rests on. The fewer, the less it says."),
        _(
            "The 95 % interval says how far chance may have moved a figure: were the same service sampled again and "
            "again, 19 of 20 such intervals would contain the true value. "
            "Two figures whose intervals overlap may be equal."
        ),
        _("A figure marked * rests on fewer than five evaluations."),
        _("Findings name the recording and the moment in it, so that each can be listened to."),
    )
    return [
        PageBreak(),
        setter.block(_("Contents"), HEADING_1),
        Contents(setter.entries),
        setter.block(_("How to read this report"), _READING),
        *[TextBlock(setter.show(text), SOFT) for text in reading],
    ]


def _cover(content: ProcessReportContent, setter: Setter, *, made: Moment, program: str) -> Cover:
    process = content.process
    sample = content.sample
    name = setter.one_line(process.name.in_language(setter.language)) or setter.one_line(process.code)
    facts = [
        (_("Period"), period_text(content)),
        (_("Time zone"), content.zone),
        (
            _("Evaluations"),
            _("{evaluations} of {evaluated} services; {subjects} were recorded").format(
                evaluations=count_text(sample.evaluations),
                evaluated=count_text(sample.evaluated),
                subjects=count_text(sample.subjects),
            ),
        ),
        (_("Made on"), f"{moment_text(made)} ({made.zone})"),
        (_("Program"), program),
    ]
    process_class = _(PROCESS_CLASS_NAMES[process.process_class]) if process.process_class else ""
    return Cover(
        kind=setter.one_line(_("Process audit report")),
        title=name,
        code=setter.one_line(process.code),
        process_class=setter.one_line(process_class),
        facts=tuple((setter.one_line(term), setter.one_line(text)) for term, text in facts),
        statement="" if sample.evaluations else setter.show(_nothing(content)),
    )


def _nothing(content: ProcessReportContent) -> str:
    known = ngettext(
        "{n} service of this process was recorded in the period.",
        "{n} services of this process were recorded in the period.",
        content.sample.subjects,
    ).format(n=count_text(content.sample.subjects))
    return (
        _("There is nothing to report: no evaluation of this process was submitted for the period.")
        + "\n"
        + known
        + "\n"
        + _(
            "Nothing can be said about the quality of the process. "
            "No figure is shown rather than a figure without ground."
        )
    )
