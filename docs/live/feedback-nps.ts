import { measureInterval, NPS, type GroupCounts } from 'clientele/feedback';
import { createRandom, drawMultinomial } from 'clientele/statistics';
import uPlot from 'uplot';
import { element, live, slider } from './live.ts';

/** A population with NPS 48: what a survey of it would see, answer by answer. */
const SHARES = [0.62, 0.24, 0.14];
const MOST = 400;

/** Groups after each answer, by seed: the same every time. */
function arrivals(seed: number): GroupCounts[] {
  const random = createRandom(seed);
  const groups = { top: 0, middle: 0, bottom: 0 };
  const names = ['top', 'middle', 'bottom'] as const;
  return Array.from({ length: MOST }, () => {
    const drawn = drawMultinomial(random, 1, SHARES);
    names.forEach((name, i) => (groups[name] += drawn[i]!));
    return { ...groups };
  });
}

/** Score and interval after n answers. */
function estimateAt(seed: number, n: number) {
  return measureInterval(NPS, arrivals(seed)[n - 1]!);
}

/** The value that the page shows first. */
export function headline(): string {
  const { value, interval } = estimateAt(1, 100);
  return `NPS ${value!.toFixed(0)} [${interval!.low.toFixed(1)}, ${interval!.high.toFixed(1)}]`;
}

live('feedback-nps', headline, (root) => {
  const words = element('p');
  const chart = element('div');
  let seed = 1;
  let plot: uPlot | undefined;
  // A canvas does not know currentColor: light and dark pages have their own ink.
  const ink = (): string => getComputedStyle(root).color;
  const widthOf = (): number => Math.min(720, Math.max(0, root.clientWidth - 32));
  const grid = { stroke: 'rgba(128, 128, 128, 0.25)', width: 1 };
  const show = (n: number): void => {
    const { value, interval } = estimateAt(seed, n);
    words.textContent =
      `After ${n} answers: NPS ${value!.toFixed(0)}, 95 % interval ${interval!.low.toFixed(1)} to ${interval!.high.toFixed(1)}. ` +
      'The truth is 48 (the straight line).';
    const rows = arrivals(seed)
      .slice(0, n)
      .map((groups) => measureInterval(NPS, groups));
    const data: uPlot.AlignedData = [
      rows.map((_, i) => i + 1),
      rows.map((row) => row.interval!.low),
      rows.map((row) => row.interval!.high),
      rows.map((row) => row.value!),
      rows.map(() => 48),
    ];
    plot?.destroy();
    plot = new uPlot(
      {
        width: widthOf(),
        height: 300,
        scales: { x: { time: false }, y: { range: [-100, 100] } },
        axes: ['answers', 'NPS, points'].map((label) => ({ label, stroke: ink, grid, ticks: grid })),
        legend: { live: false },
        series: [
          { label: 'answers' },
          { label: 'low', stroke: '#6b9bd1' },
          { label: 'high', stroke: '#6b9bd1' },
          { label: 'NPS', stroke: '#d1743b', width: 2 },
          { label: 'truth', stroke: '#888', dash: [4, 4] },
        ],
        bands: [{ series: [2, 1], fill: 'rgba(107, 155, 209, 0.25)' }],
      },
      data,
      chart,
    );
  };
  let shown = 100;
  const again = element('button', { type: 'button', textContent: 'Ask other customers' });
  again.addEventListener('click', () => {
    seed++;
    show(shown);
  });
  root.append(
    slider('Answers', { min: 1, max: MOST, value: 100 }, (n) => show((shown = n))),
    ' ',
    again,
    words,
    chart,
  );
  // The site shows its pages when they are ready: until then nothing has a width. Phones are turned, too.
  new ResizeObserver(() => plot?.setSize({ width: widthOf(), height: 300 })).observe(root);
});
