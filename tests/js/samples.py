"""Articles of our own making: one with claims in all states, one that runs from right to left."""

from pathlib import Path

from tests.js.articles import Article

TAGS = {"# ": "h1", "## ": "h2", "> ": "blockquote", "- ": "li"}


def paragraphs(name: str) -> tuple[tuple[str, str], ...]:
    """The blocks of samples/name.txt, each with its element; a sign in front says which."""
    text = (Path(__file__).parent / "samples" / f"{name}.txt").read_text()
    return tuple(_block(block) for block in text.strip().split("\n\n"))


def _block(block: str) -> tuple[str, str]:
    sign = next((sign for sign in TAGS if block.startswith(sign)), "")
    return TAGS.get(sign, "p"), block.removeprefix(sign)


BRIDGE = Article(
    language="en",
    direction="ltr",
    paragraphs=paragraphs("bridge"),
    marks=(
        (
            (
                "its own engineers wrote in January that the deck would not carry them through "
                "another winter"
            ),
            "true",
            "The town's engineers warned in January that the deck would not last another winter.",
        ),
        (
            "that the deck would not carry them",
            "mostly-true",
            "The deck cannot carry lorries.",
        ),
        (
            "not a cent of it is borrowed",
            "false",
            "None of the twelve million for the bridge is borrowed.",
        ),
        (
            "no other town on the lake pays more for a single bridge",
            "unverifiable",
            "No other town on the lake pays more for a bridge.",
        ),
        (
            "forty-one cracks, nine more than two years ago",
            "half-true",
            "The bridge has 41 cracks, nine more than two years ago.",
        ),
        (
            "Traffic has doubled since the motorway was closed in autumn",
            "misleading",
            "Traffic over the bridge has doubled since autumn.",
        ),
        (
            "a closure would cost the region a million a day",
            "mostly-false",
            "Closing the bridge would cost the region a million a day.",
        ),
        (
            "The people of this town have always been told everything in time",
            "open",
            "The people of Lindwerder were always told everything in time.",
        ),
    ),
)

WELL = Article(
    language="ar",
    direction="rtl",
    paragraphs=paragraphs("well"),
    marks=(
        ("ماءها يكفي ثلث بيوت المدينة", "half-true", "ماء البئر يكفي ثلث بيوت المدينة."),
        ("240 ألفًا دفعتها البلدية وحدها", "false", "دفعت البلدية وحدها كلفة الإصلاح."),
        ("أحدًا لم يفحص الماء منذ عام", "open", "لم يُفحص ماء البئر منذ عام."),
    ),
)
