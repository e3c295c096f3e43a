"""Which steps of its process were heard in each call of the demo, as its evaluator marked them."""

from random import Random

from qa_auditor.application.demo.story import Scene
from qa_auditor.application.ports import Store
from qa_auditor.application.process_library.walking import keep_walk
from qa_auditor.domain.flow import entries, ways_out
from qa_auditor.domain.process import ProcessRecord, StepKind
from qa_auditor.domain.walk import StepOutcome, Walk, WalkedStep

OWN_SEED = 7
WALKED_SHARE = 0.5
"""In so many of the calls the evaluator marks the steps."""

_LEFT_OUT, _TOO_SLOW, _SWAPPED = 0.05, 0.04, 0.04
_LONGEST = 40


class Listener:
    """Throws dice of its own, so that the rest of the story stays as it is."""

    def __init__(self, store: Store) -> None:
        self._dice = Random(OWN_SEED)  # noqa: S311 - a story, no secret
        with store.begin() as work:
            self._records = {record.code: record for record in work.process_records.newest()}

    def walk(self, store: Store, evaluation_id: str, scene: Scene) -> None:
        """Mark the steps as they were heard, in so many of the calls."""
        record = self._records.get(scene.process)
        if record is None or self._dice.random() >= WALKED_SHARE:
            return
        slips = scene.agent.slips
        steps: list[WalkedStep] = []
        for name in self._way(record):
            if self._dice.random() < _LEFT_OUT * slips:
                continue
            slow = self._dice.random() < _TOO_SLOW * slips
            steps.append(WalkedStep(name, StepOutcome.NOT_TO_STANDARD if slow else StepOutcome.DONE))
        if len(steps) > 3 and self._dice.random() < _SWAPPED * slips * 5:
            place = self._dice.randrange(1, len(steps) - 1)
            steps[place], steps[place + 1 :] = steps[place + 1], [steps[place], *steps[place + 2 :]]
        keep_walk(store, walk=Walk(evaluation_id, record.code, record.version, tuple(steps)))

    def _way(self, record: ProcessRecord) -> list[str]:
        """One way through the process, from an entry to an end."""
        leaving = ways_out(record)
        here = self._dice.choice(entries(record)).id
        way = [here]
        while here in leaving and len(way) < _LONGEST and record.step_by_id[here].kind is not StepKind.END:
            here = self._dice.choice(leaving[here]).target
            way.append(here)
        return way
