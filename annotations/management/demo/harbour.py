"""Two more invented articles: one that nobody has touched, one in Arabic."""

from datetime import date

from annotations.articles.actions import Details
from annotations.claims.actions import Wording
from annotations.evidence.actions import Citation, SourceDetails
from annotations.intake.blocks import Block, Kind
from annotations.management.demo.shapes import Cited, DemoArticle, DemoClaim, Held

H, P, L = Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM

UNTOUCHED = DemoArticle(
    details=Details(
        title="Kallhaven’s bridge will open a year late",
        url="https://kallhaven-post.example/bridge-a-year-late",
        publisher="Kallhaven Post",
        author="P. Madeup",
        published_on=date(2026, 9, 14),
        language="en",
    ),
    blocks=[
        Block(H, "Kallhaven’s bridge will open a year late", 1),
        Block(
            P,
            "The new bridge over the Kall will open in autumn 2027, a year later than planned, the "
            "harbour office said on Monday. Steel that was ordered in spring has not arrived.",
        ),
        Block(
            P,
            "The bridge now costs 84 million crowns, twice what the council was told in 2023. "
            "“Nobody was misled,” said the mayor. Ferries will run until then.",
        ),
        Block(P, "The office gave three reasons:"),
        Block(L, "Two of five suppliers went bankrupt."),
        Block(L, "The river stood above the working mark on 61 days."),
        Block(L, "A survey found eels, which the law protects from April to June."),
        Block(
            P,
            "No other bridge in the province carries as much traffic as the old one, which was "
            "built in 1931 and may no longer be crossed by lorries.",
        ),
    ],
)

MINUTES = SourceDetails(
    kind="document",
    title="محضر جلسة المجلس البلدي",
    publisher="بلدية النورس",
    published_on=date(2026, 10, 6),
)

ARABIC = DemoArticle(
    details=Details(
        title="بلدية النورس تؤجل افتتاح محطة المياه",
        url="https://annawras.example/water-plant",
        publisher="صحيفة النورس",
        published_on=date(2026, 10, 13),
        language="ar",
    ),
    blocks=[
        Block(H, "بلدية النورس تؤجل افتتاح محطة المياه", 1),
        Block(
            P,
            "أعلنت بلدية النورس يوم الثلاثاء تأجيل افتتاح محطة المياه الجديدة إلى الربيع المقبل. "
            "وقال رئيس البلدية إن المحطة «جاهزة بنسبة 95٪».",
        ),
        Block(
            P,
            "كلّف المشروع 12 مليون دينار حتى الآن، بحسب وثائق اطّلعت عليها الصحيفة. "
            "ولم تُجرَ أي اختبارات على جودة المياه قبل القرار.",
        ),
        Block(P, "يعيش في النورس نحو 80 ألف شخص، ويعتمد معظمهم على الصهاريج في الصيف."),
    ],
    claims=[
        DemoClaim(
            exact="إن المحطة «جاهزة بنسبة 95٪»",
            wording=Wording(
                "محطة المياه في النورس جاهزة بنسبة 95٪.",
                "رئيس البلدية",
                date(2026, 10, 13),
                "number",
                ["مياه"],
            ),
            evidence=[
                Cited(
                    MINUTES,
                    Citation("refutes", "لم تُركَّب ثلاث مضخات من أصل ست", "البند 4"),
                )
            ],
            assessments=[
                Held("second", "misleading", "البناء مكتمل، لكن نصف المضخات لم يُركَّب بعد.")
            ],
        ),
        DemoClaim(
            exact="كلّف المشروع 12 مليون دينار حتى الآن",
            wording=Wording(
                "كلّف مشروع محطة المياه 12 مليون دينار.",
                "صحيفة النورس",
                date(2026, 10, 13),
                "number",
                ["مياه"],
            ),
            evidence=[
                Cited(MINUTES, Citation("supports", "بلغ المصروف 12 مليون دينار", "البند 2"))
            ],
            assessments=[Held("second", "true", "الرقم وارد في المحضر كما هو.")],
        ),
        DemoClaim(
            exact="ولم تُجرَ أي اختبارات على جودة المياه قبل القرار.",
            wording=Wording(
                "لم تُجرَ اختبارات على جودة المياه قبل قرار التأجيل.",
                "صحيفة النورس",
                date(2026, 10, 13),
                "event",
                ["مياه"],
            ),
        ),
    ],
)
