import { label, line, percent, rect, scale, svg, WIDTH } from './svg.ts';

/** What the picture of a net promoter score needs. */
export interface NpsFigures {
  value: number;
  low: number;
  high: number;
  detractorShare: number;
  passiveShare: number;
  promoterShare: number;
  answers: number;
}

/** The three groups as one bar, and below it the score on its scale with the interval as a whisker. */
export function npsBar(nps: NpsFigures): string {
  const [left, right] = [20, WIDTH - 20];
  const x = scale(0, 1, left, right);
  const groups: [string, number, string][] = [
    ['detractors 0–6', nps.detractorShare, 'bad'],
    ['passives 7–8', nps.passiveShare, 'neutral'],
    ['promoters 9–10', nps.promoterShare, 'good'],
  ];
  let from = 0;
  const bar = groups.map(([name, share, kind]) => {
    const begin = from;
    from += share;
    const middle = x(begin + share / 2);
    // A narrow group keeps its figure and loses its name, which the tip still tells.
    const figure = share > 0.06 ? label(middle, 62, percent(share), 'middle', 'count') : '';
    const text =
      figure + (share > 0.2 ? label(middle, 98, name) : share > 0.06 ? label(middle, 98, name.split(' ')[0]!) : '');
    return rect(x(begin) + 1, 34, x(from) - x(begin) - 2, 46, `cell ${kind}`, `${name}: ${percent(share, 1)}`) + text;
  });
  const s = scale(-100, 100, left, right);
  const marks = [-100, -50, 0, 50, 100].map(
    (v) => line(s(v), 168, s(v), 176, 'grid') + label(s(v), 192, v > 0 ? `+${v}` : String(v)),
  );
  const body =
    label(left, 20, `${nps.answers.toLocaleString('en-US')} answers`, 'start', 'axis') +
    `<g style="--strength:.8">${bar.join('')}</g>` +
    line(left, 172, right, 172, 'axisline') +
    marks.join('') +
    rect(s(nps.low), 160, s(nps.high) - s(nps.low), 24, 'interval') +
    `<circle cx="${s(nps.value).toFixed(1)}" cy="172" r="7" class="dot s0"/>` +
    label(s(nps.value), 146, `NPS ${nps.value.toFixed(1)}`, 'middle', 'count') +
    label(WIDTH / 2, 224, `95 % interval ${nps.low.toFixed(1)} to ${nps.high.toFixed(1)}`, 'middle', 'axis');
  return svg('Net promoter score with its interval', body);
}
