// Files made in the page and handed to the reader: text as it is, a picture as SVG or PNG. Knows no runs.

/** Saves { name, make } (make resolves to a Blob) or { name, href } (an address of our own server). */
export async function saveFile({ name, make, href }) {
  if (href) return click(href, name);
  const url = URL.createObjectURL(await make());
  click(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function click(href, download) {
  const link = Object.assign(document.createElement("a"), { href, download });
  document.body.append(link); // Firefox follows only links that are in the page
  link.click();
  link.remove();
}

export const jsonFile = (value) => new Blob([`${JSON.stringify(value)}\n`], { type: "application/json" });

/** Rows as CSV (RFC 4180), with a head; what is missing stays empty. A text that a spreadsheet would take for a formula
 *  gets a quotation mark before it. */
export function csvFile(heads, rows) {
  const cell = (value) => {
    if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
    const text = String(value ?? "").replace(/^[=+\-@\t\r]/, "'$&");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return new Blob([[heads, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")], { type: "text/csv" });
}

export function svgFile(svg) {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

/** The same picture in pixels, two for each of the page's. */
export async function pngFile(svg) {
  const url = URL.createObjectURL(svgFile(svg));
  try {
    const image = Object.assign(new Image(), { src: url });
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the browser made no picture."))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
