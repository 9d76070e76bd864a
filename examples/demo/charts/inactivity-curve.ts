import { BOX, frame, HEIGHT, label, line, path, percent, scale, svg } from './svg.ts';

/** Share that did not come back within the horizon, after some days of silence, in one stratum. */
export interface InactivityPoint {
  stratum: string;
  fromDays: number;
  toDays: number | null;
  value: number | null;
  low: number | null;
  high: number | null;
}

/** One line a stratum with its interval as a whisker; silence to the right, share not back upwards. */
export function inactivityCurve(points: readonly InactivityPoint[], horizonDays: number): string {
  const strata = [...new Set(points.map((point) => point.stratum))];
  const edges = [...new Set(points.map((point) => point.fromDays))].toSorted((a, b) => a - b);
  const step = (BOX.right - BOX.left) / edges.length;
  const y = scale(0, 1, BOX.bottom, BOX.top);
  const x = (fromDays: number, nudge: number): number => BOX.left + (edges.indexOf(fromDays) + 0.5) * step + nudge;
  const drawn = strata.map((stratum, s) => {
    const nudge = (s - (strata.length - 1) / 2) * 5;
    const own = points.filter((point) => point.stratum === stratum && point.value !== null);
    const dots = own.map((point) => {
      const at = x(point.fromDays, nudge);
      const whisker =
        point.low === null || point.high === null ? '' : line(at, y(point.low), at, y(point.high), `whisker s${s}`);
      return `${whisker}<circle cx="${at.toFixed(1)}" cy="${y(point.value!).toFixed(1)}" r="3.4" class="dot s${s}"><title>${stratum}, silent ${point.fromDays} days or more: ${percent(point.value!, 1)} not back</title></circle>`;
    });
    return (
      path(
        own.map((point) => [x(point.fromDays, nudge), y(point.value!)]),
        `line s${s}`,
      ) + dots.join('')
    );
  });
  const legend = strata.map(
    (stratum, s) =>
      `<circle cx="${56 + s * 122}" cy="${HEIGHT + 8}" r="4" class="dot s${s}"/>${label(66 + s * 122, HEIGHT + 12, stratum, 'start')}`,
  );
  const names = edges.map((edge) => label(x(edge, 0), BOX.bottom + 16, `${edge}+`));
  const axes = frame(y, [0, 0.25, 0.5, 0.75, 1], (v) => percent(v), '', `not back within ${horizonDays} days`);
  return svg(
    'Share not coming back, by days of silence',
    axes +
      drawn.join('') +
      names.join('') +
      label((BOX.left + BOX.right) / 2, BOX.bottom + 33, 'days of silence', 'middle', 'axis') +
      legend.join(''),
    HEIGHT + 18,
  );
}
