import time
from textwrap import dedent

import pytest

from gitassay.facts.code.javascript import read_component, read_javascript
from gitassay.facts.code.table import Assertion, Assignment, Call, Definition, Import, Loop, Parse, Text, Unit

ENOUGH_SECONDS = 10


def read(source: str, path: str = "app.ts") -> Unit:
    return read_javascript(path, "typescript" if path.endswith(("ts", "tsx")) else "javascript", "main", dedent(source).lstrip("\n"))


def names(source: str) -> list[str]:
    return [call.name for call in read(source).calls]


def test_imports_of_every_form_are_found() -> None:
    source = """
        import OpenAI, { toFile as file } from 'openai';
        import * as fs from 'node:fs';
        import './style.css';
        import type { Row } from './rows';
        export * from './more';
        const express = require('express');
        async function late() { await import('pdf-lib'); }
    """
    assert read(source).imports == (
        Import("openai", "default", "OpenAI", 1),
        Import("openai", "toFile", "file", 1),
        Import("node:fs", None, "fs", 2),
        Import("./style.css", None, None, 3),
        Import("./rows", "Row", None, 4, optional=True),
        Import("./more", None, None, 5),
        Import("express", None, None, 6),
        Import("pdf-lib", None, None, 7, optional=True),
    )


def test_a_call_knows_its_name_keywords_texts_names_and_receiver() -> None:
    source = """
        import OpenAI from 'openai';
        const client = new OpenAI({ apiKey: process.env.KEY });
        async function ask(question: string) {
          for (const x of xs) {
            try {
              const reply = await client.chat.completions.create({
                model: 'gpt-4o', messages, prompt: `a${question}` }, settings.more, ['END']);
            } catch (e) {}
          }
        }
    """
    assert read(source).calls == (
        Call("openai", 2, 2, keywords=("apiKey",), names=("process.env.KEY",), target="client"),
        Call(
            name="openai.chat.completions.create",
            line=6,
            end=7,
            scope="ask",
            loop=True,
            guarded=True,
            keywords=("model", "messages", "prompt"),
            strings=("gpt-4o", "a{}", "END"),
            names=("messages", "settings.more"),
            target="reply",
            awaited=True,
        ),
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import { A as B } from 'm'; new B().c()", ["m.A.c", "m.A"]),
        ("import * as m from '@scope/m'; m.c()", ["@scope/m.c"]),
        ("import fs from 'node:fs'; fs.readFile('x')", ["fs.readFile"]),
        ("const { Pool, Client: C } = require('pg'); new C(); new Pool()", ["pg.Client", "pg.Pool"]),
        ("require('dotenv').config()", ["dotenv.config"]),
        ("const { a: { b } } = await load(); b.run()", ["load", "load.a.b.run"]),
        ("import M from 'm'; const make = () => new M(); make().run()", ["m", "m.run", "make"]),
        ("import M from 'm'; function make() { return new M(); } const x = make(); x.run()", ["m", "make", "m.run"]),
        ("import { M } from 'm'; async function f(m: M) { m.run() }", ["m.M.run"]),
        ("import { M } from 'm'; function f({ m }) { m.run() }", ["m.run"]),
        ("import { M } from 'm'; let x: M; x.run()", ["m.M.run"]),
        ("import m from 'm'; let x; function f() { x = m.open(); } x.run()", ["m.open", "x.run"]),
        ("import m from 'm'; const x = m.a || m.b; x.run()", ["m.a.run"]),
        ("import m from 'm'; const x = m.a + 1; x.run()", ["x.run"]),
        ("import m from 'm'; m?.a!.b['c'](); (m as any).d()", ["m.a.b.c", "m.d"]),
        ("import m from 'm'; for (const x of m.rows()) x.run()", ["m.rows", "m.rows.run"]),
        ("`a`.trim(); [1].map(f); /x/.test(y)", ["string.trim", "array.map", "regex.test"]),
        ("(() => 1)(); sql`a ${b}`", ["sql"]),
    ],
)  # fmt: skip
def test_a_call_is_named_by_what_its_name_stands_for(source: str, expected: list[str]) -> None:
    assert sorted(names(source)) == sorted(expected)


def test_attributes_of_an_object_are_known_in_every_method() -> None:
    source = """
        import OpenAI from 'openai';
        import { Pool } from 'pg';
        class Bot extends Base.Kind {
          private client = new OpenAI();
          db: Pool;
          constructor(private readonly llm: OpenAI) { this.late = new Pool(); }
          run = async () => { this.client.models.list(); this.db.query('q'); };
          ask() { this.llm.files.list(); this.late.end(); this.other.run(); }
        }
    """
    unit = read(source)
    assert [call.name for call in unit.calls if call.scope in ("Bot.run", "Bot.ask")] == [
        "openai.models.list", "pg.Pool.query", "openai.files.list", "pg.Pool.end", "this.other.run",
    ]  # fmt: skip
    assert unit.definitions[0] == Definition("class", "Bot", 3, 9, bases=("Base.Kind",), statements=5)


def test_definitions_say_what_they_are() -> None:
    source = """
        /** Adds. */
        export async function add(a: number, { b, c: d }, ...rest): Promise<number> { const s = a + b; return s; }
        const twice = (x) => x * 2;
        module.exports.thrice = function (x) { return x * 3; };
        export default function () {}
        class Shop {
          @Get('price') price() { throw new Error('Not implemented'); }
          constructor(private name: string) {}
        }
        list.map((x) => { x.run(); });
    """
    assert read(source).definitions == (
        Definition(
            "function", "add", 2, 2, parameters=("a", "b", "d", "rest"), annotated=True, statements=2, documented=True, asynchronous=True
        ),
        Definition("function", "twice", 3, 3, parameters=("x",), statements=1),
        Definition("function", "thrice", 4, 4, parameters=("x",), statements=1),
        Definition("function", "default", 5, 5, stub=True),
        Definition("class", "Shop", 6, 9, statements=2),
        Definition("method", "Shop.price", 7, 7, decorators=("Get",), statements=1, stub=True),
        Definition("method", "Shop.constructor", 8, 8, parameters=("name",), annotated=True),
    )


def test_texts_know_what_fills_them() -> None:
    source = """
        'use strict';
        const prompt = `Answer ${question} with ${doc.text} and ${join(parts)}`;
        const view = <a className="m-2 p-4" href="https://example.org">{"shown"}</a>;
    """
    assert read(source, "app.tsx").texts == (
        Text("use strict", 1, 1, docstring=True),
        Text("Answer {} with {} and {}", 2, 2, "", True, names=("question", "doc.text", "join", "parts")),
        Text("https://example.org", 3, 3),
        Text("shown", 3, 3),
    )


def test_loops_say_how_they_end() -> None:
    source = "while (true) {}\nfor (;;) {}\nfor (const x of y) {}\ndo {} while (x)\nfor (let i = 0; i < 3; i++) {}\n"
    assert read(source).loops == (
        Loop("while", 1, 1, forever=True), Loop("for", 2, 2, forever=True), Loop("for", 3, 3), Loop("while", 4, 4), Loop("for", 5, 5),
    )  # fmt: skip


def test_a_promise_with_a_catch_is_guarded() -> None:
    assert [(call.name, call.guarded) for call in read("fetch('abc').catch(e => 1); fetch('def')").calls] == [
        ("fetch.catch", False), ("fetch", True), ("fetch", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("expect(add(1, 2)).toBe(3)", [False]),
        ("expect(x).not.toEqual(y)", [False]),
        ("expect(x).to.be.true;", [False]),
        ("expect(x).to.equal(1)", [False]),
        ("assert(x)", [False]),
        ("assert.equal(x, 1)", [False]),
        ("t.is(a, b)", [False]),
        ("cy.get('abc').should('exist')", [False]),
        ("expect(true).toBe(true)", [True]),
        ("expect(x).toBe(x)", [True]),
        ("expect(1).toBeTruthy()", [True]),
        ("assert.ok(true)", [True]),
        ("assert.equal(1, 1)", [True]),
        ("expect(true).toBe(false)", [False]),
        ("run(x)", []),
    ],
)
def test_assertions_are_told_from_trivial_ones(source: str, expected: list[bool]) -> None:
    assert read(source).assertions == tuple(Assertion(1, "", trivial) for trivial in expected)


def test_assignments_of_literals_and_names_are_kept() -> None:
    source = "import m from 'm';\nconst MODEL = 'gpt-4o', N = 3;\nlet z = m.beta;\nclass A { f() { this.x = true; } }\n"
    assert read(source).assignments == (
        Assignment("MODEL", "gpt-4o", 2), Assignment("N", "3", 2), Assignment("z", "m.beta", 3), Assignment("this.x", "true", 4, "A.f"),
    )  # fmt: skip


def test_a_component_is_read_at_its_own_lines() -> None:
    source = "<template>\n  <p/>\n</template>\n<script setup lang='ts'>\nimport m from 'm'\nm.run<string>()\n</script>\n"
    assert read_component("a.vue", "vue", "main", source) == Unit(
        "a.vue", "vue", "main", 7, Parse.OK, imports=(Import("m", "default", "m", 5),), calls=(Call("m.run", 6, 6),)
    )


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("const a = 1;\nfunction f( {\n  return 1;\n}\nconst b = 2;\n", 2),
        ("<<<<<<< HEAD\na()\n=======\nb()\n>>>>>>> x\n", 1),
        ("if (a) {\n  f()\n", 2),
        ("retrun x y z;\n", 1),
    ],
)
def test_broken_code_names_its_line(source: str, line: int) -> None:
    unit = read(source, "app.js")
    assert (unit.parse, unit.problem_line) == (Parse.BROKEN, line)


def test_what_can_be_read_of_a_broken_file_is_kept() -> None:
    unit = read("import m from 'm';\nm.run();\n<<<<<<< HEAD\n", "app.js")
    assert (unit.parse, unit.calls) == (Parse.BROKEN, (Call("m.run", 2, 2),))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a.js", "// @flow\ntype A = { x: number };\nfunction f(a: A): ?string { return null; }\n"),
        ("a.js", "const a = <b c='d'>{e}</b>;\n"),
        ("a.jsx", 'const a = <a href="https://example.org/?family=x&display=swap" />;\n'),
        ("a.ts", "interface Paper {\n  abstract: string;\n}\n"),
        ("a.ts", "const a = <T,>(x: T) => x satisfies unknown;\n"),
    ],
)
def test_sound_code_that_a_grammar_finds_hard_is_not_called_broken(path: str, source: str) -> None:
    assert read(source, path).parse in (Parse.OK, Parse.DOUBTFUL)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 200_000,
        "(" * 100_000 + "1" + ")" * 100_000,
        "<a>" * 50_000 + "</a>" * 50_000,
        "`${" * 100_000,
        "- " * 100_000 + "1",
        "a?." * 100_000 + "b",
        "a=>" * 100_000 + "1",
        "a()" + ".b()" * 80_000,
        "function f(){}\n" * 25_000,
        "function f(){" * 30_000,
        "let a={b:" * 30_000,
        "f();" * 90_000,
        "import {" + "a," * 100_000 + '} from "x"',
        "x = y(x);" * 40_000,
        "\ufffd\0\0a()",
    ],
    ids=lambda value: value[:12].replace("\0", "0"),
)
def test_a_hostile_file_ends_in_a_typed_unit_quickly(source: str) -> None:
    started = time.process_time()
    unit = read_javascript("a.js", "javascript", "main", source)
    assert unit.parse in (Parse.OK, Parse.DOUBTFUL, Parse.BROKEN)
    assert time.process_time() - started < ENOUGH_SECONDS


def test_a_file_with_one_endless_line_is_too_large() -> None:
    assert read("a" * 20_000_000, "a.js").parse == Parse.TOO_LARGE


def test_scripts_that_never_end_cost_no_time() -> None:
    started = time.process_time()
    assert read_component("a.vue", "vue", "main", "<script>" * 60_000).parse == Parse.OK
    assert time.process_time() - started < ENOUGH_SECONDS
