"""Single slips in the tiny library, each with what of it can be read: what rules have to say on depends on this alone."""

import shutil
import tempfile
from functools import cache, lru_cache
from pathlib import Path

import pytest

from folders import HERE, complete
from sitegen.core.problems import Problem
from sitegen.loading.load import read_library
from sitegen.records.library import Library
from sitegen.strict_yaml import nodes

# Ten parts, each within the one before: one level more than a structure may have.
CHAIN = "".join(
    f"    - {{id: n{step}, parent: {parent}, name: {{zh: 层, en: Level}}}}\n"
    for step, parent in enumerate(["core", *(f"n{step}" for step in range(9))])
)
ELM, PLAIN = "communities/elm.yaml", "{zh: 甲, en: A}"
# The files are left as they are but for these edits: the file, what stands there, and what is written in its place.
# Nothing there: the line is added at the end.
Edit = tuple[str, str, str]
SLIPS: tuple[tuple[Edit, ...], ...] = (
    # the log of changes
    (("changes.yaml", "2024-05-10, kind", "2024-05-20, kind"),),
    (("changes.yaml", "2024-05-10, kind", "2024-05-21, kind"),),
    (("changes.yaml", ", pages: [home, glossary]", ""),),
    (("changes.yaml", ", pages: [home, glossary]", ", records: [elm-area, elm-area]"),),
    (("changes.yaml", "[home, glossary]", "[home, home]"),),
    (("changes.yaml", "records: [elm-hospital]", "records: [elm-area]"),),
    (("changes.yaml", ", was: [{fact: elm-area, value: 1200亩以上, status: planned, source: repost}]", ", records: [elm-area, elm-vacated]"),),
    (("changes.yaml", "kind: our_error", "kind: editorial"),),
    (("changes.yaml", "value: 约900亩, status: actual, as_of: 2022, scope: {zh: 园区, en: The park}", "value: 约1200亩, status: planned, scope: {zh: 园区, en: The park}"),),
    (("changes.yaml", "value: 1200亩以上, status: planned, source: repost", "value: 约900亩, status: actual, as_of: 2022, scope: {zh: 园区, en: The park}, source: repost"),),
    (("changes.yaml", "value: 1200亩以上", "value: 1200家以上"),),
    # communities
    ((ELM, "gaps:\n  - {row: price, why: not_in_parts_read}\n", ""),),
    ((ELM, "    row: health\n", ""),),
    ((ELM, "    measure: site-area\n", "    measure: main-industries\n"),),
    (("factsheet.yaml", "scope: community, unit: 亩, row: area}", "scope: community, unit: 亩, row: area}\n  - {id: more-area, label: {zh: 更多, en: More}, scope: community, unit: 亩, row: price}"), (ELM, "gaps:\n  - {row: price, why: not_in_parts_read}\n", "")),
    (("factsheet.yaml", "scope: community, unit: 亩, row: area}", "scope: community, unit: 亩, row: area}\n  - {id: a, label: {zh: 更多, en: More}, scope: community, row: price}\n  - {id: b, label: {zh: 更多, en: More}, scope: community, row: price}"), (ELM, "gaps:\n  - {row: price, why: not_in_parts_read}\n", "")),
    ((ELM, "{row: price, why", "{row: health, why"),),
    ((ELM, "gaps:\n", "gaps:\n  - {row: price, why: not_in_parts_read}\n"),),
    (("factsheet.yaml", "at_district: [programme-candidate-land]", "at_district: [elm-area, elm-structure]"),),
    (("factsheet.yaml", "at_district: [programme-candidate-land]", "at_district: [programme-candidate-land, programme-candidate-land]"),),
    (("factsheet.yaml", "id: area, label", "id: extent, label"), ("factsheet.yaml", "row: area", "row: extent"), ("communities.yaml", "row: area", "row: extent")),
    (("factsheet.yaml", "id: name, label", "id: called, label"), ("factsheet.yaml", "row: name", "row: called")),
    (("site.yaml", "[elm-area]", "[elm-area, elm-area]"),),
    ((ELM, "[elm-area, elm-plant-investment]", "[elm-area, elm-area]"),),
    ((ELM, "[maker, bureau]", "[maker, maker]"),),
    ((ELM, "basis: elm-vacated", "basis: oak-name"),),
    ((ELM, "[elm-area, elm-plant-investment]", "[elm-area, oak-name]"),),
    ((ELM, "[elm-area, elm-plant-investment]", "[elm-area, programme-definition]"),),
    ((ELM, "basis: elm-vacated", "basis: elm-nothing"),),
    (("places.yaml", "  community: oak\n", "  community: elm\n"),),
    ((ELM, "{id: centre, parent: core,", "{id: centre, parent: axes,"),),
    ((ELM, "{id: axes, name", "{id: core, name"),),
    ((ELM, "en: One core}, count: 1}", "en: One core}, count: 2}"),),
    ((ELM, "en: One core}, count: 1}", "en: One core}, count: 2, open: true}"),),
    ((ELM, "en: One core}, count: 1}", "en: One core}}"),),
    ((ELM, "        measure: project-content\n        claims:\n          - {value: {zh: 储能装备, en: Storage equipment}", "        measure: project-investment\n        claims:\n          - {value: 3亿元"),),
    ((ELM, "        measure: project-content\n", "        measure: definition\n"),),
    # events
    ((ELM, "        plan:\n          - {source: paper, at: S1¶5, said_by: maker}\n", ""),),
    (("organisations.yaml", "{date: 2024-02, source", "{date: 2026-02, source"),),
    (("organisations.yaml", "{date: 2024-02, source", "{date: 2024-03-31, source"),),
    (("organisations.yaml", "{date: 2024-02, source", "{date: 2024-04-01, source"),),
    (("organisations.yaml", "{due: 2025-05, source", "{due: 2024-01, source"),),
    (("organisations.yaml", "{due: 2025-05, source", "{due: 2024-02, source"),),
    (("organisations.yaml", "{due: 2025-05, source", "{due: 2023-12-31, source"),),
    (("organisations.yaml", "{due: 2025-05, source", "{due: 2024-01-01, said: 2024-01-01, source"),),
    (("organisations.yaml", "{due: 2025-05, source", "{said: 2024-03-31, source"),),
    (("organisations.yaml", "{due: 2025-05, source", "{said: 2024-04-01, source"),),
    (("organisations.yaml", "{due: 2025-05, source", "{due: 2023, said: 2024-01-01, source"),),
    (("organisations.yaml", "{due: 2025-05, source: paper, at: S2¶2}", "{due: 2025-05, source: paper, at: S2¶2}\n        - {due: 2025-06, said: 2024-03-30, source: paper, at: S2¶3}"),),
    (("organisations.yaml", "{due: 2025-05, source: paper, at: S2¶2}", "{due: 2025-05, source: paper, at: S2¶2}\n        - {due: 2025-06, said: 2024-03-31, source: paper, at: S2¶3}"),),
    (("organisations.yaml", "{due: 2025-05, source: paper, at: S2¶2}", "{due: 2025-05, said: 2024-03-10, source: paper, at: S2¶2}\n        - {due: 2025-06, said: 2024-03-05, source: paper, at: S2¶3}\n        - {due: 2025-07, said: 2024-03-08, source: paper, at: S2¶4}"),),
    ((ELM, "    comparison: {relation: conflict, why: {zh: 两处月份不同。, en: The months differ.}}\n", ""),),
    ((ELM, "{date: 2023-12/2024-01, printed: 年底前后,", "{date: 2023-11-30, printed: 年底前后,"), (ELM, "    comparison: {relation: conflict, why: {zh: 两处月份不同。, en: The months differ.}}\n", "")),
    ((ELM, "      - {date: 2023-12/2024-01, printed: 年底前后, source: paper, at: S1¶9}\n", ""),),
    (("organisations.yaml", "      title: {zh: 企业搬迁, en: The maker moves}\n", "      title: {zh: 企业搬迁, en: The maker moves}\n      row: health\n"),),
    ((ELM, "        title: {zh: 储能项目开工, en: Work on the storage plant starts}\n", "        title: {zh: 储能项目开工, en: Work on the storage plant starts}\n        row: health\n"),),
    # facts
    ((ELM, "value: 1000余亩", f"value: {PLAIN}"),),
    ((ELM, "value: 1000余亩", "value: 1000余家"),),
    ((ELM, "{value: {zh: 拟用新名, en: The name it is to take}", "{value: 3家"),),
    (("facilities.yaml", "value: 6000余人", "value: 6000余名"),),
    (("facilities.yaml", "value: 6000余人", "value: 6000余人次"),),
    ((ELM, "as_of: 2023-08-21/2023-08-31", "as_of: 2024-03-31"),),
    ((ELM, "as_of: 2023-08-21/2023-08-31", "as_of: 2024-04-01"),),
    (("facilities.yaml", "{value: 6000余人, status: actual, source", "{value: 6000余人, status: projection, as_of: 2025, source"),),
    (("facilities.yaml", "{value: 6000余人, status: actual, source", "{value: 6000余人, status: planned, as_of: 2025, source"),),
    (("facilities.yaml", "{value: 6000余人, status: actual, source", "{value: 6000余人, status: actual, as_of: 2025, source"),),
    (("programme.yaml", "status: target, as_of: 2023, source", "status: statement, as_of: 2023-04, source"),),
    ((ELM, "    comparison:\n      relation: scope\n      why: {zh: 边界不同。, en: The boundaries differ.}\n", ""),),
    (("facilities.yaml", "      reviewed: 2022-01-31\n", "      reviewed: 2022-01-31\n      comparison: {relation: conflict, why: {zh: 不同。, en: They differ.}}\n"),),
    ((ELM, "      relation: scope\n", "      relation: agreement\n"),),
    ((ELM, "      relation: scope\n", "      relation: conflict\n"), (ELM, "value: 1000余亩", "value: 1200余亩")),
    ((ELM, "      relation: scope\n", "      relation: conflict\n"),),
    ((ELM, "        scope: {zh: 征迁, en: Land bought out}\n", "        scope: {zh: 园区, en: The park}\n"), (ELM, "        status: planned\n        source: repost\n", "        status: done\n        as_of: 2023-08-21/2023-08-31\n        source: repost\n")),
    ((ELM, "        scope: {zh: 征迁, en: Land bought out}\n", "        scope: {zh: 园区, en: The park}\n"),),
    ((ELM, "        scope: {zh: 园区, en: The park}\n", ""),),
    ((ELM, "        scope: {zh: 园区, en: The park}\n", ""), (ELM, "        scope: {zh: 征迁, en: Land bought out}\n", "")),
    ((ELM, "        source: paper\n        at: S1¶2\n        scope: {zh: 征迁, en: Land bought out}\n", "        source: repost\n        at: S1¶2\n        scope: {zh: 园区, en: The park}\n"), (ELM, "        as_of: 2023-08-21/2023-08-31\n        printed: 去年8月底\n", "")),
    ((ELM, "    measure: site-area\n", "    measure: site-area\n    shown: {source: echo, why: {zh: 较新。, en: Newer.}}\n"),),
    ((ELM, "    measure: site-area\n", "    measure: site-area\n    shown: {source: paper, why: {zh: 较新。, en: Newer.}}\n"),),
    ((ELM, "        as_of: 2023-08-21/2023-08-31\n", ""),),
    ((ELM, "{due: 2024-05, printed: 今年五月,", "{printed: 今年五月,"),),
    (("organisations.yaml", "measure: listed-firms", "measure: students"),),
    (("facilities.yaml", "measure: students", "measure: listed-firms"), ("facilities.yaml", "6000余人", "6000余家")),
    (("places.yaml", "measure: parks", "measure: definition"),),
    (("programme.yaml", "measure: definition", "measure: parks"),),
    ((ELM, "    measure: new-name\n", "    measure: parks\n"),),
    # outcomes of targets
    (("programme.yaml", "as_of: 2023-12-31, source: bulletin", "as_of: 2023-12, source: bulletin"),),
    (("programme.yaml", "as_of: 2023-12-31, source: bulletin", "as_of: 2023-11, source: bulletin"),),
    (("programme.yaml", "status: actual, as_of: 2023-12-31, source: bulletin", "status: actual, source: bulletin"),),
    (("programme.yaml", "      - {value: 3.8万人, status: actual, as_of: 2023-12-31, source: bulletin, at: ¶2}\n", "      - {value: 3.8万人, status: actual, as_of: 2023, source: bulletin, at: ¶2}\n    comparison: {relation: change, why: {zh: 后者是结果。, en: The second is the outcome.}}\n"),),
    (("programme.yaml", "      - {value: 3.8万人, status: actual, as_of: 2023-12-31, source: bulletin, at: ¶2}\n", "      - {value: 3.8万人, status: actual, as_of: 2023, source: bulletin, at: ¶2}\n      - {value: 3.9万人, status: statement, as_of: 2023, source: paper, at: ¶2, said_by: bureau}\n"),),
    (("programme.yaml", "      - {value: 3.8万人, status: actual, as_of: 2023-12-31, source: bulletin, at: ¶2}\n", "      - {value: 3.8万人, status: actual, as_of: 2023, source: repost, at: opening}\n"),),
    (("programme.yaml", "      - {value: 1.4万亩, status: actual, source: paper, at: S3¶7}\n", "      - {value: 1.4万亩, status: actual, as_of: 2025, source: bulletin, at: ¶2}\n"),),
    (("programme.yaml", "      - {value: 1.4万亩, status: actual, source: paper, at: S3¶7}\n", "      - {value: 1.4万亩, status: actual, as_of: 2025, source: bulletin, at: ¶2, scope: {zh: 意向用地, en: Land of candidates}}\n"), ("sources.yaml", "published: 2024-04-10", "published: 2026-01-10")),
    (("programme.yaml", "      - {value: 1.4万亩, status: actual, source: paper, at: S3¶7}\n", "      - {value: 1.4万亩, status: actual, as_of: 2025, source: bulletin, at: ¶2}\n"), ("sources.yaml", "published: 2024-04-10", "published: 2026-01-10")),
    (("programme.yaml", "    measure: jobs-targeted\n", "    measure: jobs-targeted\n    shown: {source: bulletin, why: {zh: 较新。, en: Newer.}}\n"),),
    (("programme.yaml", "status: target, as_of: 2023, source: repost", "status: target, source: repost"), ("programme.yaml", "as_of: 2023-12-31, source: bulletin, at: ¶2}\n", "as_of: 2023-12-31, source: bulletin, at: ¶2}\n    comparison: {relation: change, why: {zh: 后者是结果。, en: The second is the outcome.}}\n")),
    (("programme.yaml", "status: target, as_of: 2023, source: repost", "status: target, source: repost"),),
    # stages
    ((ELM, "{value: clearing, basis: elm-vacated}", "{value: building, basis: elm-plant-start}"),),
    ((ELM, "{value: clearing, basis: elm-vacated}", "{value: operating, basis: elm-name}"),),
    ((ELM, "{value: clearing, basis: elm-vacated}", "{value: cleared, basis: elm-structure}"),),
    ((ELM, "{value: clearing, basis: elm-vacated}", "{value: building, basis: elm-hospital}"),),
    ((ELM, "{value: clearing, basis: elm-vacated}", "{value: planned, basis: elm-hospital}"),),
    ((ELM, "{value: clearing, basis: elm-vacated}", "{value: operating, basis: elm-area}"),),
    ((ELM, "{value: clearing, basis: elm-vacated}", "{value: building, basis: elm-area}"), (ELM, "status: planned\n        source: repost\n", "status: planned\n        source: bulletin\n")),
    (("sources.yaml", "  note: {zh: 日期为推定。, en: The date was worked out.}\n", "  withdrawn: {date: 2024-05-02, why: {zh: 报社撤稿。, en: The paper took it back.}}\n"),),
    # names
    (("communities.yaml", "short: {zh: 橡, en: Oak}", "short: {zh: 橡, en: ELM}"),),
    (("communities.yaml", "name: {zh: 橡园, en: Oak Park}", "name: {zh: 榆谷, en: Oak Park}"),),
    (("organisations.yaml", "name: {zh: 示例电机厂, en: Sample Motor Works}, until", "name: {zh: 示例机电, en: 'Sample Motors & Co., Ltd.'}, until"),),
    (("organisations.yaml", "until: 2024-02, source: paper", "until: 2024-04, source: paper"),),
    (("organisations.yaml", "  name_source: bulletin\n", "  name_source: repost\n"),),
    (("organisations.yaml", "until: 2024-02, source: paper, at: S2¶2}\n", "until: 2024-02, source: paper, at: S2¶2}\n    - {name: {zh: 老厂, en: Old Works}, until: 2019, source: paper, at: S2¶2}\n"),),
    (("organisations.yaml", "until: 2024-02, source: paper, at: S2¶2}", "until: 2024-02, name_source: spare, source: paper, at: S2¶2}"), ("sources.yaml", "", "- {id: spare, title: {zh: 多余, en: Spare}, publisher: {zh: 站, en: Site}, published: 2023, tier: D, language: zh, read: 2026-11-23, extent: opening}\n")),
    # contacts
    (("organisations.yaml", "0575-80001234-801]", "（0575）8000 1234转801]"),),
    (("organisations.yaml", "0575-80001234-801]", "+86 575 80001234, 400 800 1234, 12345, '12345', '1234567']"),),
    (("organisations.yaml", "mail: office@example.org", "mail: office＠example"),),
    (("organisations.yaml", "            phones: [0575-80001234, 0575-80001234-801]\n            address: {zh: 示例市榆街道一路12号301室, en: \"Room 301, 12 Yi Road, Sample City\"}\n            mail: office@example.org\n", ""),),
    (("organisations.yaml", "            phones: [0575", "            phone: [0575"),),
    (("organisations.yaml", "zh: 招商科", "zh: 招商科12室"),),
    (("organisations.yaml", "zh: 示例市榆街道一路12号301室", "zh: 12 Yi Road"),),
    # what has no place
    ((ELM, "short: {zh: 榆, en: Elm}\n", "short: {zh: 榆, en: Elm}\nimage: a.jpg\n附件: b.pdf\n"),),
    (("sources.yaml", "  url: https://example.org/2\n", "  url: https://example.org/2\n  pdf_url: https://example.org/2.pdf\n"),),
    # sources
    (("sources.yaml", "  repeats: repost\n", "  repeats: echo\n"),),
    (("sources.yaml", "  published: 2023-04\n", "  published: 2026-11-24\n"),),
    (("sources.yaml", "  published: 2023-04\n", "  published: 2026-11-23\n"),),
    (("sources.yaml", "", "- {id: spare, title: {zh: 多余, en: Spare}, publisher: {zh: 站, en: Site}, published: 2023, tier: D, language: zh, read: 2026-11-23, extent: opening}\n"),),
    (("sources.yaml", "  url: https://example.org/2\n", "  url: https://www.Example.org:443/1/?c=d&utm_source=x&a=b#top\n"),),
    (("sources.yaml", "  url: https://example.org/2\n", "  url: http://example.org/1?a=b&c=e\n"),),
    (("sources.yaml", "  published: 2023-05-01\n", "  published: 2024-06-01\n"),),
    (("sources.yaml", "date: 2024-04-11}", "date: 2024-04-09}"),),
    (("sources.yaml", 'archived: {url: "https:', 'archived: {url: "http:'),),
    (("sources.yaml", "  published: 2023-04\n", ""),),
    # withdrawn sources
    (("sources.yaml", "  language: zh\n  read: 2026-11-23\n  extent: opening\n  url: http://example.org/1", "  withdrawn: {date: 2024-05-02, why: {zh: 已撤。, en: Taken down.}}\n  language: zh\n  read: 2026-11-23\n  extent: opening\n  url: http://example.org/1"),),
    (("facilities.yaml", "      comparison: {relation: conflict, why: {zh: 两处不同。, en: The two differ.}}\n", "      comparison: {relation: conflict, why: {zh: 两处不同。, en: The two differ.}}\n      shown: {source: blog, why: {zh: 较新。, en: Newer.}}\n"),),
    (("facilities.yaml", "source: repost, at: opening}\n        - {value: 3000", "source: blog, at: opening}\n        - {value: 3000"),),
    (("places.yaml", "named: {role: named, source: repost, at: opening}", "named: {role: named, source: blog, at: opening}"),),
    (("changes.yaml", "value: 约900亩, status: actual, as_of: 2022, scope: {zh: 园区, en: The park}, source: repost", "value: 约900亩, status: actual, source: blog"),),
    (("changes.yaml", "- {id: names-reworded", "- {id: intake-withdrawn, date: 2024-05-02, kind: our_error, what: {zh: 博客已撤回。, en: The blog was withdrawn.}, was: [{fact: college-intake, value: 3000人, status: planned, source: blog}]}\n- {id: names-reworded"),),
    (("sources.yaml", "  repeats: repost\n", "  repeats: blog\n"),),
    # ids that are gone
    (("facilities.yaml", "source: blog, at: ¶1}", "source: blag, at: ¶1}"),),
    (("facilities.yaml", "source: blog, at: ¶1}", "source: paper-b, at: ¶1}"),),
    (("questions.yaml", "answers: [college-students]", "answers: [college-beds]"),),
    (("redirects.yaml", "", "moved:\n  - {old: 'facilities#fact-college-all', new: 'facilities#fact-college-students'}\n"), ("questions.yaml", "answers: [college-students]", "answers: [college-all]")),
    (("redirects.yaml", "facilities#fact-college-beds", "facilities#fact-college-students"),),
    (("redirects.yaml", "facilities#fact-college-beds", "birch#fact-college-beds"),),
    (("redirects.yaml", "  - {old: communities/birch, why", "  - {old: 'facilities#fact-college-beds', why"),),
    # prose
    ((ELM, "en: An old park is being cleared.", "en: An old park of 1200.5 mu is being cleared."),),
    ((ELM, "zh: 旧园区正在拆除。", "zh: 旧园区3处正在拆除。"),),
    ((ELM, "en: An old park is being cleared.", "en: A World-class and leading park."),),
    ((ELM, "en: An old park is being cleared.", "en: A misleading park."),),
    ((ELM, "zh: 旧园区正在拆除。", "zh: 一流的标杆。"),),
    ((ELM, "zh: 旧园区正在拆除。", "zh: An old park is being cleared。"),),
    ((ELM, "en: An old park is being cleared.", "en: The 旧园区正在拆除旧园区. park"), (ELM, "zh: 旧园区正在拆除。", "zh: 旧园区正在拆除旧园区。")),
    (("glossary.yaml", "zh: 一芯两轴,", "zh: 一芯三轴,"),),
    (("facilities.yaml", "  name_source: repost\n", ""),),
    (("organisations.yaml", "  name_basis: working\n", "  name_basis: working\n  name_source: paper\n"),),
    # addresses
    (("redirects.yaml", "", "moved:\n  - {old: communities/gone, new: communities/elm}\n  - {old: 'communities/elm#fact-gone', new: 'communities/elm#fact-elm-area'}\n  - {old: 'about#old', new: 'about#purpose'}\n"),),
    (("redirects.yaml", "", "moved:\n  - {old: communities/gone, new: nowhere}\n  - {old: communities/gone, new: about}\n  - {old: about, new: compare}\n  - {old: 'gone#fact-x', new: about}\n  - {old: 'about#never', new: about}\n  - {old: 'about#sources', new: about}\n"),),
    (("site.yaml", "  - id: purpose\n", "  - id: built\n"),),
    # a library of which a part cannot be read
    (("changes.yaml", ", pages: [home, glossary]", ", pages: [home, nothing]"),),
    (("sources.yaml", "  tier: B\n", "  tier: Z\n"),),
    (("factsheet.yaml", "id: area, label", "id: 3, label"),),
    ((ELM, "status: done\n", "status: nothing\n"), (ELM, "    comparison:\n      relation: scope\n      why: {zh: 边界不同。, en: The boundaries differ.}\n", "")),
    ((ELM, "      - {date: 2023-11, source", "      - {date: 2023-13, source"),),
    ((ELM, "      - {due: 2024, said", "      - {due: 20244, said"), (ELM, "      - {due: 2024-05, printed", "      - {due: 2024-055, printed")),
    (("communities.yaml", "{zh: 暂用名, en: A provisional name}", "3"), ("communities.yaml", "row: area, why", "row: price, why")),
    (("facilities.yaml", "  name_source: repost\n", "  name_source: Repost!\n"),),
    (("site.yaml", "  - id: purpose\n", "  - id: reviews\n"),),
    (("redirects.yaml", "", "moved:\n  - {old: 'about#reviews', new: about}\n  - {old: 'glossary#built', new: glossary}\n  - {old: 'about#old', new: about}\n"),),
    # a log entry in a file of its own
    (("changes/2024-05-21-own-file.yaml", "", "id: own-file\nkind: editorial\ndate: 2024-05-22\nwhat: {zh: 改写。, en: Reworded.}\npages: [home]\n"),),
    (("changes/2024-05-22-own-name.yaml", "", "id: own-file\nkind: editorial\ndate: 2024-05-22\nwhat: {zh: 改写。, en: Reworded.}\npages: [home]\n"),),
    (("changes/2024-05-22-own-file.yaml", "", "id: own-file\nkind: editorial\ndate: 2024-05-22\nwhat: {zh: 改写。, en: Reworded.}\npages: [home]\n"),),
    # structures that are too large
    ((ELM, "projects:\n", CHAIN + "projects:\n"),),
    ((ELM, "projects:\n", CHAIN.rpartition("    - ")[0] + "projects:\n"),),
    ((ELM, "projects:\n", "    - {id: lots, name: {zh: 片, en: Blocks}, count: 297}\nprojects:\n"),),
    ((ELM, "projects:\n", "    - {id: lots, name: {zh: 片, en: Blocks}, count: 296}\nprojects:\n"),),
    # what a stage rests on
    ((ELM, "basis: elm-vacated", "basis: elm-industries"), (ELM, "        status: target\n", "        status: under_way\n")),
    ((ELM, "basis: elm-vacated", "basis: elm-industries"), (ELM, "        status: target\n", "        status: actual\n")),
    ((ELM, "basis: elm-vacated", "basis: elm-industries"),),
)  # fmt: skip


@cache
def read_slips() -> list[tuple[list[Problem], Library | None]]:
    """Return for each of ``SLIPS`` what is wrong with the files and the library in them, if it can be read at all."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            nodes, "parse_text", lru_cache(maxsize=100)(nodes.parse_text)
        )  # most files are the same
        tiny = complete(HERE / "library", Path(folder, "tiny"))
        return [_read(tiny, Path(folder, "data"), edits) for edits in SLIPS]


def _read(tiny: Path, data: Path, edits: tuple[Edit, ...]) -> tuple[list[Problem], Library | None]:
    shutil.copytree(tiny, data)
    for name, old, new in edits:
        path = data / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert not old or old in text, (name, old)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    draft = read_library(data)
    library = draft.library()
    shutil.rmtree(data)
    return draft.problems, library
