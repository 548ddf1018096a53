"""The S-400 article and its claims. Some of what it says is wrong on purpose."""

from datetime import date

from annotations.articles.actions import Details
from annotations.claims.actions import Wording
from annotations.evidence.actions import Citation
from annotations.management.demo.missile_sources import (
    CAATSA,
    CALL,
    CSIS,
    DUVAR,
    KATHIMERINI,
    PAUL_WEISS,
    RFERL,
    WINSTON,
)
from annotations.management.demo.missile_text import BLOCKS
from annotations.management.demo.shapes import Cited, DemoArticle, DemoClaim, Held, Said

GENERAL = "a retired general"
PAPER = "Bosphorus Ledger"
SAID = date(2022, 3, 26)

CLAIMS = [
    DemoClaim(
        exact="The first parts of the S-400 arrived at Mürted air base on 12 July 2019.",
        wording=Wording(
            "The first parts of Turkey’s S-400 system arrived on 12 July 2019.",
            PAPER,
            SAID,
            "event",
            ["S-400", "Turkey"],
        ),
        evidence=[
            Cited(
                RFERL,
                Citation(
                    "supports",
                    "Turkey received the first three shipments of S-400 components on July 12",
                ),
            )
        ],
        assessments=[Held("checker", "true", "Date and place were announced on the day itself.")],
    ),
    DemoClaim(
        exact="to pay 2.5 billion dollars for the system",
        wording=Wording(
            "Turkey agreed in 2017 to pay 2.5 billion dollars for the S-400 system.",
            PAPER,
            SAID,
            "number",
            ["S-400", "money"],
        ),
        evidence=[
            Cited(
                CSIS,
                Citation(
                    "supports", "Turkey agreed to purchase the S-400 system from Russia in 2017"
                ),
            )
        ],
        assessments=[
            Held(
                "second",
                "mostly-true",
                "The year is right. The sum is what most reports give; neither government has "
                "published the contract.",
            )
        ],
    ),
    DemoClaim(
        exact="Turkey’s place in the F-35 programme was never really in danger",
        wording=Wording(
            "Turkey’s place in the F-35 programme was never in danger.",
            GENERAL,
            SAID,
            "event",
            ["F-35", "Turkey"],
        ),
        evidence=[
            Cited(
                RFERL,
                Citation(
                    "refutes",
                    "renders its continued involvement with the F-35 impossible",
                    "second paragraph",
                    "Statement of the White House, 17 July 2019.",
                ),
            )
        ],
        assessments=[Held("checker", "false", "Turkey was suspended five days after delivery.")],
    ),
    DemoClaim(
        exact="It was the first time that this law was used against a country of NATO.",
        wording=Wording(
            "CAATSA sanctions had never been used against a NATO country before December 2020.",
            PAPER,
            SAID,
            "event",
            ["CAATSA", "NATO"],
        ),
        evidence=[
            Cited(
                PAUL_WEISS,
                Citation(
                    "supports",
                    "This marks the first time that the United States has imposed CAATSA "
                    "sanctions against a North Atlantic Treaty Organization (“NATO”) ally.",
                ),
            ),
            Cited(CAATSA, Citation("context", "", "Section 231", "The provision that was used.")),
        ],
        assessments=[
            Held("checker", "true", "Only a Chinese agency had been sanctioned before."),
            Held("second", "true", "The same in every review of the law that I found."),
        ],
    ),
    DemoClaim(
        exact="The sanctions cut the whole Turkish army off from American weapons.",
        wording=Wording(
            "The sanctions of December 2020 cut the whole Turkish army off from American weapons.",
            "officials",
            SAID,
            "cause",
            ["CAATSA"],
        ),
        evidence=[
            Cited(
                WINSTON,
                Citation(
                    "refutes",
                    "The sanctions include a ban on all U.S. export licenses and authorizations "
                    "to SSB",
                    "first paragraph",
                ),
            )
        ],
        assessments=[
            Held(
                "second",
                "mostly-false",
                "The ban covers licences to the agency SSB and four persons, not the armed forces.",
            )
        ],
    ),
    DemoClaim(
        exact="Turkey has been shut out of Western arms projects",
        wording=Wording(
            "Turkey has been shut out of Western arms projects since it bought the S-400.",
            "officials",
            SAID,
            "event",
            ["F-35", "NATO"],
        ),
        evidence=[
            Cited(
                RFERL,
                Citation("supports", "Turkey can no longer be part of the American F-35", "lead"),
            )
        ],
        assessments=[
            Held(
                "checker",
                "half-true",
                "True of the F-35, the largest project; others went on as before.",
            )
        ],
    ),
    DemoClaim(
        exact="Turkey has not yet used the missile system.",
        wording=Wording(
            "Turkey has not yet used the missile system.",
            PAPER,
            SAID,
            "event",
            ["S-400", "Turkey"],
        ),
        evidence=[
            Cited(
                CSIS,
                Citation(
                    "refutes",
                    "Turkish forces fired three missiles from the system",
                    "first paragraph",
                ),
            ),
            Cited(
                KATHIMERINI,
                Citation("refutes", "Turkey had been testing the S-400 air defense system"),
            ),
        ],
        assessments=[
            Held(
                "checker",
                "misleading",
                "Never in combat, as far as is known; but three missiles were test-fired near "
                "Sinop on 16 October 2020, and the president confirmed it.",
            ),
            Held("second", "misleading", "“Used” hides the test firings of October 2020."),
        ],
    ),
    DemoClaim(
        exact="Russian technicians still live on the base",
        wording=Wording(
            "Russian technicians still lived on the base in March 2022.", PAPER, SAID, "event"
        ),
        evidence=[
            Cited(
                CALL,
                Citation("supports", "", "", "Says so from hearsay; left the base in 2021."),
            )
        ],
        assessments=[
            Held("checker", "unverifiable", "One person, from hearsay."),
            Held("second", "mostly-true", "Two local papers say the same, without a source."),
        ],
        thread=[
            Said("second", "@Leyla, does hearsay weigh less than two papers without a source?"),
            Said("checker", "Both weigh nothing on their own. @Mira, how do we decide this?"),
        ],
    ),
    DemoClaim(
        exact="It was a mistake that everybody in this town regrets",
        wording=Wording("The purchase was a mistake.", "unnamed", SAID, "position"),
        set_aside="An opinion, not a statement that can be true or false.",
    ),
    DemoClaim(
        exact="The United States formally asked Turkey to hand the system over to Ukraine.",
        wording=Wording(
            "The United States formally asked Turkey to hand its S-400 system over to Ukraine.",
            PAPER,
            SAID,
            "event",
            ["S-400", "Ukraine"],
        ),
        evidence=[
            Cited(DUVAR, Citation("refutes", "no specific or formal request was made")),
        ],
    ),
    DemoClaim(
        exact="A second regiment has already been paid for",
        wording=Wording(
            "A second S-400 regiment has already been paid for.",
            "an unnamed official",
            SAID,
            "event",
            ["S-400", "money"],
        ),
        assessments=[
            Held("editor", "unverifiable", "No document, no second voice, and no date was given.")
        ],
    ),
    DemoClaim(
        exact="Keeping the missiles idle costs the treasury 40 million dollars a year.",
        wording=Wording(
            "Keeping the S-400 idle costs the Turkish treasury 40 million dollars a year.",
            PAPER,
            SAID,
            "number",
            ["money"],
        ),
        assigned_to="admin",
    ),
]

ARTICLE = DemoArticle(
    details=Details(
        title="Ankara’s Russian missiles: five years, one quarrel",
        url="https://bosphorus-ledger.example/2022/03/26/russian-missiles",
        publisher=PAPER,
        author="N. Invented",
        published_on=SAID,
        language="en",
    ),
    blocks=BLOCKS,
    claims=CLAIMS,
)
