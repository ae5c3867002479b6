"""Rasa without TensorFlow: it imports, it trains, and what would really need TensorFlow says so."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot import tensorflow_guard
from bot.settings import PROJECT
from bot.tensorflow_guard import TensorFlowGuard, TensorFlowUnavailable

START = "from bot import quiet, tensorflow_guard; quiet.silence(); tensorflow_guard.install()\n"
NEURAL = re.compile(r"(tensorflow|jax|keras|tf)([-_].*)?|jaxlib|tfds.*", re.I)


def python(code: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh Python with the guard, in which nothing is imported yet."""
    return subprocess.run(
        [sys.executable, "-c", START + code],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "ignore"},
    )


def result(code: str) -> object:
    outcome = python(code)
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout.splitlines()[-1])


def test_no_tensorflow_jax_or_keras_is_installed() -> None:
    installed = [str(distribution.metadata["Name"]) for distribution in importlib.metadata.distributions()]
    assert "rasa" in installed
    assert [name for name in installed if NEURAL.fullmatch(name)] == []


def test_no_tensorflow_jax_or_keras_is_in_the_locks() -> None:
    names = [
        line.split("==")[0]
        for lock in (PROJECT / "requirements").glob("*.lock")
        for line in lock.read_text().splitlines()
        if "==" in line
    ]
    assert "rasa" in names
    assert [name for name in names if NEURAL.fullmatch(name)] == []


def test_rasa_serves_and_trains_on_inert_modules() -> None:
    kinds = result(
        "import rasa.core.run, rasa.api, rasa.model_training, sys, json\n"
        "names = ('tensorflow', 'keras', 'jax', 'tensorflow_text', 'tensorflow_hub', 'tensorflow_addons')\n"
        "found = {name: type(module) for name, module in sys.modules.items() if name.partition('.')[0] in names}\n"
        "print(json.dumps({name: kind.__name__ + ' ' + kind.__module__ for name, kind in found.items()}))"
    )
    assert isinstance(kinds, dict)
    assert "tensorflow" in kinds
    assert set(kinds.values()) == {"_InertModule bot.tensorflow_guard"}


def test_spacy_thinc_and_sklearn_work_beside_it() -> None:
    assert result(
        "import json, rasa.core.run, thinc.api, spacy, sklearn.svm, thinc.compat\n"
        "print(json.dumps([thinc.compat.has_tensorflow, [token.text for token in spacy.blank('nl')('Goede dag')]]))"
    ) == [False, ["Goede", "dag"]]


def test_only_the_guarded_names_are_answered() -> None:
    guard = TensorFlowGuard(tensorflow_guard.GUARDED)
    for name in (
        "tensorflow",
        "tensorflow.keras.layers",
        "keras",
        "tensorflow_text",
        "tensorflow_hub",
        "tensorflow_addons",
    ):
        spec = guard.find_spec(name, None)
        assert spec is not None
        assert spec.name == name
    for name in ("numpy", "tensorflows", "sklearn", "my.tensorflow", "tensor"):
        assert guard.find_spec(name, None) is None


def test_installing_twice_changes_nothing() -> None:
    tensorflow_guard.install()
    before = list(sys.meta_path)
    tensorflow_guard.install()
    assert sys.meta_path == before
    assert sum(isinstance(finder, TensorFlowGuard) for finder in before) == 1


def test_what_is_named_only_is_harmless() -> None:
    import tensorflow as tf  # type: ignore[import-not-found]
    from tensorflow.keras.layers import Dense  # type: ignore[import-not-found]

    class Layer(tf.keras.layers.Layer):  # type: ignore[misc]
        def call(self, inputs: tf.Tensor) -> tf.Tensor:
            return inputs

    assert issubclass(Layer, tf.keras.layers.Layer.__mro__[-1])
    assert "Dense" in Dense.__name__


def test_what_is_used_says_what_it_needs_and_why_not() -> None:
    import tensorflow as tf

    with pytest.raises(TensorFlowUnavailable, match=r"needs TensorFlow .*constant.* does not install"):
        tf.constant([1.0])
    with pytest.raises(ImportError):
        tf.keras.layers.Dense(10)


@pytest.mark.parametrize("name", ["__version__", "__all__", "__wrapped__"])
def test_special_names_do_not_exist(name: str) -> None:
    import tensorflow as tf

    assert not hasattr(tf, name)
    assert not hasattr(tf.constant, "__wrapped__")


CONFIG = """
recipe: default.v1
language: nl
assistant_id: proef
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- name: {component}
policies:
- name: RulePolicy
"""
NLU = """
version: "3.1"
nlu:
- intent: groet
  examples: |
    - hallo
    - dag
    - goedemorgen
- intent: dank
  examples: |
    - bedankt
    - dank u wel
    - fijn
rules:
- rule: groet
  steps:
  - intent: groet
  - action: utter_groet
"""
DOMAIN = """
version: "3.1"
intents: [groet, dank]
responses:
  utter_groet:
  - text: hallo
"""
TRAIN = """
import logging, rasa.api
logging.disable(logging.CRITICAL)
try:
    print(rasa.api.train("domain.yml", "config.yml", ["nlu.yml"], "models", force_training=True).model)
except BaseException as error:
    while error is not None:
        print(type(error).__name__, "|", error)
        error = error.__cause__ or error.__context__
"""


def train_with(component: str, directory: Path) -> str:
    for name, content in (("config.yml", CONFIG.format(component=component)), ("nlu.yml", NLU), ("domain.yml", DOMAIN)):
        (directory / name).write_text(content)
    outcome = python(TRAIN, directory)
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


def test_a_config_with_diet_fails_and_says_why(tmp_path: Path) -> None:
    output = train_with("DIETClassifier", tmp_path)
    assert "TensorFlowUnavailable | DIETClassifier needs TensorFlow" in output
    assert "Take DIETClassifier out of config.yml" in output
    assert "bot.nlu.question_classifier" in output
    assert list(tmp_path.glob("models/*.tar.gz")) == []


def test_the_same_config_without_it_trains(tmp_path: Path) -> None:
    output = train_with("KeywordIntentClassifier", tmp_path)
    assert "TensorFlowUnavailable" not in output
    assert len(list(tmp_path.glob("models/*.tar.gz"))) == 1
