"""Animals that are notebooks, and the means to write one."""

import json
from pathlib import Path

from gitassay.model.candidate import Status
from tests.support.canary import Canary
from tests.zoo.animal import READABLE, animal
from tests.zoo.den import Den

DEEP = 100_000
SLOW = READABLE | {Status.TIMED_OUT}


def notebook(cells: list[object], **more: object) -> str:
    """A notebook of these cells."""
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})


def code(source: object, outputs: object = ()) -> dict[str, object]:
    """A code cell."""
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": source,
        "outputs": list(outputs) if outputs == () else outputs,
    }


@animal(SLOW)
def notebook_huge(path: Path, _: Canary) -> None:
    """Notebooks of twenty thousand cells, of one endless output, of one endless cell. Safe: caps that are named."""
    image = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 12_000_000}}
    stream = {"output_type": "stream", "name": "stdout", "text": ["accuracy: 0.99\n"] * 100_000}
    den = Den(path)
    den.project(
        {
            "README.md": "# Notebooks\n",
            "cells.ipynb": notebook([code("import json\n")] * 20_000),
            "image.ipynb": notebook([code("plot()\n", [image])]),
            "stream.ipynb": notebook([code("train()\n", [stream])]),
            "line.ipynb": notebook([code("x = [" + "1," * 500_000 + "]\n")]),
        }
    )
    den.settle()


@animal(SLOW)
def notebook_broken(path: Path, _: Canary) -> None:
    """Notebooks that are no JSON, no object, or hold the wrong kinds of things everywhere. Safe: unreadable is not absent."""
    wrong: list[object] = [
        None,
        1,
        "x",
        [],
        {},
        {"cell_type": 7},
        code(None),
        code(5),
        code([1, None, {}]),
        code("x", {"a": 1}),
        code("x", "text"),
    ]
    outputs: list[object] = [
        None,
        3,
        {},
        {"output_type": []},
        {"output_type": "error", "traceback": 5, "evalue": {}},
        {"data": {"text/plain": {}}},
    ]
    den = Den(path)
    den.project(
        {
            "README.md": "# Broken notebooks\n",
            "empty.ipynb": "",
            "text.ipynb": "not json",
            "list.ipynb": "[]",
            "null.ipynb": "null",
            "deep.ipynb": "[" * DEEP,
            "cells_dict.ipynb": json.dumps({"cells": {"a": 1}}),
            "no_cells.ipynb": "{}",
            "wrong.ipynb": notebook([*wrong, code("x = 1\n", outputs)], metadata=[1]),
            "magic.ipynb": notebook(
                [code("%%bash\nrm -rf /\n"), code("!pip install x\n%load_ext y\n?z\n"), code("%%html\n<script>alert(1)</script>")]
            ),
            "old.ipynb": json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": "print 1"}]}], "nbformat": 3}),
            "surrogate.ipynb": '{"cells": [{"cell_type": "code", "source": "x = \\"\\ud800\\"", "outputs": []}], "nbformat": 4}',
            "half.ipynb": notebook([code("import json\n")])[:-20],
            "utf16.ipynb": notebook([code("import json\n")]).encode("utf-16"),
            "merge.ipynb": "<<<<<<< HEAD\n" + notebook([]) + "\n=======\n{}\n>>>>>>> other\n",
        }
    )
    den.settle()
