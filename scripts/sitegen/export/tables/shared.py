"""The columns that several tables share: the subject and the claim."""

from typing import get_args

from sitegen.export import shapes as out
from sitegen.export.columns import Column, column, of, when, words
from sitegen.export.tables.lines import ClaimLine
from sitegen.records.model import Status

SUBJECT: tuple[Column[out.Subject], ...] = (
    column(
        "subject_kind",
        "主体的种类",
        "What kind of thing it is about",
        lambda line: line.kind,
        required=True,
        codes=get_args(out.SubjectKind),
    ),
    column(
        "subject_id",
        "主体：所属的社区、项目、机构等",
        "What it is about: the community, project, organisation and so on",
        lambda line: line.id,
        required=True,
    ),
    *words(
        "subject",
        "主体：所属的社区、项目、机构等",
        "What it is about: the community, project, organisation and so on",
        lambda line: line.name,
    ),
    column(
        "community_id",
        "所属社区的编号",
        "The id of the community that it belongs to",
        lambda line: line.community,
    ),
)
# The columns of a figure are empty where the value is no figure.
_FIGURE: tuple[Column[out.Quantity], ...] = (
    column(
        "low",
        "数值，区间则为下限；以单个单位计",
        "The figure, or the lower end of a range, in single units",
        lambda line: line.low,
        "number",
    ),
    column(
        "high",
        "数值，区间则为上限；以单个单位计",
        "The figure, or the upper end of a range, in single units",
        lambda line: line.high,
        "number",
    ),
    column(
        "magnitude",
        "只说“数十亿”之类时，所说数量级的十的幂次",
        "The power of ten, where the source names only an order of magnitude",
        lambda line: line.magnitude,
        "integer",
    ),
    column(
        "unit",
        "单位；量词没有英文",
        "The unit; a Chinese classifier has no English",
        lambda line: line.unit.code,
    ),
    column(
        "unit_en",
        "单位；量词没有英文",
        "The unit; a Chinese classifier has no English",
        lambda line: line.unit.en or None,
    ),
    column(
        "form",
        "数值说的是什么：数量、增、减、比例、名次或前几名",
        "What the figure is: an amount, a rise, a fall, a ratio, a rank or a place among the top",
        lambda line: line.form,
        codes=get_args(out.FormCode),
    ),
    column(
        "hedge",
        "原文的修饰词",
        "The word by which the source qualifies the figure",
        lambda line: line.hedge,
        codes=get_args(out.HedgeCode),
    ),
)
CLAIM: tuple[Column[ClaimLine], ...] = (
    *of(lambda line: line.figure, _FIGURE),
    *words(
        "value", "网页上显示的写法", "The value as the pages print it", lambda line: line.claim.value.printed
    ),
    column(
        "source_form",
        "原文的写法",
        "The figure as the Chinese source prints it",
        lambda line: line.figure.source_form if line.figure else None,
    ),
    column(
        "status", "状态", "The status of the claim", lambda line: line.claim.status, codes=get_args(Status)
    ),
    *words("status", "状态", "The status of the claim", lambda line: line.status),
    *words("scope", "数字所指的范围", "What the figure covers", lambda line: line.claim.scope),
    *when(
        "as_of",
        "所说的日期，可为年、月、日或区间",
        "The date that it is about: a year, month, day or span",
        lambda line: line.claim.as_of,
    ),
    column(
        "as_of_given_by",
        "日期出自说法本身还是来源的发布日期",
        "Whether the claim gives the date itself, or it is that of its source",
        lambda line: line.claim.as_of.given_by,
        codes=("claim", "source"),
    ),
    column("source_id", "来源的编号", "The id of the source", lambda line: line.claim.source),
    column("locator", "在来源中的位置", "The place in the source", lambda line: line.claim.locator),
    column("said_by", "引述的机构", "The organisation that is quoted", lambda line: line.claim.said_by),
)


def page_address(where: out.Where) -> str:
    """Return the address below `zh/` or `en/`."""
    return f"{where.page}/" + (f"#{where.anchor}" if where.anchor else "")
