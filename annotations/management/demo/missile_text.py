"""What the article about the S-400 affair says. Its sentences are invented, and so is its paper."""

from annotations.intake.blocks import Block, Kind

H, P, Q, L = Kind.HEADING, Kind.PARAGRAPH, Kind.QUOTATION, Kind.LIST_ITEM

BLOCKS = [
    Block(H, "Ankara’s Russian missiles: five years, one quarrel", 1),
    Block(
        P,
        "When the transport planes landed near Ankara, they carried the most expensive quarrel "
        "in the alliance. The first parts of the S-400 arrived at Mürted air base on 12 July "
        "2019. Turkey had agreed with Moscow in 2017 to pay 2.5 billion dollars for the system.",
    ),
    Block(
        P,
        "Washington’s answer took five days. Yet “Turkey’s place in the F-35 programme was never "
        "really in danger,” a retired general insists over tea in Çankaya.",
    ),
    Block(H, "Sanctions among friends", 2),
    Block(
        P,
        "In December 2020 the United States put sanctions on the procurement agency SSB and its "
        "head, İsmail Demir. It was the first time that this law was used against a country of "
        "NATO.",
    ),
    Block(P, "Three things followed, according to officials:"),
    Block(L, "SSB gets no more American export licences."),
    Block(L, "The sanctions cut the whole Turkish army off from American weapons."),
    Block(L, "Since the purchase, Turkey has been shut out of Western arms projects."),
    Block(H, "Silent batteries", 2),
    Block(
        P,
        "And the missiles themselves? Turkey has not yet used the missile system. The batteries "
        "stand under tarpaulins 🛡️, and Russian technicians still live on the base.",
    ),
    Block(
        Q,
        "It was a mistake that everybody in this town regrets, but nobody will say so while the "
        "cameras are running.",
    ),
    Block(
        P,
        "In March 2022 the silent batteries found a new admirer. The United States formally asked "
        "Turkey to hand the system over to Ukraine. A second regiment has already been paid for, "
        "says an official who does not want to be named. Keeping the missiles idle costs the "
        "treasury 40 million dollars a year.",
    ),
]
