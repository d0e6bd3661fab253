from gitassay.facts.readme.features import features
from gitassay.facts.readme.kinds import Kind, families, model_in_use, read_model, section_kinds
from gitassay.facts.readme.written import read_one

README = """# Raincheck

Raincheck is a tool that forecasts rain for your garden.

## Why

Unlike other forecasts it is made for one garden, because weather is local.

## Installation

```sh
pip install raincheck
```

## Usage

```sh
raincheck --garden north
```

## Changelog

- 1.2.0 (2024-05-01): faster

## Documentation

See the [manual](https://raincheck.example/docs) and the [wiki](https://raincheck.example/wiki).

## Contributing

Fork it and send a pull request.

## License

MIT, copyright 2024 Ada.
"""


def kinds(text: str, name: str = "README.md") -> dict[str, tuple[Kind, ...]] | None:
    readme = read_one(name, text)
    found = section_kinds(readme)
    return None if found is None else {section.heading: one for section, one in zip(readme.sections, found, strict=True)}


def test_each_section_is_told_by_what_it_is_about() -> None:
    assert kinds(README) == {
        "Raincheck": (Kind.WHAT,),
        "Why": (Kind.WHAT, Kind.WHY),
        "Installation": (Kind.HOW,),
        "Usage": (Kind.HOW,),
        "Changelog": (Kind.WHEN,),
        "Documentation": (Kind.REFERENCES,),
        "Contributing": (Kind.CONTRIBUTION,),
        "License": (Kind.WHO,),
    }


def test_restructured_text_is_told_alike() -> None:
    install = "Installation\n------------\n\n::\n\n    pip install rain\n\n"
    text = f"Rain\n====\n\nRain is a library for forecasts.\n\n{install}License\n-------\n\nMIT\n"
    assert kinds(text, "readme.RST") == {"Rain": (Kind.WHAT,), "Installation": (Kind.HOW,), "License": (Kind.WHO,)}


def test_other_languages_are_not_measured() -> None:
    assert kinds("# 天气\n\n这是一个预测花园降雨的工具，可以帮助你决定是否浇水。\n\n## 安装\n\n运行下面的命令。\n") is None
    assert kinds("# Regen\n\nDas ist ein Werkzeug, das den Regen für den Garten vorhersagt und nicht mehr.\n\n## Lizenz\n\nMIT\n") is None


def test_a_section_below_every_line_is_of_the_nearest_kind() -> None:
    text = "\n".join(f"[{kind}]\nbias = {-3 + number / 10}\n[{kind}.weights]\n'has code' = 1.0\n" for number, kind in enumerate(Kind))
    assert read_model(text).kinds(["has code", "unknown"]) == (Kind.OTHER,)


def test_several_kinds_stand_together() -> None:
    text = "\n".join(f"[{kind}]\nbias = {0 if kind in ('what', 'why') else -1}\n[{kind}.weights]\n" for kind in Kind)
    assert read_model(text).kinds([]) == (Kind.WHAT, Kind.WHY)


def test_the_shipped_model_is_small_and_speaks_of_what_is_noticed() -> None:
    noticed = {feature for one in features(read_one("README.md", README), families()) for feature in one}
    model = model_in_use()
    assert len(model.weights) < 1_500
    assert len(noticed & set(model.weights)) > 40
    assert set(model.biases) == set(Kind)


def test_the_same_text_is_noticed_in_the_same_order() -> None:
    assert features(read_one("a.md", README), families()) == features(read_one("a.md", README), families())
