"""Report rows."""

from dataclasses import replace

import pytest

from trainer.store import BadTime, FindingRow, Store, Unstorable

ROW = FindingRow(
    "s1",
    "sub1",
    "a1",
    "p1",
    "federal",
    "plan-in-time",
    "days=60",
    "partly",
    1 / 3,
    3.0,
    False,
    "2026-11-21T10:00:00Z",
)


def test_rows_come_back_as_they_were_added(store: Store) -> None:
    rows = [
        ROW,
        replace(ROW, source="ct-36-3", level="not_applicable", points=None, of=None),
        replace(ROW, criterion="goal", with_="", critical=True, level="missed", points=0.0),
        replace(ROW, trainee="p2", attempt="a2", submission="sub2", scorecard="s2"),
    ]
    with store.write() as w:
        w.add_finding_rows(iter(rows))
    with store.read() as r:
        assert r.finding_rows() == rows
        assert r.finding_rows(trainee="p1") == rows[:3]
        assert r.finding_rows(trainee=("p1", "p2"), criterion="plan-in-time") == [rows[0], rows[1], rows[3]]
        assert r.finding_rows(attempt="a2") == r.finding_rows(scorecard="s2") == rows[3:]
        assert r.finding_rows(submission="sub2", source="federal", level="partly") == rows[3:]
        assert r.finding_rows(criterion="nothing") == r.finding_rows(trainee=()) == []


def test_one_bad_row_keeps_out_all(store: Store) -> None:
    with store.write() as w:
        for bad, refusal in [
            (replace(ROW, points=float("nan")), Unstorable),
            (replace(ROW, of=float("inf")), Unstorable),
            (replace(ROW, criterion=""), Unstorable),
            (replace(ROW, with_="a\x00"), Unstorable),
            (replace(ROW, at="yesterday"), BadTime),
        ]:
            with pytest.raises(refusal):
                w.add_finding_rows([ROW, bad])
        assert w.finding_rows() == []
