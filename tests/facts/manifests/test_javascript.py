from tests.facts.manifests.rows import declared, file, locked, manifests

PACKAGE = """\
{
  "name": "@Ada/web",
  "main": "index.js",
  "module": "esm/index.js",
  "bin": {"web": "./cli.js"},
  "scripts": {"test": "jest", "start": "node index.js"},
  "dependencies": {
    "react": "^18.2.0",
    "lodash": "4.17.21",
    "next": "latest",
    "left": ">=1.0.0",
    "range": "1.x || 2",
    "fork": "github:ada/fork#main",
    "short": "ada/short",
    "local": "file:../local",
    "inner": "workspace:*",
    "alias": "npm:real@1.2.3"
  },
  "devDependencies": {
    "@types/node": "~20.1.0"
  },
  "peerDependencies": {
    "react": ">=17",
    "vue": "*"
  },
  "optionalDependencies": {"fsevents": "2.3.2"}
}
"""


def test_package_json_gives_each_section_its_scope() -> None:
    assert declared("package.json", PACKAGE) == [
        ("npm", "react", "^18.2.0", "bounded", "main", 8),
        ("npm", "lodash", "4.17.21", "pinned", "main", 9),
        ("npm", "next", "latest", "any", "main", 10),
        ("npm", "left", ">=1.0.0", "floor", "main", 11),
        ("npm", "range", "1.x || 2", "bounded", "main", 12),
        ("npm", "fork", "github:ada/fork#main", "url", "main", 13),
        ("npm", "short", "ada/short", "url", "main", 14),
        ("npm", "local", "file:../local", "path", "main", 15),
        ("npm", "inner", "workspace:*", "path", "main", 16),
        ("npm", "alias", "npm:real@1.2.3", "pinned", "main", 17),
        ("npm", "@types/node", "~20.1.0", "bounded", "dev", 20),
        ("npm", "vue", "*", "any", "main", 24),
        ("npm", "fsevents", "2.3.2", "pinned", "optional", 26),
    ]


def test_package_json_names_scripts_and_entries() -> None:
    found = file("package.json", PACKAGE)
    assert found.scripts == (("test", "jest"), ("start", "node index.js"))
    assert found.entry_points == (("main", "index.js", 3), ("module", "esm/index.js", 4), ("web", "./cli.js", 5))
    assert manifests({"package.json": PACKAGE}).package_names == ("@ada/web",)


def test_package_lock_of_versions_2_and_3() -> None:
    text = (
        '{\n "lockfileVersion": 3,\n "packages": {\n  "": {"name": "web", "version": "1.0.0"},\n  "apps/inner": {"version": "1.0.0"},\n'
        '  "node_modules/inner": {"resolved": "apps/inner", "link": true},\n  "node_modules/react": {\n   "version": "18.2.0"\n  },\n'
        '  "node_modules/react/node_modules/@types/node": {"version": "20.1.0"}\n }\n}\n'
    )
    assert locked("package-lock.json", text) == [("npm", "react", "18.2.0", 7), ("npm", "@types/node", "20.1.0", 10)]


def test_package_lock_of_version_1() -> None:
    text = (
        '{\n "dependencies": {\n  "a": {\n   "version": "1.0.0",\n   "requires": {"b": "^2.0.0"},\n   "dependencies": {\n'
        '    "b": {\n     "version": "2.0.0"\n    }\n   }\n  },\n  "b": {\n   "version": "3.0.0"\n  }\n }\n}\n'
    )
    assert locked("package-lock.json", text) == [("npm", "a", "1.0.0", 3), ("npm", "b", "2.0.0", 7), ("npm", "b", "3.0.0", 12)]


def test_yarn_lock_of_version_1() -> None:
    text = (
        '# yarn lockfile v1\n\n\n"@babel/core@^7.0.0", "@babel/core@^7.1.0":\n  version "7.9.0"\n  dependencies:\n'
        '    version "1"\n\nreact@^18:\n  version "18.2.0"\n'
    )
    assert locked("yarn.lock", text) == [("npm", "@babel/core", "7.9.0", 4), ("npm", "react", "18.2.0", 9)]


def test_yarn_lock_of_berry_leaves_the_workspace_out() -> None:
    text = '__metadata:\n  version: 6\n\n"react@npm:^18":\n  version: 18.2.0\n\n"web@workspace:.":\n  version: 0.0.0-use.local\n'
    assert locked("yarn.lock", text) == [("npm", "react", "18.2.0", 4)]


def test_pnpm_locks_of_all_versions() -> None:
    old = (
        "lockfileVersion: 5.3\ndependencies:\n  react: 18.2.0\npackages:\n\n  /react/18.2.0:\n    dev: false\n"
        "  /@types/node/20.1.0_x@1:\n    dev: true\n"
    )
    assert locked("pnpm-lock.yaml", old) == [("npm", "react", "18.2.0", 6), ("npm", "@types/node", "20.1.0", 8)]
    middle = "lockfileVersion: '6.0'\npackages:\n  /react-dom@18.2.0(react@18.2.0):\n    dev: false\n"
    assert locked("pnpm-lock.yaml", middle) == [("npm", "react-dom", "18.2.0", 3)]
    new = "lockfileVersion: '9.0'\npackages:\n  '@types/node@20.1.0':\n    x: y\n  react@18.2.0:\n    x: y\nsnapshots:\n  other@1.0.0: {}\n"
    assert locked("pnpm-lock.yaml", new) == [("npm", "@types/node", "20.1.0", 3), ("npm", "react", "18.2.0", 5)]


def test_bun_locks() -> None:
    text = (
        '{\n  "workspaces": {"": {"name": "web"}},\n  "packages": {\n'
        '    "@types/node": ["@types/node@20.1.0", "", {}, "sha"],\n'
        '    "react": ["react@18.2.0", "", {}, "sha"],\n  }\n}\n'
    )
    assert locked("bun.lock", text) == [("npm", "@types/node", "20.1.0", 4), ("npm", "react", "18.2.0", 5)]
    assert [(one.lock, one.problem) for one in manifests({"bun.lockb": b"\x00\x01"}).files] == [(True, "a binary format")]
