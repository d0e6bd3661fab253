import pytest

from gitassay.sample.patch import Hunk, PatchError, apply_patch, read_patch

HEADER = """From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
From: Ada Example <ada@example.com>
Date: Sat, 15 Mar 2025 09:12:26 +0100
Subject: Say why

"""
REPLACE = """diff --git a/notes.txt b/notes.txt
index 1111111..2222222 100644
--- a/notes.txt
+++ b/notes.txt
@@ -1,3 +1,3 @@
 one
-two
+2
 three
"""


def test_author_date_and_message_are_read() -> None:
    patch = read_patch(HEADER + "Because it is asked.\n\n" + REPLACE)
    assert (patch.author, patch.date.isoformat()) == ("Ada Example <ada@example.com>", "2025-03-15T09:12:26+01:00")
    assert patch.message == "Say why\n\nBecause it is asked.\n"


def test_a_message_may_be_one_line() -> None:
    assert read_patch(HEADER + REPLACE).message == "Say why\n"


def test_lines_are_replaced_where_they_stand() -> None:
    assert apply_patch({"notes.txt": "one\ntwo\nthree\n"}, read_patch(HEADER + REPLACE)) == {"notes.txt": "one\n2\nthree\n"}


def test_later_hunks_allow_for_the_lines_added_before_them() -> None:
    diff = "diff --git a/n b/n\n--- a/n\n+++ b/n\n@@ -1 +1,2 @@\n a\n+b\n@@ -3 +4 @@\n-c\n+C\n"
    assert apply_patch({"n": "a\nx\nc\n"}, read_patch(HEADER + diff)) == {"n": "a\nb\nx\nC\n"}


def test_an_insertion_stands_after_the_line_it_names() -> None:
    diff = "diff --git a/n b/n\n--- a/n\n+++ b/n\n@@ -1,0 +2 @@\n+b\n"
    assert apply_patch({"n": "a\nc\n"}, read_patch(HEADER + diff)) == {"n": "a\nb\nc\n"}


def test_files_come_and_go() -> None:
    diff = (
        "diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+text\n"
        "diff --git a/empty b/empty\nnew file mode 100644\nindex 0000000..e69de29\n"
        "diff --git a/old b/old\ndeleted file mode 100644\n--- a/old\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n"
    )
    assert apply_patch({"old": "gone\n"}, read_patch(HEADER + diff)) == {"new": "text\n", "empty": ""}


def test_a_last_line_may_lack_its_line_feed() -> None:
    diff = "diff --git a/n b/n\n--- a/n\n+++ b/n\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
    assert read_patch(HEADER + diff).changes[0].hunks == (Hunk(1, ("a",), ("b\n",)),)


def test_other_line_separators_do_not_cut_a_line() -> None:
    diff = "diff --git a/n b/n\n--- a/n\n+++ b/n\n@@ -2 +2 @@\n-b\n+B\n"
    assert apply_patch({"n": "a\u2028\x0ca\nb\n"}, read_patch(HEADER + diff)) == {"n": "a\u2028\x0ca\nB\n"}


@pytest.mark.parametrize(
    ("files", "diff", "message"),
    [
        ({"notes.txt": "one\nTWO\nthree\n"}, REPLACE, "not there"),
        ({}, REPLACE, "not there"),
        ({"notes.txt": ""}, REPLACE.removesuffix(" three\n"), "ends within a hunk"),
        ({}, "diff --git a/run b/run\nnew file mode 100755\n", "plain files"),
        ({}, "diff --git a/link b/link\nnew file mode 120000\n", "plain files"),
        ({}, "diff --git a/old b/new\nrename from old\nrename to new\n", "Renames"),
    ],
)
def test_what_does_not_fit_is_refused(files: dict[str, str], diff: str, message: str) -> None:
    with pytest.raises(PatchError, match=message):
        apply_patch(files, read_patch(HEADER + diff))


def test_a_header_must_be_whole() -> None:
    with pytest.raises(PatchError, match="Subject"):
        read_patch("From 0 Mon Sep 17 00:00:00 2001\nFrom: Ada <ada@example.com>\n\ndiff --git a/n b/n\n")
