"""Turn the records under data/ into the pages under docs/.

The modules are the stages, in the order in which they may import one another (a test holds them to it):
problems, files, quantity, dates, fields, model, editions, spelling, yamlfile, library, paging, validation,
reading, loading, guide, schema, formatting, drafting, disclosure, promises, questions, freshness, views, showing, addresses,
checks, citing, news, subjects, pages, terms, printing, export, linked, lettering,
drawing, diagrams, calendars, plain, render, running, output, reuse,
inventory, differences, markdown, telling, upkeep.
"""

import sys
from types import TracebackType

INTERRUPTED = "已中断，可随时重新运行。 Interrupted; run it again at any time."


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell an interruption in a line, whatever the command was doing, and any other error in full."""
    if issubclass(kind, KeyboardInterrupt):
        print(INTERRUPTED, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


# Here, since every command loads the package before all that takes long to load.
sys.excepthook = _tell
