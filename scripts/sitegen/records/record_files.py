"""The data files: the model of each, and the kinds of record that it declares."""

from typing import NamedTuple

from sitegen.records.field_docs import Doc
from sitegen.records.model import (
    Change,
    Community,
    Facility,
    Factsheet,
    GlossaryTerm,
    Organisation,
    Place,
    Programme,
    Questions,
    Record,
    Redirects,
    Site,
    Source,
    Vocabulary,
    declares_id,
    kind_of,
    nested_kinds,
    nested_models,
)


class DataFile(NamedTuple):
    """A file in data/: one record of its model, or a list of them; a library may lack one that `is_optional`.

    Of a list that `is_dated`, each record may instead have a file of its own, `<day>-<id>.yaml` in the folder of the list:
    files never conflict where two people add records, and the day puts a new one after all others.
    """

    model: type[Record]
    doc: Doc
    is_list: bool = False
    is_optional: bool = False
    is_dated: bool = False


DATA_FILES = {
    "site": DataFile(
        Site, Doc("网站的名称和说明", "What the site is called and says of itself", "网站", "The site")
    ),
    "vocabulary": DataFile(
        Vocabulary,
        Doc("网站的全部用语", "Every word of the site that is not a record", "网站用语", "Words of the site"),
    ),
    "factsheet": DataFile(
        Factsheet,
        Doc(
            "要素行和指标", "The rows of the factsheet and the measures that fill them", "要素表", "Factsheet"
        ),
    ),
    "programme": DataFile(
        Programme, Doc("全区建设工作", "The district's programme as a whole", "全区建设工作", "Programme")
    ),
    "questions": DataFile(
        Questions, Doc("企业常问的问题", "What investors usually ask", "企业常问", "Investor questions")
    ),
    "redirects": DataFile(
        Redirects,
        Doc("迁移的网址", "Addresses that have moved", "迁移的网址", "Moved addresses"),
        is_optional=True,
    ),
    "sources": DataFile(Source, Doc("来源", "The sources", "来源", "Sources"), is_list=True, is_dated=True),
    "organisations": DataFile(
        Organisation,
        Doc("机构", "Public bodies, companies and institutions", "机构", "Organisations"),
        is_list=True,
    ),
    "facilities": DataFile(
        Facility,
        Doc(
            "配套设施",
            "Hospitals, colleges, housing and other services",
            "人才与配套",
            "Talent and facilities",
        ),
        is_list=True,
    ),
    "communities": DataFile(
        Community,
        Doc(
            "社区列表，按显示顺序",
            "The communities, in the order in which they are shown",
            "社区",
            "Communities",
        ),
        is_list=True,
    ),
    "places": DataFile(
        Place, Doc("来源提到的地方", "The places that sources name", "地方", "Places"), is_list=True
    ),
    "glossary": DataFile(
        GlossaryTerm, Doc("术语", "Terms of policy and planning", "词汇", "Glossary"), is_list=True
    ),
    "changes": DataFile(
        Change,
        Doc("更正与变化", "Corrections and changes", "更正与变化", "Corrections and changes"),
        is_list=True,
        is_dated=True,
    ),
}

# The model of every kind of record.
KINDS = {
    kind_of(model): model for file in DATA_FILES.values() for model in nested_models(file.model).values()
}


def declared_in(kind: str) -> set[str]:
    """Return the files that may declare ids of records of ``kind``."""
    return {
        name
        for name, file in DATA_FILES.items()
        if kind in nested_kinds(file.model).values()
        or (kind_of(file.model) == kind and declares_id(file.model))
    }
