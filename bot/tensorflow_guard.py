"""Lets Rasa import without TensorFlow, and says so clearly when a component really needs it.

Rasa 3.6 imports TensorFlow while it starts, but only DIET, TED and their kin compute with it, and this project uses
none of those. The guard is a meta-path finder that serves inert modules in its place: they can be imported, subclassed
and named in type hints. Whoever calls anything in them gets a `TensorFlowUnavailable` that names the component.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterable, Sequence
from types import FrameType, ModuleType
from typing import Any

# Keras, tensorflow_hub and tensorflow_text are imported by the same few Rasa modules.
GUARDED = frozenset({"tensorflow", "keras", "tensorflow_hub", "tensorflow_text", "tensorflow_addons"})


# Rasa imports these for channels, brokers and plots that the server does not have; without them it takes 36 MB less.
UNUSED_IN_SERVING = frozenset(
    [
        "aio_pika",
        "aiogram",
        "aiormq",
        "babel",
        "boto3",
        "botocore",
        "dns",
        "fbmessenger",
        "matplotlib",
        "pymongo",
        "slack_sdk",
        "twilio",
        "webexteamssdk",
    ]
)


class TensorFlowUnavailable(ImportError):
    """Something asked for TensorFlow, which this project deliberately does not install.

    An ImportError, so that libraries that can do without TensorFlow (thinc, for spaCy) conclude that it is not there.
    """


class _InertType(type):
    """Metaclass of everything that an inert module holds: harmless to name, an error to call."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _InertType(name, (), {"__module__": f"{cls.__module__}.{cls.__name__}"})

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        caller = sys._getframe(1)
        if _rasa_is_importing(caller):
            # A decorator such as `@tf.function(...)` above a method: leave the method as it is.
            return args[0] if len(args) == 1 and callable(args[0]) and not kwargs else lambda decorated: decorated
        component = _component_name(caller)
        package = cls.__module__.partition(".")[0]
        if package in UNUSED_IN_SERVING:
            raise TensorFlowUnavailable(f"{component} needs {package}, which the server leaves out to save memory.")
        raise TensorFlowUnavailable(
            f"{component} needs TensorFlow ({cls.__module__}.{cls.__name__}), which this project does not install: "
            "it is large, and only DIETClassifier, TEDPolicy, ResponseSelector and other neural components of Rasa use "
            f"it. Take {component} out of config.yml; questions are classified by bot.nlu.question_classifier."
        )


def _rasa_is_importing(frame: FrameType) -> bool:
    """Whether a frame is the body of a module or class of Rasa's, that is: code that only defines things."""
    defines = frame.f_code.co_name == "<module>" or "__qualname__" in frame.f_locals
    return defines and str(frame.f_globals.get("__name__", "")).startswith("rasa.")


def _component_name(frame: FrameType | None) -> str:
    """Name of the Rasa graph component on the call stack, the outermost caller that is one."""
    graph = sys.modules.get("rasa.engine.graph")
    base = getattr(graph, "GraphComponent", None)
    while frame is not None and base is not None:
        owner = frame.f_locals.get("self", frame.f_locals.get("cls"))
        kind = owner if isinstance(owner, type) else type(owner)
        if owner is not None and issubclass(kind, base):
            return kind.__name__
        frame = frame.f_back
    return "This part of Rasa"


class _InertModule(ModuleType):
    """A module in which every name exists and none works."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _InertType(name, (), {"__module__": self.__name__})


class _InertLoader(importlib.abc.Loader):
    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: an inert module has no code."""


class TensorFlowGuard(importlib.abc.MetaPathFinder):
    """Meta-path finder that answers every import of TensorFlow and its companions with an inert module."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of an inert module for a guarded name; None, so that others look, for any other name."""
        if fullname.partition(".")[0] not in self.names:
            return None
        return importlib.machinery.ModuleSpec(fullname, _InertLoader(), is_package=True)


def install(also: Iterable[str] = ()) -> None:
    """Put the guard at the front of the import system; a second call adds names to it.

    Args:
        also: other top-level modules to serve as inert ones, such as `UNUSED_IN_SERVING`.
    """
    for finder in sys.meta_path:
        if isinstance(finder, TensorFlowGuard):
            finder.names |= frozenset(also)
            return
    sys.meta_path.insert(0, TensorFlowGuard(GUARDED | frozenset(also)))
