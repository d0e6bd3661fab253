"""Animals whose words attack whoever shows them: pages, spreadsheets, terminals, templates, links."""

from pathlib import Path

from tests.support.canary import Canary
from tests.zoo.animal import READABLE, REFUSABLE, animal
from tests.zoo.den import Content, Den
from tests.zoo.notebooks import code, notebook
from tests.zoo.project import FILES, README, with_files

TEMPLATES = (
    "{{7919*7907}}",
    "${7919*7907}",
    "#{7919*7907}",
    "<%= 7919*7907 %>",
    "{% print(7919*7907) %}",
    "{{config.__class__.__init__.__globals__}}",
    "{0.__class__.__mro__}",
    "{request.token}",
    "%(token)s %s %n %d",
    "$token ${jndi:ldap://127.0.0.1:9/x}",
    "{% include '/etc/passwd' %}",
)
MARKUP = (
    "<script>alert('zoo')</script>",
    "<img src=x onerror=alert('zoo')>",
    "\"><svg/onload=alert('zoo')>",
    "'><iframe srcdoc='zoo'></iframe>",
    "</script><script>alert('zoo')//",
    "</style><style>@import 'http://127.0.0.1:9/zoo'</style>",
    "</title></textarea></template></noscript><b id=zoo>",
    "<!--><script>alert('zoo')</script-->",
    "]]><zoo:zoo/>",
    "[zoo](javascript:alert('zoo'))",
    "[zoo](data:text/html,<script>alert('zoo')</script>)",
    "![zoo](http://127.0.0.1:9/zoo.png)",
    "<a href=javascript:alert('zoo')>zoo</a>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<object data=file:///etc/passwd></object>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/zoo'>",
    "<base href=http://127.0.0.1:9/zoo/>",
    "<form action=http://127.0.0.1:9/zoo><input name=zoo autofocus onfocus=alert('zoo')></form>",
    "&lt;script&gt;alert('zoo')&lt;/script&gt;",
    "\u2028alert('zoo')\u2029",
    "\ufe64script\ufe65alert('zoo')\ufe64/script\ufe65",
)
FORMULAS = (
    '=HYPERLINK("http://127.0.0.1:9/"&A1)',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    '";=1+1',
    "',=1+1",
    "%0A-3+3",
)
ESCAPES = (
    "\x1b[2J\x1b[1;31mALL GOOD\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://127.0.0.1:9/\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]52;c;cHduZWQ=\x07",
    "\x9b31mC1\x9d0;x\x9c",
    "\rexit 0",
    "\x08\x08\x08\x7f",
    "ok\n2026-01-01 INFO score=100",
    "\u2028ERROR\u2029",
    "\u202egnp.exe\u202c",
    "[bold red]markup[/bold red]",
    "[link=http://127.0.0.1:9/]x[/link]",
)


def everywhere(den: Den, words: tuple[str, ...]) -> dict[str | bytes, Content]:
    """The project with these words in prose, code, configuration, names, outputs and history."""
    text = "\n\n".join(words)
    quoted = [repr(word) for word in words]
    cells: list[object] = [
        code(f"print({line})", [{"output_type": "stream", "name": "stdout", "text": word}])
        for line, word in zip(quoted, words, strict=True)
    ]
    cells.append(code("fail()", [{"output_type": "error", "ename": words[0], "evalue": words[1], "traceback": list(words)}]))
    cells.append({"cell_type": "markdown", "metadata": {}, "source": text})
    files: dict[str | bytes, Content] = {
        "README.md": f"# {words[0]}\n\n{text}\n\n" + README + "".join(f"\n## {word}\n\nAccuracy {word} 0.93 on {word}\n" for word in words),
        "ledger/prompts.py": "".join(f"PROMPT_{number} = {line}\n" for number, line in enumerate(quoted)),
        "ledger/broken.py": f"def broken(:\n    {quoted[0]}\n",
        "results.ipynb": notebook(cells),
        "requirements.txt": "numpy==2.1.0\nopenai==1.55.0\n" + "".join(word.replace("\n", " ") + "\n" for word in words),
        "package.json": f'{{"name": {quoted[0]!r}, "homepage": "javascript:alert(1)", "scripts": {{"test": "x"}}}}',
        "docs/decisions/0001.md": f"# {words[1]}\n\nBecause {text}\n",
        "LICENSE": f"Copyright {words[0]}\n",
        "conflict.py": f"<<<<<<< {words[0]}\nx = 1\n=======\nx = 2\n>>>>>>> {words[1]}\n",
    }
    files |= {"data/" + word.replace("/", "_").replace("\0", "")[:120] + ".py": "import nothing_here_at_all\n" for word in words}
    parents: list[str] = []
    for number, word in enumerate(words):
        name = word.replace("\n", " ").replace("<", "(").replace(">", ")").encode()
        author = name + b" <" + name.replace(b" ", b"") + b"@example.org>"
        when = f"{1_690_000_000 + number * 86_400} +0000".encode()
        parents = [den.commit(den.files(FILES), parents, f"{word}\n\nCo-authored-by: {word} <x@example.org>\n", author, when)]
    den.refs["refs/heads/main"] = den.commit(den.files(with_files(files)), parents, text)
    return with_files(files)


@animal(REFUSABLE, absent=("62615533", "root:x:0:0"))
def template_injection(path: Path, _: Canary) -> None:
    """Template expressions in every text. Safe: text is never a template, so the product 7919 x 7907 is never written out."""
    den = Den(path)
    everywhere(den, TEMPLATES)
    den.settle()


@animal(REFUSABLE, absent=("root:x:0:0",))
def html_injection(path: Path, _: Canary) -> None:
    """Markup, scripts and addresses in every text. Safe: shown as text; no element and no attribute of the page comes from it."""
    den = Den(path)
    everywhere(den, MARKUP)
    den.settle()


@animal(REFUSABLE)
def csv_formula(path: Path, _: Canary) -> None:
    """Texts that a spreadsheet would calculate. Safe: no cell begins with one."""
    den = Den(path)
    everywhere(den, FORMULAS)
    den.settle()


@animal(REFUSABLE)
def ansi_log_injection(path: Path, _: Canary) -> None:
    """Terminal sequences, forged log lines and markup of the console library in every text. Safe: shown as escapes."""
    den = Den(path)
    everywhere(den, ESCAPES)
    den.settle()


def addresses(port: int) -> tuple[str, ...]:
    """Addresses that reach this machine or its network in ways that a careless gate lets through."""
    hosts = (
        f"http://127.0.0.1:{port}/a", f"http://localhost:{port}/b", f"http://127.1:{port}/c", f"http://0:{port}/d", f"http://0.0.0.0:{port}/e",
        f"http://2130706433:{port}/f", f"http://0x7f000001:{port}/g", f"http://0177.0.0.1:{port}/h", f"http://127.0.0.1.:{port}/i",
        f"http://[::1]:{port}/j", f"http://[::ffff:127.0.0.1]:{port}/k", f"http://[::ffff:7f00:1]:{port}/l", "http://[64:ff9b::7f00:1]/m",
        "http://[2002:7f00:1::]/n", f"http://[::127.0.0.1]:{port}/o", f"http://[::]:{port}/p", f"http://user:pass@127.0.0.1:{port}/q",
        f"http://example.invalid#@127.0.0.1:{port}/r", f"http://example.invalid@127.0.0.1:{port}/s", f"http://127.0.0.1:{port}\\@example.invalid/t",
        f"http://①②⑦.⓪.⓪.①:{port}/u", f"http://127。0。0。1:{port}/v", f"http://ⓛocalhost:{port}/w", f"http://LOCALHOST:{port}/x",
        f"http://127.0.0.1:{port}%2f@example.invalid/y", f"http://127.0.0.1%00.example.invalid:{port}/z", f"http://127.0.0.1%09:{port}/1",
        f"//127.0.0.1:{port}/2", f"http:127.0.0.1:{port}/3", f"http:///127.0.0.1:{port}/4", f"hTTp://127.0.0.1:{port}/5",
    )  # fmt: skip
    private = (
        "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/latest/", "http://metadata.google.internal/", "http://100.100.100.200/",
        "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://100.64.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://intranet/", "http://printer.local/", "http://router.lan/", "http://db.internal/",
    )  # fmt: skip
    others = (
        "file:///etc/passwd", f"gopher://127.0.0.1:{port}/_x", f"dict://127.0.0.1:{port}/x", f"ftp://127.0.0.1:{port}/x", "ldap://127.0.0.1/x",
        "jar:http://127.0.0.1!/x", "javascript:alert(1)", "data:text/html,x", f"ws://127.0.0.1:{port}/", "http://127.0.0.1:22/", "http://127.0.0.1:6379/",
    )  # fmt: skip
    return hosts + private + others


@animal(READABLE, absent=("root:x:0:0",))
def ssrf_links(path: Path, canary: Canary) -> None:
    """Live demos, images and homepages at addresses of this machine and its network. Safe: nobody calls."""
    links = addresses(canary.port)
    lines = "".join(f"Live demo {number}: [open the app]({link}) <{link}> {link}\n\n" for number, link in enumerate(links))
    images = "".join(f"![screenshot]({link})\n<img src='{link}'>\n" for link in links)
    den = Den(path)
    first = next(iter(links))
    den.project(
        with_files(
            {
                "README.md": f"# Demo\n\n{lines}\n{images}\n" + README,
                "package.json": f'{{"name": "x", "homepage": "{first}", "repository": "{first}"}}',
                "requirements.txt": f"--index-url {first}\n--find-links {first}\ngit+{first}\nx @ {first}/x.whl\n",
                "CNAME": f"127.0.0.1:{canary.port}\n",
            }
        )
    )
    den.settle()


def planted() -> dict[str, str]:
    """Made-up credentials by kind, put together here so that none stands in this file."""
    body = "Zq7Xw3Kp9Lm2Rt5Vb8Nc4Hd6Jf1Gs0TyUuIoPaSdFgHjKlQw"
    upper, digits = body.upper(), "4815162342108"
    return {
        "github": "gh" + "p_" + body[:36],
        "github-fine": "github" + "_pat_" + (body * 2)[:82],
        "openai": "sk" + "-proj-" + body[:48],
        "anthropic": "sk" + "-ant-api03-" + (body * 2)[:93],
        "aws": "AK" + "IA" + upper[:16],
        "slack": "xo" + f"xb-{digits[:12]}-{digits[:12]}-{body[:24]}",
        "google": "AI" + "za" + body[:35],
        "hugging-face": "hf" + "_" + body[:34],
        "gitlab": "gl" + "pat-" + body[:20],
        "stripe": "sk" + "_live_" + body[:24],
        "npm": "np" + "m_" + body[:36],
        "pypi": "py" + "pi-AgEIcHlwaS5vcmc" + (body * 2)[:60],
        "password": "hunter2-" + body[10:34],
        "url": "postgres://admin:" + body[5:25] + "@db.example.org/ledger",
        "bearer": "eyJ" + body[:30] + ".eyJ" + body[10:40] + "." + body[3:40],
    }


@animal(READABLE, absent=tuple(token for kind, token in planted().items() if kind != "password"))
def secrets(path: Path, _: Canary) -> None:
    """Credentials in the README, code, settings, a file name, a notebook, a message and a deleted file. Safe: whole in no artefact."""
    tokens = planted()
    key = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA" + tokens["github"][4:] + "\n-----END RSA " + "PRIVATE KEY-----\n"
    env = "".join(f"{kind.upper().replace('-', '_')}={token}\n" for kind, token in tokens.items())
    lines = "".join(f"{kind.upper().replace('-', '_')} = '{token}'\n" for kind, token in tokens.items())
    files = with_files(
        {
            "README.md": README + "\n".join(f"Set the key: `export KEY={token}`" for token in tokens.values()) + "\n",
            ".env": env,
            "config/settings.py": lines + "from openai import OpenAI\n\nclient = OpenAI(api_key='" + tokens["openai"] + "')\n",
            "id_rsa": key,
            f"keys/{tokens['github']}.txt": "see the name\n",
            f"keys/{tokens['aws']}.py": "import nothing_of_that_name\n",
            "run.ipynb": notebook(
                [code(f"key = '{tokens['anthropic']}'", [{"output_type": "stream", "name": "stdout", "text": tokens["hugging-face"]}])]
            ),
            "docker-compose.yml": "services:\n  app:\n    image: x\n    environment:\n"
            + "".join(f"      - {kind}={token}\n" for kind, token in tokens.items()),
        }
    )
    den = Den(path)
    first = den.commit(
        den.files(files | {"old.env": env}), message=f"Use {tokens['github']}\n", author=f"{tokens['gitlab']} <a@example.org>".encode()
    )
    den.project(files, parents=[first], message=f"Remove {tokens['aws']} and {tokens['openai']}\n")
    den.settle()
