/**
 * What the pictures of the guides are drawn with. Every mark takes its place first, then its color or words, then further
 * attributes as SVG writes them; places are in the units of the picture's own width and height, y downwards.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Point = readonly [x: number, y: number];

/** Middle tones: legible on light and on dark pages. */
export const [BLUE, ORANGE, GREEN, RED, TEAL, GREY] = [
  '#5b8fc9',
  '#d0773c',
  '#4f9a6a',
  '#cc5252',
  '#72b7b2',
  '#9a9a9a',
] as const;
/** The color of words. */
export const INK = 'currentColor';

export const MIDDLE = 'text-anchor="middle"';
export const END = 'text-anchor="end"';
export const FAINT = 'stroke-opacity="0.2"';
export const DASHED = 'stroke-dasharray="4 4"';

/** One decimal, for attributes that have no mark here. */
export const round = (x: number): string => String(Math.round(10 * x) / 10);
export const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)} %`;

export const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${round(x)}" y="${round(y)}" ${more}>${words}</text>`;
/** Words that read from below to above, around a place. */
export const upward = (x: number, y: number, words: string): string =>
  text(x, y, words, `${MIDDLE} transform="rotate(-90 ${round(x)} ${round(y)})"`);
export const line = (x1: number, y1: number, x2: number, y2: number, color: string = INK, more = ''): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${color}" ${more}/>`;
export const rect = (x: number, y: number, width: number, height: number, color: string, more = ''): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${color}" ${more}/>`;
export const dot = (x: number, y: number, color: string, more = 'r="4"'): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" fill="${color}" ${more}/>`;

const through = (points: readonly Point[]): string => `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;
export const path = (points: readonly Point[], color: string, more = ''): string =>
  `<path d="${through(points)}" fill="none" stroke="${color}" stroke-width="2" ${more}/>`;
export const area = (points: readonly Point[], color: string, opacity = 0.2): string =>
  `<path d="${through(points)}Z" fill="${color}" fill-opacity="${opacity}"/>`;

/** Entries of a legend: what a line, and what a filled color means. */
export const lineKey = (x: number, y: number, color: string, words: string, more = ''): string =>
  line(x, y - 4, x + 22, y - 4, color, `stroke-width="3" ${more}`) + text(x + 28, y, words);
export const boxKey = (x: number, y: number, color: string, words: string): string =>
  rect(x, y - 11, 12, 12, color) + text(x + 18, y, words);

/** Below the floor of a chart, the values at their places. */
export const across = (
  values: readonly number[],
  x: (value: number) => number,
  floor: number,
  words: (value: number) => string = String,
): string => values.map((value) => text(x(value), floor + 17, words(value), MIDDLE)).join('');
/** At the left of a chart, the values at their heights, each with a faint line to the right end. */
export const up = (
  values: readonly number[],
  y: (value: number) => number,
  [left, right]: readonly [number, number],
  words: (value: number) => string = String,
): string =>
  values
    .map((value) => line(left, y(value), right, y(value), INK, FAINT) + text(left - 7, y(value) + 4, words(value), END))
    .join('');

/** Writes `docs/pictures/<name>.svg`. A picture in an `<img>` inherits no color, so it chooses its ink by the reader's scheme. */
export function picture(name: string, title: string, width: number, height: number, ...body: string[]): void {
  const head =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" fill="${INK}">` +
    `<title>${title}</title><style>svg{color:#333}@media(prefers-color-scheme:dark){svg{color:#ddd}}</style>`;
  const heading = text(width / 2, 20, title, `${MIDDLE} font-size="15" font-weight="bold"`);
  writeFileSync(
    join(import.meta.dirname, '../../docs/pictures', `${name}.svg`),
    `${[head, heading, ...body, '</svg>'].join('\n')}\n`,
  );
}
