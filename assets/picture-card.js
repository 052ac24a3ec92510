// A card as SVG that opens anywhere: title and measure above, the picture as the page lays it out, and below it source,
// definitions, filters, clocks, edition and the practice mark, so that a picture that is passed on keeps its meaning.
// A copy of the card, as wide as a page of a document bears, is read part by part: boxes and borders become rects and
// lines, marks are drawn once and placed, every line of words is text. No foreignObject: only browsers draw it.
// A module that assets/picture.js fetches with the first picture that is asked for.
// Its other part is asked for under the same fingerprint, so that an old one never meets a new one.
const type = new URL('picture-type.js' + new URL(import.meta.url).search, import.meta.url);
const { PAD, block, board, escaped, faces, held, inked, paint, round, signs, text, token } = await import(type);

const NARROWEST = 340;
const WIDEST = 1080; // of a picture that is laid out anew; one with charts of the chart library keeps the size it has
const NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const SIDES = ['Top', 'Right', 'Bottom', 'Left'];
// Of a mark that a stylesheet makes (::before, ::after), what it looks like where it stands.
const MADE = [
  'box-sizing', 'display', 'position', 'left', 'top', 'width', 'height', 'margin', 'padding',
  'border-top', 'border-right', 'border-bottom', 'border-left', 'border-radius',
  'background-color', 'background-image', 'background-size', 'background-position', 'background-repeat', 'color',
  'font-size', 'font-weight', 'line-height', 'opacity', 'transform', 'vertical-align', 'visibility',
];
// On paper a link is a word, nothing is cut off or folded, and what a stylesheet makes is there as an element.
const ON_PAPER = `.pictured{position:absolute!important;left:-30000px!important;top:0!important}
.pictured *{overflow:visible!important;text-overflow:clip!important}
.pictured a{color:inherit!important;text-decoration:none!important}
.pictured .name{white-space:normal!important}
.pictured .matrix{min-width:calc(200px + var(--n,8)*110px)!important}
.pictured summary,.pictured .on-page{display:none!important}
.pictured.made *::before,.pictured.made *::after{content:none!important}`;

class Sheet {
  constructor(left, top, charts) {
    Object.assign(this, { left, top, charts, out: [], defs: [], marks: new Map(), right: 0, bottom: 0 });
  }

  // A rectangle of the window in the units of the picture, which grows to hold it.
  at(box) {
    const x = box.left - this.left, y = box.top - this.top;
    this.right = Math.max(this.right, x + box.width);
    this.bottom = Math.max(this.bottom, y + box.height);
    return { x, y, width: box.width, height: box.height };
  }

  read(node) {
    if (node.nodeType === Node.TEXT_NODE) { words(this, node); return; }
    if (node.nodeType !== Node.ELEMENT_NODE || node.classList.contains('vh')) return;
    const style = getComputedStyle(node);
    if (style.display === 'none' || style.visibility === 'hidden') return;
    const seen = Number(style.opacity);
    if (seen < 1) this.out.push(`<g opacity="${style.opacity}">`);
    const boxes = Array.from(node.getClientRects());
    if (node.classList.contains('js-plotly-plot')) this.out.push(this.charts.shift()(this.at(boxes[0])));
    else {
      boxes.forEach((box) => { frame(this, style, this.at(box)); });
      node.childNodes.forEach((child) => { this.read(child); });
    }
    if (seen < 1) this.out.push('</g>');
  }
}

// Ground, border and mark of one box.
function frame(sheet, style, box) {
  const sides = SIDES.map((side) => ({
    width: style[`border${side}Style`] === 'none' ? 0 : parseFloat(style[`border${side}Width`]),
    line: style[`border${side}Style`], css: style[`border${side}Color`],
  }));
  const [first] = sides;
  const isFramed = first.width > 0 && sides.every((s) => s.width === first.width && s.line === first.line && s.css === first.css);
  const masked = drawing(style.maskImage); // in forced colours a mark is a hole through which one colour is seen
  const isFilled = !masked && paint(style.backgroundColor).covers > 0 && box.width > 0 && box.height > 0;
  if (isFilled || isFramed) sheet.out.push(rect(style, box, isFilled, isFramed ? first : null));
  if (!isFramed) sides.forEach((side, i) => { if (side.width) sheet.out.push(edge(box, side, i)); });
  const image = drawing(style.backgroundImage);
  if (image) mark(sheet, box, image, style.backgroundSize, style.backgroundRepeat);
  const seen = paint(style.backgroundColor).color.slice(1);
  if (masked) mark(sheet, box, masked.replaceAll('%23000%22', `%23${seen}%22`), style.maskSize, style.maskRepeat);
}
function drawing(image) {
  const found = /^url\("(data:image\/svg\+xml[^"]*)"\)$/.exec(image);
  return found && found[1];
}
function rect(style, box, isFilled, border) {
  const inset = border ? border.width / 2 : 0, width = box.width - 2 * inset, height = box.height - 2 * inset;
  const corner = style.borderTopLeftRadius, share = parseFloat(corner);
  const radius = corner.endsWith('%') ? (width * share) / 100 : Math.max(Math.min(share, width / 2) - inset, 0);
  return `<rect x="${round(box.x + inset)}" y="${round(box.y + inset)}" width="${round(width)}" height="${round(height)}"` +
    (radius ? ` rx="${round(radius)}"` : '') + (isFilled ? inked('fill', style.backgroundColor) : ' fill="none"') +
    (border ? stroke(border) : '') + '/>';
}
function stroke(border) {
  const dashes = { dashed: [3, 2], dotted: [1, 1] }[border.line];
  return inked('stroke', border.css) + ` stroke-width="${round(border.width)}"` +
    (dashes ? ` stroke-dasharray="${dashes.map((n) => round(n * border.width)).join(' ')}"` : '');
}
function edge(box, side, i) {
  const half = side.width / 2, right = box.x + box.width, bottom = box.y + box.height;
  const ends = [
    [box.x, box.y + half, right, box.y + half], [right - half, box.y, right - half, bottom],
    [box.x, bottom - half, right, bottom - half], [box.x + half, box.y, box.x + half, bottom],
  ][i].map(round);
  return `<line x1="${ends[0]}" y1="${ends[1]}" x2="${ends[2]}" y2="${ends[3]}"${stroke(side)}/>`;
}

// A background that is a small drawing: a status glyph once or in a row, or a hatch that fills its box.
function mark(sheet, box, uri, sized, repeat) {
  const isHatch = repeat === 'repeat', { id, wide } = defined(sheet, uri, isHatch);
  if (isHatch) {
    const place = `x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}"`;
    sheet.out.push(`<rect ${place} fill="url(#${id})"/>`);
    return;
  }
  const given = parseFloat(sized); // not a number: as large as the box lets it
  const size = given || Math.min(box.width, box.height), count = given ? Math.round(box.width / given) : 1;
  const x = box.x + (given ? 0 : (box.width - size) / 2), y = box.y + (box.height - size) / 2;
  for (let i = 0; i < count; i += 1) {
    sheet.out.push(`<use xlink:href="#${id}" transform="translate(${round(x + i * size)} ${round(y)}) scale(${size / wide})"/>`);
  }
}
function defined(sheet, uri, isHatch) {
  if (!sheet.marks.has(uri)) {
    const drawn = parsed(uri), [, , wide, high] = drawn.getAttribute('viewBox').split(' ').map(Number);
    const id = `m${sheet.marks.size}`, write = new XMLSerializer();
    const parts = Array.from(drawn.children, (part) => write.serializeToString(part).replace(/ xmlns="[^"]*"/, '')).join('');
    sheet.defs.push(isHatch ? `<pattern id="${id}" width="${wide}" height="${high}" patternUnits="userSpaceOnUse">${parts}</pattern>` :
      `<g id="${id}">${parts}</g>`);
    sheet.marks.set(uri, { id, wide });
  }
  return sheet.marks.get(uri);
}
function parsed(uri) {
  const source = decodeURIComponent(uri.slice(uri.indexOf(',') + 1));
  return new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
}

// The lines that a piece of text was broken into, each where it stands. A line begins where the one before ended, so that
// no sign is lost, not even one that takes no room of its own.
function words(sheet, node) {
  if (!node.data.trim()) return;
  const style = getComputedStyle(node.parentElement), range = document.createRange(), lines = [];
  function add(from, to) {
    range.setStart(node, from);
    range.setEnd(node, to);
    const boxes = Array.from(range.getClientRects()).filter((box) => box.width > 0);
    const parts = boxes.length > 1 ? signs(node.data.slice(from, to)) : [];
    if (parts.length > 1) { // broken inside
      parts.reduce((start, sign) => { add(start, start + sign.length); return start + sign.length; }, from);
    } else if (boxes.length) {
      const line = lines[lines.length - 1], [box] = boxes;
      if (line && isOn(line, box, style)) line.box = union(line.box, box);
      else lines.push({ from, box });
    }
  }
  for (const word of node.data.matchAll(/[^ \t\r\n]+/g)) add(word.index, word.index + word[0].length);
  lines.forEach((line, i) => {
    const said = node.data.slice(i ? line.from : 0, i + 1 < lines.length ? lines[i + 1].from : undefined);
    sheet.out.push(written(sheet.at(line.box), said.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, ''), style));
  });
}
function isOn(line, box, style) {
  return style.writingMode === 'horizontal-tb' ? Math.abs(line.box.top - box.top) < 2 : Math.abs(line.box.left - box.left) < 2;
}
function union(a, b) {
  const left = Math.min(a.left, b.left), top = Math.min(a.top, b.top);
  return new DOMRect(left, top, Math.max(a.right, b.right) - left, Math.max(a.bottom, b.bottom) - top);
}

function written(box, line, style) {
  const size = parseFloat(style.fontSize), isLevel = style.writingMode === 'horizontal-tb';
  board.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = board.measureText(line);
  const across = isLevel ? box.height : box.width, long = isLevel ? box.width : box.height;
  const base = (across - up - down) / 2 + up;
  const from = { right: 1, end: 1, center: 0.5 }[style.textAlign] || 0;
  // Our upright headings are read from below.
  const place = isLevel ? `x="${round(box.x + long * from)}" y="${round(box.y + base)}"` :
    `transform="translate(${round(box.x + base)} ${round(box.y + long * (1 - from))}) rotate(-90)"`;
  return `<text ${place} font-size="${round(size)}"` + (Number(style.fontWeight) > 400 ? ` font-weight="${style.fontWeight}"` : '') +
    (from ? ` text-anchor="${from === 1 ? 'end' : 'middle'}"` : '') + inked('fill', style.color) +
    `${held(long)}>${escaped(line)}</text>`;
}

// The card again, out of sight, with everything open; given back before the window is painted.
function copied(card, width) {
  const copy = card.cloneNode(true), style = document.createElement('style');
  style.textContent = ON_PAPER;
  copy.prepend(style);
  copy.classList.add('pictured');
  copy.style.width = `${width}px`;
  copy.querySelectorAll('.foot').forEach((foot) => {
    if (foot.dataset.withTable) copy.querySelector('.pic').append(foot.querySelector('.data table'));
    foot.remove();
  });
  copy.querySelectorAll('.pic details').forEach((part) => { part.open = true; });
  card.before(copy);
  const made = [];
  copy.querySelectorAll('.pic *').forEach((node) => {
    ['::before', '::after'].forEach((where) => {
      const own = getComputedStyle(node, where);
      if (own.content === 'none' || own.content === 'normal' || own.display === 'none') return;
      const said = Array.from(own.content.matchAll(/"((?:[^"\\]|\\.)*)"/g), (part) => part[1]).join('');
      made.push([node, where, said, MADE.map((name) => `${name}:${own.getPropertyValue(name)}`).join(';')]);
    });
  });
  made.forEach(([node, where, said, look]) => {
    const part = document.createElement('span');
    part.style.cssText = look;
    part.textContent = said;
    if (where === '::before' || part.style.position === 'absolute') node.prepend(part); else node.append(part); // lines lie under words
  });
  copy.classList.add('made');
  return copy;
}

// A chart of the chart library, as it draws it; two in one picture name their clips alike, so each gets names of its own.
async function charted(chart, number) {
  const size = { format: 'svg', width: chart.offsetWidth, height: chart.offsetHeight };
  const svg = parsed(await window.Plotly.toImage({ data: chart.data, layout: chart.layout }, size));
  return (box) => {
    svg.setAttribute('x', round(box.x));
    svg.setAttribute('y', round(box.y));
    return new XMLSerializer().serializeToString(svg).replace(/\bid="([^"]+)"/g, `id="p${number}-$1"`)
      .replace(/url\((&quot;|'|")?#([^)"'&]+)(&quot;|'|")?\)/g, `url(#p${number}-$2)`)
      .replace(/href="#([^"]+)"/g, `href="#p${number}-$1"`);
  };
}

// What the statuses that the picture names mean.
function definitions(picture, main) {
  const said = text(picture), means = Object.entries(JSON.parse(main.dataset.means || '{}'));
  return means.filter(([word]) => said.includes(word)).map(([word, meaning]) => `${word}: ${meaning}`).join(' · ');
}

// Words, quieter words, the quietest, and the ground; where somebody's own colours are forced, theirs.
function colors() {
  if (!window.matchMedia('(forced-colors: active)').matches) return ['--ink', '--grey-1', '--grey-2', '--paper'].map(token);
  const own = getComputedStyle(document.body), [ink, paper] = [own.color, own.backgroundColor].map((css) => paint(css).color);
  return [ink, ink, ink, paper];
}

// The card as SVG: its markup, and its size in pixels of the page.
export async function drawn(card) {
  const plots = Array.from(card.querySelectorAll('.js-plotly-plot')).filter((plot) => plot.offsetWidth);
  const charts = await Promise.all(plots.map(charted));
  await document.fonts.ready; // a line is as long as it is in our type
  const copy = copied(card, plots.length ? card.offsetWidth : Math.min(card.offsetWidth, WIDEST));
  const picture = copy.querySelector('.pic'), corner = picture.getBoundingClientRect();
  const sheet = new Sheet(corner.left, corner.top, charts);
  try { sheet.read(picture); } finally { copy.remove(); }

  const main = document.getElementById('content'), [ink, grey, faint, paper] = colors();
  const wide = Math.max(Math.ceil(sheet.right), NARROWEST), width = wide + 2 * PAD;
  const title = text(card.querySelector('h2, .h2')), measure = text(card.querySelector('.sub'));
  const head = block(title, PAD - 8, wide, 20, 600, ink), sub = block(measure, head.top, wide, 14, 400, grey);
  let under = { out: '', top: sub.top + 14 + sheet.bottom + 8 };
  const own = card.querySelector('.foot').dataset, said = own.said || main.dataset.said || ''; // its own where the page's are untrue of it
  const told = [text(card.querySelector('.foot .src')), definitions(card.querySelector('.pic'), main), said];
  told.forEach((said) => {
    const next = block(said, under.top, wide, 12, 400, faint);
    under = { out: under.out + next.out, top: next.top };
  });
  const marks = [own.forWhom, text(document.querySelector('.banner:not(.edition)'))].filter(Boolean).join(' · ');
  const mark = block(marks, under.top, wide, 12, 600, ink);
  const height = Math.round(mark.top + PAD / 2);
  const body = `${head.out}${sub.out}<g transform="translate(${PAD} ${sub.top + 14})">${sheet.out.join('')}</g>${under.out}${mark.out}`;
  const family = token('--font').split(',').filter((name) => !name.includes('"Wait ')).join(',').replaceAll('"', "'");
  const markup = `<svg ${NAMES} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${family}"` +
    ` style="font-variant-numeric:lining-nums tabular-nums"><title>${escaped(title)}</title><desc>${escaped(measure)}</desc>` +
    `<style>${await faces(body)}</style><defs>${sheet.defs.join('')}</defs>` +
    `<rect width="100%" height="100%" fill="${paper}"/>${body}</svg>`;
  return { markup, width, height };
}
