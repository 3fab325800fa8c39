# SPDX-License-Identifier: Apache-2.0
"""The desk: the workflows a window or a terminal may use, assembled over one set of parts."""

from dataclasses import dataclass, replace

from desktop_app.changes import Changes
from desktop_app.parts import Parts
from desktop_app.workflows.controlling import Controlling
from desktop_app.workflows.correcting import Correcting
from desktop_app.workflows.delivery import Delivery
from desktop_app.workflows.drafting import Drafting
from desktop_app.workflows.evaluating import Evaluating
from desktop_app.workflows.examining import Examining
from desktop_app.workflows.gate import Gate, guarded
from desktop_app.workflows.handover import Handover
from desktop_app.workflows.holding import Holding
from desktop_app.workflows.intake import Intake
from desktop_app.workflows.library import Library
from desktop_app.workflows.models import Models
from desktop_app.workflows.overview import Overview
from desktop_app.workflows.people_first import PeopleFirst
from desktop_app.workflows.policy import Policy
from desktop_app.workflows.recalling import Recalling
from desktop_app.workflows.replying import Replying
from desktop_app.workflows.reviewing import Reviewing
from desktop_app.workflows.second_reading import SecondReading
from desktop_app.workflows.setup import Setup
from desktop_app.workflows.spending import Purse, Spending
from desktop_app.workflows.summarising import Summarising
from desktop_app.workflows.syncing import Syncing
from desktop_app.workflows.wording import Wordings


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a person can do at a desk, and what it can look at."""

    intake: Intake
    drafting: Drafting
    replying: Replying
    holding: Holding
    delivery: Delivery
    reviewing: Reviewing
    policy: Policy
    wordings: Wordings
    library: Library
    handover: Handover
    recalling: Recalling
    evaluating: Evaluating
    summarising: Summarising
    spending: Spending
    models: Models
    controlling: Controlling
    second: SecondReading
    correcting: Correcting
    overview: Overview
    people_first: PeopleFirst
    examining: Examining
    setup: Setup
    syncing: Syncing
    parts: Parts

    @classmethod
    def assemble(cls, parts: Parts) -> "Desk":
        """Make the workflows over these parts. Whatever of them reaches Claude, reaches it through
        the gate.
        """
        gate, purse = Gate(parts), Purse(parts)
        drafters = guarded(parts.drafters, gate, purse)
        looks = dict(parts.examinations)
        if "drafter" in looks:
            looks["models"] = Models(parts).examine
            looks["budget"] = Spending(parts).examine
            looks["drafter"] = drafters[parts.choice.wanted].examine
        parts = replace(parts, drafters=drafters, examinations=looks)
        replying = Replying(parts)
        syncing = Syncing(parts)
        wordings = Wordings(parts, purse)
        return cls(
            intake=Intake(parts, syncing),
            drafting=Drafting(parts, purse, wordings),
            replying=replying,
            holding=Holding(parts, replying),
            delivery=Delivery(parts),
            reviewing=Reviewing(parts),
            policy=Policy(parts),
            wordings=wordings,
            library=Library(parts),
            handover=Handover(parts),
            recalling=Recalling(parts),
            evaluating=Evaluating(parts, wordings),
            summarising=Summarising(parts, purse),
            spending=Spending(parts),
            models=Models(parts),
            controlling=Controlling(parts, gate),
            second=SecondReading(parts, purse),
            correcting=Correcting(parts),
            overview=Overview(parts),
            people_first=PeopleFirst(parts),
            examining=Examining(parts.examinations),
            setup=Setup(parts),
            syncing=syncing,
            parts=parts,
        )

    def recover(self) -> Changes:
        """Pick up after the last stop, orderly or not: release leases, settle what was being
        sent.
        """
        return self.drafting.release() | self.summarising.release() | self.delivery.recover()
