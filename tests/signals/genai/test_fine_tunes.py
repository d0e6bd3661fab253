from gitassay.model.outcome import Outcome
from gitassay.signals.genai.fine_tunes import fine_tunes
from tests.support.memory import ask


def test_an_adapter_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from peft import LoraConfig, get_peft_model\n\nmodel = get_peft_model(base, LoraConfig(r=8))\n"),
    }
    finding = ask(fine_tunes, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("train.py", 3)]


def test_a_trainer_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from transformers import Trainer\n\ntrainer = Trainer(model=model)\ntrainer.train()\n"),
    }
    finding = ask(fine_tunes, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_loop_over_a_pretrained_transformer_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import torch\n"
            "from transformers import AutoModel\n"
            "\n"
            'model = AutoModel.from_pretrained("bert-base-uncased")\n'
            "optimizer = torch.optim.AdamW(model.parameters())\n"
            "for batch in batches:\n"
            "    loss = model(batch).loss\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
        ),
    }
    finding = ask(fine_tunes, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_loading_a_model_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("bert-base-uncased")\n'),
    }
    finding = ask(fine_tunes, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_dead_import_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from peft import LoraConfig\n\nprint("LoRA")\n'),
    }
    finding = ask(fine_tunes, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_class_that_takes_over_pretrained_weights_and_is_trained_counts() -> None:
    model = (
        "import torch\nfrom transformers import GPT2LMHeadModel\n\n\nclass GPT(torch.nn.Module):\n    @classmethod\n"
        "    def from_pretrained(cls, name):\n        other = GPT2LMHeadModel.from_pretrained(name)\n        model = cls()\n"
        "        model.load_state_dict(other.state_dict())\n        return model\n"
    )
    train = (
        "import torch\nfrom model import GPT\n\nmodel = GPT.from_pretrained('gpt2')\noptimizer = torch.optim.AdamW(model.parameters())\n"
        "for batch in batches:\n    loss = model(batch)\n    loss.backward()\n    optimizer.step()\n    optimizer.zero_grad()\n"
    )
    assert ask(fine_tunes, {"model.py": model, "train.py": train}).outcome == Outcome.YES
    assert ask(fine_tunes, {"model.py": model, "train.py": train.replace("GPT.from_pretrained('gpt2')", "GPT()")}).outcome == Outcome.NO


def test_a_training_step_over_a_pretrained_transformer_counts() -> None:
    source = (
        "import pytorch_lightning as pl\nfrom transformers import AutoModel\n\n\nclass Classifier(pl.LightningModule):\n"
        "    def __init__(self):\n        super().__init__()\n        self.bert = AutoModel.from_pretrained('bert-base')\n\n"
        "    def training_step(self, batch, number):\n"
        "        return self.bert(**batch).loss\n\n\npl.Trainer().fit(Classifier())\n"
    )
    assert ask(fine_tunes, {"model.py": source}).outcome == Outcome.YES
