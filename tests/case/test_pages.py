from trainer.case.record.pages import BREAK, cut
from trainer.case.record.told import Item, Ledger, cell, escape


def ledger(*topics: str) -> Ledger:
    return Ledger(tuple(Item(f"f{n}", topic, ("p1",), f"Told {n}.") for n, topic in enumerate(topics)))


def test_each_item_is_told_once_under_the_first_heading_that_asks() -> None:
    items = ledger("child.school.absence", "child.health", "child.school")
    assert len(items.take(("child.school",), None)) == 2
    assert not items.has(("child.school",), None)
    assert len(items.take((), None)) == 1
    assert len(items.take((), None)) == 0


def test_a_topic_does_not_take_its_neighbor() -> None:
    assert len(ledger("child.schooling").take(("child.school",), None)) == 0


def test_people_narrow_what_is_told_and_nobody_means_nothing() -> None:
    items = Ledger((Item("a", "child.health", ("p1", "p2"), "A."), Item("b", "child.health", ("p3",), "B.")))
    assert len(items.take(("child",), frozenset())) == 0
    assert len(items.take(("child",), frozenset({"p2"}))) == 1
    assert len(items.take(("child",), None)) == 1


def test_items_are_found_on_their_page() -> None:
    items = ledger("a", "b", "c")
    text = f"# Title\n\n{items.take(('b',), None)}\n{BREAK}\n- {items.take(('a',), None)}\n\n| x |\n|---|\n| " \
           f"{items.take(('c',), None)} |"
    done = cut(text)
    assert done.stands_on == {1: (1,), 0: (2,), 2: (2,)}
    assert done.pages == ("# Title\n\nTold 1.", "- Told 0.\n\n| x |\n|---|\n| Told 2. |")


def test_a_full_sheet_breaks_between_blocks_and_keeps_a_heading_with_its_text() -> None:
    done = cut("\n\n".join(["word " * 280] * 2 + ["### Next", "short"] + ["word " * 280] * 2))
    assert len(done.pages) == 2
    assert all(len(page) < 3300 for page in done.pages)
    assert not done.pages[0].rstrip().endswith("### Next")


def test_a_short_rest_stays_on_the_sheet() -> None:
    assert len(cut("word " * 590 + "\n\n" + "rest " * 60).pages) == 1


def test_a_long_table_goes_on_under_its_head() -> None:
    rows = "\n".join(f"| {n} | {'word ' * 20}|" for n in range(60))
    done = cut("## List\n\n| No. | Words |\n|---|---|\n" + rows)
    assert len(done.pages) > 1
    for page in done.pages:
        assert page.count("|---|---|") == 1
        assert page.count("| No. | Words |") == 1
    assert sum(page.count("| word") for page in done.pages) == 60


def test_headings_with_nothing_under_them_leave_themselves_out() -> None:
    text = "**OFFICE**\n\n## Title\n\n### Empty\n\n### Full\n\nText.\n\n**Also empty**\n\n### Last\n"
    assert cut(text).pages == ("**OFFICE**\n\n## Title\n\n### Full\n\nText.",)


def test_lines_of_a_block_stay_lines() -> None:
    assert cut("**OFFICE**\nStreet 1, Town\n\n- a\n- b").pages == ("**OFFICE**  \nStreet 1, Town\n\n- a\n- b",)


def test_content_stays_text() -> None:
    assert escape("<script>alert(1)</script>") == "\\<script>alert(1)\\</script>"
    assert escape("[here](http://x) ![x](y)") == "[here\\](http://x) \\![x\\](y)"
    assert escape("# no heading\n\n> no quote\n\n3. no list") == "\\# no heading\n\n\\> no quote\n\n3\\. no list"
    assert escape("wrapped\nline") == "wrapped line"
    assert escape("list:\n- one\n- two") == "list:\n- one\n- two"
    assert cell("a | b\nc") == "a \\| b c"
