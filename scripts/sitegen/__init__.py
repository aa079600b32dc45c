"""Turn the records under data/ into a bilingual site.

The packages are the stages of the pipeline, each a layer. A package may import from itself and from the layers above
it in this list, but not from one on the same line; a test checks it. `checks` stands below `plan` because one of its
rules compares redirects with the planned addresses.

core             problems, refusals, files, caches, processes; independent of what the site is about
page_kinds       the kinds of page
settings         the project's folders, today's date and the site's address
values           figures, dates and the kinds of field
strict_yaml      a strict reader of YAML that keeps the place of each value
records          the model of the records, and the library of them all
loading          reading and validating the data files
derived, i18n    what is computed from the records; how values are printed in each language
plan, editing    which pages there are and what each shows; how data files are written
checks, export   the rules across records; the published data
render           pages, feeds, calendar and drawings as text
report           what changed and what is due, for editors
generate         load, check, plan, render, write
website          the site engine, search, cards, verification, archive, local server
commands         one module for each command of `python -m sitegen`
"""

import sys

# Checked here, since every program imports the package first; an older Python fails at the first newer syntax.
if sys.version_info < (3, 11):  # noqa: UP036 - the message is for a Python that is too old
    sys.exit(
        f"需要Python 3.11或更高版本，这是{sys.version.split()[0]}。"
        f" Python 3.11 or later is needed, this is {sys.version.split()[0]}."
    )
