"""Parameters for PostgreSQL: only what is a parameter is taken for one."""

import pytest

from tests.postgres import Server
from trainer.store import open_store
from trainer.store.postgres import translate


@pytest.mark.parametrize(
    ("sql", "translated"),
    [
        ("select :a, :a_1", "select %(a)s, %(a_1)s"),
        ("select ':a', 'it''s :b', :c", "select ':a', 'it''s :b', %(c)s"),
        ("select :a::text, x::int", "select %(a)s::text, x::int"),
        ("select 5 % 2, '50%', :a", "select 5 %% 2, '50%%', %(a)s"),
        ('select ":a" from t where b=:b', 'select ":a" from t where b=%(b)s'),
        ("select 1 -- :a it's\n, :b", "select 1 -- :a it's\n, %(b)s"),
        ("select /* :a ' */ :b", "select /* :a ' */ %(b)s"),
        (r"select E'\' :a', :b", r"select E'\' :a', %(b)s"),
        ("select $$ :a $$, $q$ ':b $$ $q$, :c", "select $$ :a $$, $q$ ':b $$ $q$, %(c)s"),
        ("values(:a,:b)", "values(%(a)s,%(b)s)"),
        ("select '10:42:00', a[1 : 2]", "select '10:42:00', a[1 : 2]"),
    ],
)
def test_translate(sql: str, translated: str) -> None:
    assert translate(sql).decode() == translated


@pytest.mark.postgres
def test_the_server_reads_it_the_same_way(postgres: Server) -> None:
    sql = r"""select ':a' as s, :a::text as a, E'\':a' as e, $$:a$$ as d, 7 % 4 as m, '100%' as p, '10:42' as t"""
    with open_store(postgres.fresh()) as store, store.read() as r:
        assert r._run(sql, {"a": "%s :b ''"}) == [
            {"s": ":a", "a": "%s :b ''", "e": "':a", "d": ":a", "m": 3, "p": "100%", "t": "10:42"}
        ]
