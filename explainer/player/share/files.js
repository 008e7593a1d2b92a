// This module makes files in the page and hands them to the reader: text as it is, a picture as SVG or PNG. It knows no
// runs.

/**
 * A file to take away: made in the page when it is asked for, or at an address of our own server.
 * @typedef {{ label: string, about: string, name: string, make(): Blob | Promise<Blob> }} MadeFile
 * @typedef {{ label: string, about: string, name: string, href: string }} ServedFile
 * @typedef {MadeFile | ServedFile} FigureFile
 */

/** @typedef {string | number | null | undefined} Cell */

/**
 * The whole figure as one file of HTML, where a server or the static site has it.
 * @param {string} stem
 * @param {string | null} href
 * @returns {ServedFile[]}
 */
export function htmlFile(stem, href) {
  return href
    ? [{ label: "One HTML file", about: "plays without a server or a network", name: `${stem}.html`, href }]
    : [];
}

/**
 * What is drawn, as both kinds of picture.
 * @param {string} stem
 * @param {string} about
 * @param {() => SVGSVGElement} draw
 * @returns {MadeFile[]}
 */
export function pictureFiles(stem, about, draw) {
  return [
    { label: "Picture (SVG)", about, name: `${stem}.svg`, make: () => svgFile(draw()) },
    { label: "Picture (PNG)", about: "the same in pixels", name: `${stem}.png`, make: () => pngFile(draw()) },
  ];
}

/**
 * Saves a file. Rejects with an Error where it cannot be made.
 * @param {FigureFile} file
 */
export async function saveFile(file) {
  if ("href" in file) return click(file.href, file.name);
  const url = URL.createObjectURL(await file.make());
  click(url, file.name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * @param {string} href
 * @param {string} download
 */
function click(href, download) {
  const link = Object.assign(document.createElement("a"), { href, download });
  document.body.append(link); // Firefox follows only links that are in the page
  link.click();
  link.remove();
}

/** @param {unknown} value */
export const jsonFile = (value) => new Blob([`${JSON.stringify(value)}\n`], { type: "application/json" });

/**
 * @param {string[]} heads
 * @param {Cell[][]} rows
 */
export const csvFile = (heads, rows) => new Blob([csvText(heads, rows)], { type: "text/csv" });

/**
 * Rows as CSV (RFC 4180), with a head; what is missing or not finite stays empty.
 * @param {string[]} heads
 * @param {Cell[][]} rows
 */
export function csvText(heads, rows) {
  return [heads, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * A text that a spreadsheet would take for a formula gets a quotation mark before it.
 * @param {Cell} value
 */
function csvCell(value) {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = (value ?? "").replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {SVGSVGElement} svg */
export function svgFile(svg) {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

/**
 * The same picture in pixels, two for each of the page's. Rejects where the browser cannot draw it.
 * @param {SVGSVGElement} svg
 */
export async function pngFile(svg) {
  const url = URL.createObjectURL(svgFile(svg));
  try {
    const image = Object.assign(new Image(), { src: url });
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await pngOf(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
function pngOf(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("the browser made no picture."));
    }, "image/png");
  });
}
