"""The diagrams of the pages, each drawn from the same views as the table or list beside it."""

from collections.abc import Callable

from sitegen.render.diagrams.bars import PHRASES as BAR_PHRASES
from sitegen.render.diagrams.bars import claims, money, targets
from sitegen.render.diagrams.meter import meter
from sitegen.render.diagrams.stages import PHRASES as STAGE_PHRASES
from sitegen.render.diagrams.stages import stages
from sitegen.render.diagrams.structure import PHRASES as STRUCTURE_PHRASES
from sitegen.render.diagrams.structure import structure
from sitegen.render.diagrams.timeline import PHRASES as TIMELINE_PHRASES
from sitegen.render.diagrams.timeline import timeline

# The diagrams that templates ask for by name; each returns an empty string if there is nothing to draw.
FIGURES: dict[str, Callable[..., str]] = {
    "claims": claims,
    "meter": meter,
    "money": money,
    "stages": stages,
    "structure": structure,
    "targets": targets,
    "timeline": timeline,
}

# The phrases of the diagrams, for the check that the vocabulary has them; none takes a value.
PHRASES = (*BAR_PHRASES, *STAGE_PHRASES, *STRUCTURE_PHRASES, *TIMELINE_PHRASES)

__all__ = ["FIGURES", "PHRASES"]
