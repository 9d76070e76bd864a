/** The few strokes that the charts are drawn with. Sizes are in the units of a 440 wide picture that scales with its card. */

export const WIDTH = 440;
export const HEIGHT = 264;

/** Inner box of a chart that has axes. */
export const BOX = { left: 70, right: 428, top: 12, bottom: 222 };

/** Text that may come from a file, made safe for HTML and SVG. */
export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Whole picture, with a title for those who cannot see it. */
export function svg(title: string, body: string, height: number = HEIGHT): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">${body}</svg>`;
}

type Anchor = 'start' | 'middle' | 'end';

export const label = (x: number, y: number, content: string, anchor: Anchor = 'middle', kind = 'tick'): string =>
  `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}" class="${kind}">${escape(content)}</text>`;

export const rect = (x: number, y: number, width: number, height: number, kind: string, tip = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, width))}" height="${n(Math.max(0, height))}" class="${kind}">${tip ? `<title>${escape(tip)}</title>` : ''}</rect>`;

export const line = (x1: number, y1: number, x2: number, y2: number, kind: string): string =>
  `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" class="${kind}"/>`;

export const path = (points: readonly (readonly [number, number])[], kind: string): string =>
  points.length === 0 ? '' : `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}" class="${kind}"/>`;

const n = (value: number): string => String(Math.round(value * 10) / 10);

/** Maps a range of values to a range of the picture. */
export const scale =
  (from: number, to: number, low: number, high: number): ((value: number) => number) =>
  (value) =>
    low + ((high - low) * (value - from)) / (to - from || 1);

/** About four round numbers from 0 to at least `most`. */
export function ticks(most: number): number[] {
  const rough = (most || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough)!;
  const count = Math.ceil((most || 1) / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}

/** Grid lines with numbers on the left, and the names of both axes. */
export function frame(
  y: (value: number) => number,
  values: readonly number[],
  format: (value: number) => string,
  xName: string,
  yName: string,
): string {
  const grid = values.map(
    (v) => line(BOX.left, y(v), BOX.right, y(v), 'grid') + label(BOX.left - 6, y(v) + 4, format(v), 'end'),
  );
  const middle = (BOX.top + BOX.bottom) / 2;
  const name = `<text transform="translate(12 ${middle}) rotate(-90)" text-anchor="middle" class="axis">${escape(yName)}</text>`;
  return grid.join('') + name + label((BOX.left + BOX.right) / 2, HEIGHT - 6, xName, 'middle', 'axis');
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
export const percent = (value: number, digits = 0): string => `${(value * 100).toFixed(digits)} %`;
