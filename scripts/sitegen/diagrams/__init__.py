"""The figures of the pages, each drawn from the views that the table or list beside it shows."""

from collections.abc import Callable

from .bars import PHRASES as BAR_PHRASES
from .bars import claims, money, targets
from .meter import meter
from .stages import PHRASES as STAGE_PHRASES
from .stages import stages
from .structure import PHRASES as STRUCTURE_PHRASES
from .structure import structure
from .timeline import PHRASES as TIMELINE_PHRASES
from .timeline import timeline
from .voice import SHAPES, Voice

# What a template may ask for, by name. Each returns nothing where there is nothing to draw.
FIGURES: dict[str, Callable[..., str]] = {
    "claims": claims,
    "meter": meter,
    "money": money,
    "stages": stages,
    "structure": structure,
    "targets": targets,
    "timeline": timeline,
}

# The phrases that figures say, for the check that the vocabulary holds them; none takes a value.
PHRASES = (*BAR_PHRASES, *STAGE_PHRASES, *STRUCTURE_PHRASES, *TIMELINE_PHRASES)

__all__ = ["FIGURES", "PHRASES", "SHAPES", "Voice"]
