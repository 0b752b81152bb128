"""Rows as Parquet: the same rows give the same bytes (with the same release of pyarrow)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from trainer.case.population.row import Row

SCHEMA = pa.schema([
    ("n", pa.int64()), ("seen", pa.string()), ("track", pa.string()), ("sex", pa.string()), ("age", pa.int16()),
    ("age_at_entry", pa.int16()), ("race", pa.string()), ("circumstances", pa.list_(pa.string())),
    ("partner_violence", pa.bool_()), ("partner_violence_documented", pa.bool_()),
    ("maltreatment", pa.list_(pa.string())), ("reporter", pa.string()), ("disability", pa.string()),
    ("sibling_group", pa.string()), ("sibling_placement", pa.string()), ("months_in_care", pa.int16()),
    ("placement", pa.string()), ("goal", pa.string()), ("concurrent", pa.bool_()), ("settings", pa.string()),
    ("exit", pa.string()), ("months_at_review", pa.float64())])


def write(path: Path, rows: Iterable[Row]) -> None:
    """Rows into one file, as one row group."""
    table = pa.Table.from_pylist([row.model_dump() for row in rows], SCHEMA)
    pq.write_table(table, path, compression="zstd", row_group_size=table.num_rows)


def join(path: Path, pieces: Iterable[Path]) -> None:
    """Several files into one, a row group each, in their order."""
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for piece in pieces:
            table = pq.read_table(piece, schema=SCHEMA)
            writer.write_table(table, row_group_size=table.num_rows)
