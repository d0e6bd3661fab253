"""A company's own look: its name, logo, words, style and templates, from a folder that GITASSAY_BRAND names."""

import base64
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

VARIABLE = "GITASSAY_BRAND"
SETTINGS = "brand.toml"
MAX_LOGO = 60_000
MAX_STYLE = 20_000
"""Bytes; a page is one file, and these are part of every one."""
_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}

Words = Annotated[str, Field(max_length=2_000)]


class BrandError(ValueError):
    """The folder of a brand can't be used; the message says why and what to do."""


class Brand(BaseModel):
    """What a company adds to its pages. `logo` is a data address; `style` follows the page's own, `templates` come before its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Words = ""
    notice: Words = ""
    contest: Words = ""
    logo: Words = ""
    style: str = ""
    templates: Path | None = None

    @property
    def picture(self) -> bool:
        """Whether there is a logo."""
        return bool(self.logo)


def current_brand() -> Brand:
    """The brand that the environment names, or the plain one.

    Raises:
        BrandError: the folder it names can't be used.
    """
    return _brand(os.environ.get(VARIABLE, ""))


@cache
def _brand(folder: str) -> Brand:
    return load_brand(Path(folder)) if folder else Brand()


def load_brand(folder: Path) -> Brand:
    """Read a brand's folder: `brand.toml` (name, notice, contest, logo: a file beside it), `style.css` and `templates/`, all optional.

    Raises:
        BrandError: there is no such folder, or something in it can't be used.
    """
    if not folder.is_dir():
        raise BrandError(f"The brand's folder {folder} does not exist. Name one with a {SETTINGS}, or unset {VARIABLE}.")
    settings = _settings(folder / SETTINGS)
    templates = folder / "templates"
    try:
        brand = Brand.model_validate(
            settings | {"style": _style(folder / "style.css"), "templates": templates if templates.is_dir() else None}
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BrandError(f"{folder / SETTINGS}: {where}: {first['msg']}. It knows name, notice, contest and logo.") from error
    return brand.model_copy(update={"logo": _picture(folder / brand.logo)}) if brand.logo else brand


def _settings(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrandError(f"{path} can't be read as TOML: {error}. Mend it, or unset {VARIABLE}.") from error


def _style(path: Path) -> str:
    content = _bytes(path, MAX_STYLE) if path.exists() else b""
    text = content.decode("utf-8", errors="replace")
    if "</" in text:
        raise BrandError(f'{path} holds "</", which could end the page\'s style. Take it out.')
    return text


def _picture(path: Path) -> str:
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise BrandError(f"The logo {path} is of no kind that pages show. Use {', '.join(sorted(_KINDS))}.")
    return f"data:{kind};base64,{base64.b64encode(_bytes(path, MAX_LOGO)).decode()}"


def _bytes(path: Path, most: int) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BrandError(f"{path} can't be read: {error.strerror}. Mend it, or unset {VARIABLE}.") from error
    if len(content) > most:
        raise BrandError(f"{path} has {len(content):,} bytes; at most {most:,} fit into a page. Make it smaller.")
    return content
