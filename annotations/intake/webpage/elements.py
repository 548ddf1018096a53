"""What the names of HTML elements mean to us."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link"}
    | {"meta", "param", "source", "track", "wbr"}
)

# The content of these is no markup: only their own end tag ends them.
RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"}
    | {"header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre"}
    | {"search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
    | {*HEADINGS}
)

# Never text of a page: code, controls, drawings, and what stands in for scripts.
SILENT = frozenset(
    {"applet", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map"}
    | {"math", "meter", "noembed", "noframes", "noscript", "object", "progress", "script"}
    | {"select", "style", "svg", "template", "textarea", "title", "video"}
)

# Where furniture stands by the page's own markup, and the reason it gives.
REGIONS = {
    "nav": "navigation",
    "menu": "navigation",
    "footer": "navigation",
    "aside": "related",
    "form": "subscription",
    "figcaption": "caption",
    "figure": "caption",
}
