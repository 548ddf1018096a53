"""Articles of our own making: one with claims in all states, one that runs from right to left."""

from tests.js.articles import Article

BRIDGE = Article(
    language="en",
    direction="ltr",
    paragraphs=(
        ("h1", "Council keeps the old harbour bridge open, and says the money is there"),
        (
            "p",
            "The council of Lindwerder has decided that the harbour bridge stays open to lorries "
            "until the new one is finished, although its own engineers wrote in January that the "
            "deck would not carry them through another winter.",
        ),
        (
            "p",
            "“We have put aside twelve million for this, and not a cent of it is borrowed,” "
            "said Mayor Ilse Brandt after the vote on Thursday. İnci Yıldız, who leads the "
            "opposition, answered that no other town on the lake pays more for a single bridge.",
        ),
        ("h2", "What the engineers found"),
        (
            "p",
            "The report counts forty-one cracks, nine more than two years ago. Two of the four "
            "piers stand on timber that was driven into the lake bed in 1887. The town has not "
            "yet published the report; this newspaper has read it.",
        ),
        (
            "blockquote",
            "Every lorry over twelve tonnes takes a week from the life of this bridge.",
        ),
        (
            "p",
            "Traffic has doubled since the motorway was closed in autumn, according to the "
            "harbour office. The chamber of commerce estimates that a closure would cost the "
            "region a million a day, a figure which nobody outside of the chamber could explain.",
        ),
        ("p", "What happens next is not in dispute:"),
        ("li", "In April the temporary supports are put in."),
        ("li", "In June the new bridge is put out to tender, two years later than promised."),
        (
            "p",
            "Brandt promised on Friday 🚧 that nobody would be surprised again. “The people of "
            "this town have always been told everything in time,” she said.",
        ),
    ),
    marks=(
        (
            "its own engineers wrote in January that the deck would not carry them through "
            "another winter",
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
    paragraphs=(
        ("h1", "البئر القديمة تعود إلى العمل بعد عشرين عامًا"),
        (
            "p",
            "قالت بلدية النخيل يوم الأحد إن البئر القديمة في السوق عادت إلى العمل، وإن ماءها "
            "يكفي ثلث بيوت المدينة. وأضافت أن الإصلاح كلّف 240 ألفًا دفعتها البلدية وحدها.",
        ),
        (
            "p",
            "لكن لجنة الحي تقول إن نصف المبلغ جاء من تبرعات السكان (انظر التقرير السنوي 2025)، "
            "وإن أحدًا لم يفحص الماء منذ عام.",
        ),
        ("p", "ولم ترد البلدية على أسئلتنا حتى مساء أمس."),
    ),
    marks=(
        ("ماءها يكفي ثلث بيوت المدينة", "half-true", "ماء البئر يكفي ثلث بيوت المدينة."),
        ("240 ألفًا دفعتها البلدية وحدها", "false", "دفعت البلدية وحدها كلفة الإصلاح."),
        ("أحدًا لم يفحص الماء منذ عام", "open", "لم يُفحص ماء البئر منذ عام."),
    ),
)
