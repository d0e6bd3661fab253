"""What kind of place an address leads to, by its host."""

from enum import StrEnum
from urllib.parse import urlsplit


class Host(StrEnum):
    """The kinds of hosts that links of a project lead to."""

    APPLICATION = "application"
    PAGES = "pages"
    OTHER_SERVICE = "other service"
    OWN = "own domain"
    LOCAL = "local"
    BROKEN = "broken"


_APPLICATION = (
    "streamlit.app", "streamlitapp.com", "share.streamlit.io", "hf.space", "vercel.app", "now.sh", "netlify.app", "netlify.com", "onrender.com", "fly.dev",
    "railway.app", "herokuapp.com", "pythonanywhere.com", "replit.app", "repl.co", "glitch.me", "surge.sh", "pages.dev", "workers.dev", "web.app",
    "firebaseapp.com", "azurewebsites.net", "azurestaticapps.net", "run.app", "appspot.com", "elasticbeanstalk.com", "cloudfront.net", "amplifyapp.com",
    "modal.run", "gradio.live", "gradio.app", "deno.dev", "koyeb.app", "cyclic.app", "shinyapps.io", "posit.cloud", "lovable.app", "ondigitalocean.app",
)  # fmt: skip
_PAGES = ("github.io", "gitlab.io", "codeberg.page", "bitbucket.io")
_SERVICES = (
    "github.com", "githubusercontent.com", "gitlab.com", "bitbucket.org", "codeberg.org", "pypi.org", "npmjs.com", "crates.io", "pkg.go.dev", "rubygems.org",
    "nuget.org", "anaconda.org", "hub.docker.com", "docker.com", "readthedocs.io", "readthedocs.org", "rtfd.io", "docs.rs", "travis-ci.org", "travis-ci.com",
    "circleci.com", "codecov.io", "coveralls.io", "codacy.com", "sonarcloud.io", "snyk.io", "shields.io", "badgen.net", "badge.fury.io", "pepy.tech",
    "zenodo.org", "doi.org", "arxiv.org", "kaggle.com", "colab.research.google.com", "mybinder.org", "google.com", "drive.google.com", "youtube.com", "youtu.be",
    "vimeo.com", "loom.com", "medium.com", "towardsdatascience.com", "dev.to", "hashnode.dev", "linkedin.com", "twitter.com", "x.com", "facebook.com",
    "discord.gg", "discord.com", "slack.com", "gitter.im", "t.me", "telegram.org", "stackoverflow.com", "wikipedia.org", "python.org", "nodejs.org",
    "reactjs.org", "react.dev", "openai.com", "anthropic.com", "langchain.com", "pinecone.io", "streamlit.io", "fastapi.tiangolo.com", "huggingface.co",
    "wandb.ai", "mlflow.org", "tensorflow.org", "pytorch.org", "scikit-learn.org", "opensource.org", "creativecommons.org", "choosealicense.com",
    "paypal.com", "paypal.me", "patreon.com", "buymeacoffee.com", "ko-fi.com", "opencollective.com", "udemy.com", "coursera.org", "imgur.com", "giphy.com",
    "vercel.com", "heroku.com", "render.com", "railway.com", "replit.com", "create-react-app.dev", "vitejs.dev", "vite.dev", "nextjs.org",
)  # fmt: skip
_ROOTS = frozenset({*_APPLICATION, *_PAGES, "app.netlify.com", "docs.streamlit.io", "www.netlify.com"})


def kind_of(url: str) -> Host:
    """The kind of host an http(s) address leads to; a Space on the model hub is an application, other pages there are not."""
    try:
        parts = urlsplit(url[:2_000])
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return Host.BROKEN
    if not host or parts.scheme not in ("http", "https"):
        return Host.BROKEN
    if host in ("localhost", "0.0.0.0") or host.startswith(("127.", "192.168.", "10.")) or "." not in host:
        return Host.LOCAL
    if host == "huggingface.co" and parts.path.startswith("/spaces/") and parts.path.count("/") >= 3:
        return Host.APPLICATION
    if host in _ROOTS and host != "share.streamlit.io":
        return Host.OTHER_SERVICE
    for kind, hosts in ((Host.APPLICATION, _APPLICATION), (Host.PAGES, _PAGES), (Host.OTHER_SERVICE, _SERVICES)):
        if any(host == one or host.endswith("." + one) for one in hosts):
            return kind
    return Host.OTHER_SERVICE if host.split(".", 1)[0] in ("docs", "doc", "blog", "wiki", "api", "status", "arxiv") else Host.OWN
