# SPDX-License-Identifier: Apache-2.0
"""`policy evaluate`: ask every question that supervisors marked again, and say what was missed."""

from desktop_app.desk import Desk
from desktop_app.workflows.evaluating import Evaluation, Replayed
from ui.terminal.output import Status, document, note, say


def evaluate(desk: Desk, *, worded: bool, as_json: bool) -> Status:
    """Replay the marks, `worded` by Claude as well or as the office does. The answer is no where a
    rule is lost that was found before.
    """
    found = desk.evaluating.evaluate(worded=worded or None)
    if as_json:
        document(_as_document(found))
    elif not found.marks:
        note("Nothing is marked yet. Mark rules in the library, under Test the search.")
    else:
        for one in found.missed:
            lost = "LOST " if one.lost else "missed"
            rank = f"place {one.rank}" if one.rank else "not among 10"
            say(f"{lost:<7} {one.mark.wanted}  {rank}  {_short(one.mark.question)}")
        say(
            f"{found.questions} questions, {len(found.marks)} marks:"
            f" recall@5 {found.recall_at_5:.3f}, nDCG@10 {found.ndcg_at_10:.3f},"
            f" {len(found.missed)} missed, {len(found.lost)} of them found before."
        )
        if worded or found.worded:
            say(f"Claude gave something to look up for {found.worded} of the questions.")
    return Status.ANSWER_IS_NO if found.lost else Status.DONE


def _as_document(found: Evaluation) -> dict[str, object]:
    return {
        "questions": found.questions,
        "marks": len(found.marks),
        "worded": found.worded,
        "recall@5": round(found.recall_at_5, 4),
        "ndcg@10": round(found.ndcg_at_10, 4),
        "missed": [_one(one) for one in found.missed],
        "lost": [one.mark.id for one in found.lost],
    }


def _one(one: Replayed) -> dict[str, object]:
    return {
        "mark": one.mark.id,
        "question": one.mark.question,
        "day": one.mark.day.isoformat(),
        "wanted": one.mark.wanted,
        "rank": one.rank,
        "lost": one.lost,
    }


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
