import { BOX, frame, HEIGHT, label, line, path, scale, svg, ticks, whole } from './svg.ts';

/** One day of the tracking table: cumulative repeat orders, counted and expected. */
export interface TrackingPoint {
  on: string;
  day: number;
  actualCumulative: number;
  expectedCumulative: number;
  holdout: boolean;
}

/** Cumulative repeat orders against what the model, which saw only the left part, expected. */
export function trackingChart(rows: readonly TrackingPoint[]): string {
  const last = rows.at(-1)!;
  const x = scale(0, last.day, BOX.left, BOX.right);
  const most = Math.max(...rows.map((row) => Math.max(row.actualCumulative, row.expectedCumulative)));
  const values = ticks(most);
  const y = scale(0, values.at(-1)!, BOX.bottom, BOX.top);
  const split = rows.find((row) => row.holdout);
  const dates = [rows[0]!, split, last].filter((row) => row !== undefined);
  const body =
    (split
      ? `<rect x="${x(split.day)}" y="${BOX.top}" width="${BOX.right - x(split.day)}" height="${BOX.bottom - BOX.top}" class="future"/>${label(BOX.right - 2, BOX.top + 13, 'not seen by the model', 'end', 'small')}`
      : '') +
    frame(y, values, whole, '', 'repeat orders so far') +
    path(
      rows.map((row) => [x(row.day), y(row.actualCumulative)]),
      'actual',
    ) +
    path(
      rows.map((row) => [x(row.day), y(row.expectedCumulative)]),
      'expected',
    ) +
    (split ? line(x(split.day), BOX.top, x(split.day), BOX.bottom, 'split') : '') +
    dates
      .map((row, i) =>
        label(x(row.day), BOX.bottom + 16, row.on, i === 0 ? 'start' : i === dates.length - 1 ? 'end' : 'middle'),
      )
      .join('') +
    `<path d="M150 ${HEIGHT - 10}h22" class="actual"/>${label(177, HEIGHT - 6, 'counted', 'start')}<path d="M250 ${HEIGHT - 10}h22" class="expected"/>${label(277, HEIGHT - 6, 'expected', 'start')}`;
  return svg('Cumulative repeat orders, counted and expected', body);
}
