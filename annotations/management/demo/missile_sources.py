"""Where the S-400 article's claims were checked. All real but the interview, which is invented."""

from datetime import date

from annotations.evidence.actions import SourceDetails

CSIS = SourceDetails(
    kind="web_page",
    url="https://missilethreat.csis.org/turkey-tests-s-400-air-defense-system/",
    title="Turkey Tests S-400 Air Defense System",
    publisher="CSIS Missile Threat",
)
KATHIMERINI = SourceDetails(
    kind="web_page",
    url="https://www.ekathimerini.com/258414/article/ekathimerini/news/"
    "erdogan-says-turkey-tested-russian-s-400s-shrugs-off-us-reaction",
    title="Erdogan says Turkey tested Russian S-400s, shrugs off US reaction",
    publisher="Kathimerini English Edition",
    published_on=date(2020, 10, 23),
)
RFERL = SourceDetails(
    kind="web_page",
    url="https://www.rferl.org/a/u-s-removing-nato-ally-turkey-from-stealth-fighter-jet-program/"
    "30061516.html",
    title="U.S. Removing NATO Ally Turkey From Stealth Fighter Jet Program",
    publisher="Radio Free Europe/Radio Liberty",
    published_on=date(2019, 7, 17),
)
WINSTON = SourceDetails(
    kind="web_page",
    url="https://winston.com/en/blogs-and-podcasts/global-trade-and-foreign-policy-insights/"
    "us-sanctions-turkey-over-purchase-of-russian-missile-system",
    title="U.S. Sanctions Turkey Over Purchase of Russian Missile System",
    publisher="Winston & Strawn",
    published_on=date(2020, 12, 15),
)
PAUL_WEISS = SourceDetails(
    kind="web_page",
    url="https://paulweiss.com/practices/litigation/economic-sanctions-aml/publications/"
    "united-states-imposes-sanctions-on-turkey-under-caatsa-section-231-for-purchase-of-russian-"
    "missile-system?id=38966",
    title="United States Imposes Sanctions on Turkey Under CAATSA Section 231",
    publisher="Paul, Weiss",
    published_on=date(2020, 12, 21),
)
DUVAR = SourceDetails(
    kind="web_page",
    url="https://duvarenglish.com/"
    "us-suggested-turkey-transfer-russian-made-missile-system-to-ukraine-report-news-60674",
    title="US suggested Turkey transfer Russian-made missile system to Ukraine: Report",
    publisher="Duvar English / Reuters",
    published_on=date(2022, 3, 20),
)
CAATSA = SourceDetails(
    kind="document",
    title="Countering America’s Adversaries Through Sanctions Act, Public Law 115-44",
    publisher="Congress of the United States",
    published_on=date(2017, 8, 2),
)
CALL = SourceDetails(
    kind="interview",
    title="Telephone call with a former employee of the base",
    author="Leyla Aydın",
    published_on=date(2022, 3, 24),
)
