/** How well words can be read: WCAG contrast of every ink on every ground we put it on. */

const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const probe = document.body.appendChild(document.createElement("i"));

/** Red, green and blue of colours painted over each other; the browser resolves what they mean. */
function painted(...colours) {
  for (const colour of colours) {
    probe.style.color = colour;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
  }
  return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

const linear = (part) => (part <= 10.31 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);

function luminance(rgb) {
  const [red, green, blue] = rgb.map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(ink, ground) {
  const [dark, bright] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** The worst contrast that each rating and each passing look brings about. */
export function contrasts(ratings) {
  const least = {};
  for (const rating of ratings) {
    const colour = `var(--rating-${rating})`;
    const tint = `color-mix(in oklab, ${colour} var(--mark-tint), transparent)`;
    const pill = `color-mix(in oklab, ${colour} 13%, var(--paper))`;
    const grounds = ["var(--paper)", "var(--surface)", pill].map((ground) => painted(ground));
    const marked = painted("var(--paper)", tint, tint, "var(--mark-overlap)");
    const inks = grounds.map((ground) => contrast(painted(colour), ground));
    least[rating] = Math.min(...inks, contrast(painted("var(--ink)"), marked));
  }
  for (const look of ["hover", "active", "draft"]) {
    least[look] = contrast(painted("var(--ink)"), painted(`var(--mark-${look})`));
  }
  least.cursor = least.draft; // the same ground and ink, under a line
  return least;
}

/** How the line under each rating's passages is drawn. */
export function lines(ratings) {
  return ratings.map((rating) => {
    const style = getComputedStyle(document.querySelector("article p"), `::highlight(${rating})`);
    return [style.textDecorationStyle, style.textDecorationThickness].join(" ");
  });
}
