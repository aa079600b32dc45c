"""Turn the records under data/ into a bilingual site.

The packages are the stages of the pipeline, each a layer. A package may import from itself and from the layers above
it in this list (packages on one line do not import each other); a test holds them to it. `checks` stands below `plan`
because one of its rules compares the planned addresses with the published ones.

core             problems, refusals, files, caches, processes: nothing of what the site is about
page_kinds       the kinds of page
settings         the project's folders, the day and the site's address
values           figures, dates and the kinds of field
strict_yaml      YAML read strictly, each value with its place
records          what editors may write, and the library that holds it all
loading          the files of records, read and validated
derived, i18n    what follows from the records; how values are printed in each language
plan, editing    which pages there are and what each shows; how record files are written
checks, export   the rules across records; the published data
render           pages, feeds, calendar and drawings as text
report           what changed and what is due, told to editors
generate         load, check, plan, render, write
website          the site engine, search, cards, verification, archive, local server
commands         one module for each command of `python -m sitegen`
"""

import sys

# Here, where every way in passes first; an older Python would fail at the first line that it does not know.
if sys.version_info < (3, 11):  # noqa: UP036 - for whoever has less than what is required
    sys.exit(
        f"需要Python 3.11或更高版本，这是{sys.version.split()[0]}。"
        f" Python 3.11 or later is needed, this is {sys.version.split()[0]}."
    )
