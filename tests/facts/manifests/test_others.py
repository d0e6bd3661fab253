from tests.facts.manifests.rows import declared, file, locked, manifests


def test_go_mod_gives_direct_modules() -> None:
    text = (
        "module example.org/ada/app // comment\n\ngo 1.21\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.0\n"
        "\tgolang.org/x/net v0.1.0 // indirect\n"
        "\texample.org/local v0.0.0\n)\n\nrequire github.com/spf13/cobra v1.8.0\n\nreplace example.org/local => ../local\n"
    )
    assert declared("go.mod", text) == [
        ("go", "github.com/gin-gonic/gin", "v1.9.0", "pinned", "main", 6),
        ("go", "example.org/local", "v0.0.0", "path", "main", 8),
        ("go", "github.com/spf13/cobra", "v1.8.0", "pinned", "main", 11),
    ]
    assert manifests({"go.mod": text}).package_names == ("example.org/ada/app",)


def test_go_sum_is_a_lock() -> None:
    text = "github.com/a/b v1.0.0 h1:abc=\ngithub.com/a/b v1.0.0/go.mod h1:def=\n"
    assert locked("go.sum", text) == [("go", "github.com/a/b", "v1.0.0", 1)]


def test_cargo_toml() -> None:
    text = (
        '[package]\nname = "my_app"\n\n[dependencies]\nserde = { version = "1.0", features = ["derive"] }\n'
        'rand = "0.8"\nexact = "=1.2.3"\nany_thing = "*"\n'
        'inner = { path = "../inner" }\nfork = { git = "https://git.example/f" }\nextra = { version = "1", optional = true }\n\n'
        '[dependencies.tokio]\nversion = ">=1"\n\n[dev-dependencies]\ncriterion = "0.5"\n\n[target."cfg(unix)".dependencies]\nnix = "0.2"\n'
    )
    assert declared("Cargo.toml", text) == [
        ("cargo", "serde", "1.0", "bounded", "main", 5),
        ("cargo", "rand", "0.8", "bounded", "main", 6),
        ("cargo", "exact", "=1.2.3", "pinned", "main", 7),
        ("cargo", "any_thing", "*", "any", "main", 8),
        ("cargo", "inner", "../inner", "path", "main", 9),
        ("cargo", "fork", "https://git.example/f", "url", "main", 10),
        ("cargo", "extra", "1", "bounded", "optional", 11),
        ("cargo", "tokio", ">=1", "floor", "main", 13),
        ("cargo", "criterion", "0.5", "bounded", "dev", 17),
        ("cargo", "nix", "0.2", "bounded", "main", 20),
    ]


def test_cargo_lock_leaves_own_crates_out() -> None:
    text = '[[package]]\nname = "app"\nversion = "0.1.0"\n\n[[package]]\nname = "proc_macro"\nversion = "1.0.1"\nsource = "registry+https://r.example"\n'
    assert locked("Cargo.lock", text) == [("cargo", "proc_macro", "1.0.1", 5)]


def test_a_gemfile_has_groups() -> None:
    text = (
        "source 'https://rubygems.org'\nruby '3.2.0'\n\ngem 'rails', '~> 7.0'\ngem \"pg\", '1.5.3'\n"
        "gem 'puma', '>= 5.0', '< 7'\n# gem 'no'\n"
        "group :development, :test do\n  gem 'rspec'\nend\ngem 'mine', path: '../mine'\n"
        "gem 'fork', github: 'ada/fork'\ngem 'simplecov', require: false, group: :test\n"
    )
    assert declared("Gemfile", text) == [
        ("rubygems", "rails", "~> 7.0", "bounded", "main", 4),
        ("rubygems", "pg", "1.5.3", "pinned", "main", 5),
        ("rubygems", "puma", ">= 5.0, < 7", "bounded", "main", 6),
        ("rubygems", "rspec", "", "any", "dev", 9),
        ("rubygems", "mine", "../mine", "path", "main", 11),
        ("rubygems", "fork", "ada/fork", "url", "main", 12),
        ("rubygems", "simplecov", "", "any", "test", 13),
    ]


def test_gemfile_lock_gives_resolved_gems() -> None:
    text = (
        "PATH\n  remote: .\n  specs:\n    mine (0.1.0)\n\nGEM\n  remote: https://rubygems.org/\n  specs:\n"
        "    rails (7.0.4)\n      rack (>= 2.2)\n    rack (2.2.6)\n\nDEPENDENCIES\n  rails (~> 7.0)\n"
    )
    assert locked("Gemfile.lock", text) == [("rubygems", "rails", "7.0.4", 9), ("rubygems", "rack", "2.2.6", 11)]


def test_a_pom_fills_in_its_properties() -> None:
    text = (
        '<project xmlns="http://maven.apache.org/POM/4.0.0">\n  <groupId>org.ada</groupId>\n  <artifactId>app</artifactId>\n'
        "  <properties><junit>5.9.0</junit></properties>\n  <dependencies>\n    <dependency>\n      <groupId>org.a</groupId>\n"
        "      <artifactId>core</artifactId>\n      <version>1.2</version>\n    </dependency>\n    <dependency>\n"
        "      <groupId>org.junit</groupId>\n"
        "      <artifactId>junit</artifactId>\n      <version>${junit}</version>\n      <scope>test</scope>\n"
        "    </dependency>\n    <dependency>\n"
        "      <groupId>org.b</groupId>\n      <artifactId>managed</artifactId>\n    </dependency>\n  </dependencies>\n</project>\n"
    )
    assert declared("pom.xml", text) == [
        ("maven", "org.a:core", "1.2", "pinned", "main", 8),
        ("maven", "org.junit:junit", "5.9.0", "pinned", "test", 13),
        ("maven", "org.b:managed", "", "any", "main", 19),
    ]


def test_gradle_scripts_give_literal_lines() -> None:
    text = (
        "dependencies {\n    implementation 'org.a:core:1.2'\n    // implementation 'org.no:no:1'\n"
        '    testImplementation("org.junit:junit:5.+")\n'
        "    api 'org.b:bare'\n}\n"
    )
    assert declared("build.gradle", text) == [
        ("maven", "org.a:core", "1.2", "pinned", "main", 2),
        ("maven", "org.junit:junit", "5.+", "bounded", "test", 4),
        ("maven", "org.b:bare", "", "any", "main", 5),
    ]
    assert file("app/build.gradle.kts", "dependencies {\n    implementation(libs.core)\n}\n").dynamic


def test_composer_leaves_php_itself_out() -> None:
    text = (
        '{\n "name": "ada/app",\n "require": {\n  "php": ">=8.1",\n  "ext-json": "*",\n'
        '  "Symfony/console": "^6.0"\n },\n "require-dev": {"phpunit/phpunit": "9.5.0"}\n}\n'
    )
    assert declared("composer.json", text) == [
        ("composer", "symfony/console", "^6.0", "bounded", "main", 6),
        ("composer", "phpunit/phpunit", "9.5.0", "pinned", "dev", 8),
    ]


def test_composer_lock() -> None:
    text = (
        '{\n "packages": [\n  {\n   "name": "symfony/console",\n   "version": "v6.2.0"\n  }\n ],\n'
        ' "packages-dev": [{"name": "phpunit/phpunit", "version": "9.5.0"}]\n}\n'
    )
    assert locked("composer.lock", text) == [("composer", "symfony/console", "6.2.0", 4), ("composer", "phpunit/phpunit", "9.5.0", 8)]
