// Type and colours of a picture (assets/picture-card.js): words in lines, numbers and colours as SVG writes them, and the
// files of our letters that travel inside it.
export const PAD = 24;

export const text = (node) => (node ? node.textContent.replace(/[ \t\r\n]+/g, ' ').trim() : ''); // 72 % stays on a line
export const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const escaped = (words) => words.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
export const round = (n) => String(Math.round(n * 100) / 100);

// Letters as people count them: a vowel or a tone above a letter goes with it.
const letters = window.Intl && Intl.Segmenter ? new Intl.Segmenter() : null;
export const signs = (words) => (letters ? Array.from(letters.segment(words), (part) => part.segment) : Array.from(words));

// The words of a text without blanks, where the browser knows its language.
const spoken = window.Intl && Intl.Segmenter ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;
const pieces = (words) => (spoken ? Array.from(spoken.segment(words), (part) => part.segment) : [words]);

// A colour as every program knows it: #rrggbb, and how much of it covers.
export const board = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const known = new Map();
export function paint(css) {
  if (!known.has(css)) {
    board.clearRect(0, 0, 1, 1);
    board.fillStyle = css;
    board.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = board.getImageData(0, 0, 1, 1).data;
    known.set(css, { color: `#${[r, g, b].map((v) => v.toString(16).padStart(2, '0')).join('')}`, covers: a / 255 });
  }
  return known.get(css);
}
export function inked(name, css) {
  const { color, covers } = paint(css);
  return ` ${name}="${color}"` + (covers < 1 ? ` ${name}-opacity="${round(covers)}"` : '');
}

// Keeps words inside their columns in a program that has not our letters.
export const held = (width) => ` textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"`;

// Words from `top` on, broken at the width, a word that is longer than a line inside it; gives the markup and where they
// end.
export function block(said, top, width, size, weight, color) {
  board.font = `${weight} ${size}px ${token('--font')}`;
  const lines = [], step = Math.round(size * 1.35);
  const fits = (words) => board.measureText(words).width <= width;
  function add(part, blank) {
    const last = lines.length - 1, longer = `${lines[last]}${blank}${part}`;
    if (last >= 0 && fits(longer)) lines[last] = longer; else lines.push(part);
  }
  said.split(' ').forEach((word) => {
    const parts = fits(word) ? [word] : pieces(word).flatMap((piece) => (fits(piece) ? [piece] : signs(piece)));
    parts.forEach((part, i) => { add(part, i ? '' : ' '); });
  });
  const out = lines.map((line, i) => `<text x="${PAD}" y="${round(top + step * (i + 1) - size * 0.3)}" font-size="${size}"` +
    ` font-weight="${weight}" fill="${color}"${held(board.measureText(line).width)}>${escaped(line)}</text>`);
  return { out: out.join(''), top: said ? top + step * lines.length : top };
}

// Our type travels inside the picture, which cannot fetch it once it stands alone: the files with signs that it has.
export async function faces(markup) {
  const signs = new Set(Array.from(markup.replace(/<[^>]*>/g, ''), (sign) => sign.codePointAt(0)));
  const isBold = /font-weight="[5-9]/.test(markup);
  const rules = Array.from(document.styleSheets).flatMap((sheet) => Array.from(rulesOf(sheet), (rule) => [rule, sheet.href]))
    .filter(([rule]) => rule instanceof CSSFontFaceRule && isNeeded(rule.style, signs, isBold));
  return (await Promise.all(rules.map(face))).join('');
}
// Of a sheet of another place, which a browser's own additions may bring, no rule can be read; ours are from here.
function rulesOf(sheet) {
  try { return sheet.cssRules; } catch { return []; }
}
function isNeeded(style, signs, isBold) {
  if (!/url\(/.test(style.getPropertyValue('src')) || (style.getPropertyValue('font-weight') > 500 && !isBold)) return false;
  const ranges = style.getPropertyValue('unicode-range').split(',').map((range) => range.trim().slice(2).split('-'));
  return ranges.some(([from, to]) => {
    const first = parseInt(from, 16), last = parseInt(to || from, 16);
    return Array.from(signs).some((sign) => sign >= first && sign <= last);
  });
}
async function face([rule, sheet]) {
  const address = new URL(/url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))[1], sheet);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const blob = await answer.blob();
  const data = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  const told = ['font-family', 'font-weight', 'unicode-range'].map((name) => `${name}:${rule.style.getPropertyValue(name)}`);
  return `@font-face{${told.join(';')};src:url(${data}) format("woff2")}`;
}
