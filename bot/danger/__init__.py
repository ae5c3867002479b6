"""The danger check: recognises emergencies, violence, suicidal thoughts and worries ahead of any classifier."""

from bot.danger.check import Danger, DangerCheck

__all__ = ["Danger", "DangerCheck"]
