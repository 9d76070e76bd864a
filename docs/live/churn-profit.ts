/** How many to call, and what it brings: costs under the reader's hand, the scores stay the same. */
import type { ProfitOptions } from 'clientele/churn';
import { gainCurve, measureMaximumProfit } from 'clientele/churn';
import { createRandom, nextUniform } from 'clientele/statistics';
import { element, live, slider } from './live.ts';

const random = createRandom(4);
const rows = Array.from({ length: 2000 }, () => {
  const probability = nextUniform(random) ** 2 * 0.7;
  return { probability, churned: nextUniform(random) < probability };
});
const points = gainCurve(rows);
const churnRate = rows.filter(({ churned }) => churned).length / rows.length;

/** The share who accept, known as well as from twenty leavers who were asked. */
const costsOf = (value: number, offerCost: number, contactCost: number, accepts: number): ProfitOptions => ({
  value,
  offerCost,
  contactCost,
  acceptanceAlpha: 20 * accepts,
  acceptanceBeta: 20 * (1 - accepts),
});
const START = [200, 20, 2, 0.3] as const;

function sentence(costs: ProfitOptions): string {
  const { share, threshold, maximumProfit } = measureMaximumProfit(rows, costs);
  if (threshold === null) return 'Call nobody: every call costs more than it brings.';
  return `Call from ${threshold.toFixed(2)} on: ${(100 * share!).toFixed(1)} % of the customers, ${maximumProfit!.toFixed(2)} for each of the base.`;
}

/** What the page shows first. */
export const headline = (): string => sentence(costsOf(...START));

/** Money per customer of the base when the customers above each point of the gain curve are called. */
function earned({
  value,
  offerCost,
  contactCost,
  acceptanceAlpha = 6,
  acceptanceBeta = 14,
}: ProfitOptions): [number, number][] {
  const accepts = acceptanceAlpha / (acceptanceAlpha + acceptanceBeta);
  return points.map(({ share, gain }) => {
    const leavers = churnRate * gain;
    return [
      share,
      (accepts * (value - offerCost) - contactCost) * leavers - (offerCost + contactCost) * (share - leavers),
    ];
  });
}

const SVG = 'http://www.w3.org/2000/svg';
function shape(tag: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

live('churn-profit', headline, (root) => {
  let [value, offer, contact, accepts]: number[] = [...START];
  const [width, height] = [560, 190];
  const chart = shape('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img' });
  chart.style.cssText = 'width:100%;max-width:40rem;display:block;margin:.7rem 0';
  const caption = shape('text', {
    x: String(width - 8),
    y: '14',
    'text-anchor': 'end',
    'font-size': '12',
    fill: 'currentColor',
  });
  caption.textContent = 'profit by customers called, from nobody to everybody';
  const words = element('p');
  const show = (): void => {
    const costs = costsOf(value!, offer!, contact!, accepts!);
    const line = earned(costs);
    const top = Math.max(1, ...line.map(([, money]) => money));
    const x = (share: number): number => 8 + (width - 16) * share;
    // What loses more than the best earns is below the picture.
    const y = (money: number): number => height / 2 - (height / 2 - 12) * Math.max(-1, money / top);
    const { share, maximumProfit } = measureMaximumProfit(rows, costs);
    chart.replaceChildren(
      shape('line', {
        x1: '8',
        x2: String(width - 8),
        y1: String(y(0)),
        y2: String(y(0)),
        stroke: 'currentColor',
        'stroke-opacity': '.4',
      }),
      shape('path', {
        d: `M${line.map(([at, money]) => `${x(at).toFixed(1)} ${y(money).toFixed(1)}`).join('L')}`,
        fill: 'none',
        stroke: '#5b8fc9',
        'stroke-width': '2.5',
      }),
      shape('line', {
        x1: String(x(share!)),
        x2: String(x(share!)),
        y1: String(y(0)),
        y2: String(y(maximumProfit!)),
        stroke: '#d0773c',
        'stroke-width': '2',
      }),
      caption,
      shape('circle', { cx: String(x(share!)), cy: String(y(maximumProfit!)), r: '6', fill: '#d0773c' }),
    );
    chart.setAttribute('aria-label', sentence(costs));
    words.textContent = sentence(costs);
  };
  const change = (set: (to: number) => void) => (to: number) => {
    set(to);
    show();
  };
  const sliders = element(
    'div',
    {},
    slider(
      'a customer is worth',
      { min: 20, max: 500, value: START[0], step: 10 },
      change((to) => (value = to)),
    ),
    slider(
      'the offer costs',
      { min: 0, max: 100, value: START[1] },
      change((to) => (offer = to)),
    ),
    slider(
      'a call costs',
      { min: 0, max: 30, value: START[2] },
      change((to) => (contact = to)),
    ),
    slider(
      'leavers who accept, %',
      { min: 5, max: 90, value: 100 * START[3] },
      change((to) => (accepts = to / 100)),
    ),
  );
  sliders.style.cssText = 'display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;white-space:nowrap';
  root.append(sliders, chart, words);
  show();
});
