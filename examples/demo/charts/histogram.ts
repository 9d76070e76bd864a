import { BOX, frame, label, rect, scale, svg, ticks, whole } from './svg.ts';

/** One bar: what it stands for, how tall it is, and what a reader sees who rests on it. */
export interface Bar {
  name: string;
  value: number;
  tip: string;
  /** CSS class of the bar; `bar` by default */
  kind?: string;
}

/** Bars with a counted axis. */
export function histogram(title: string, bars: readonly Bar[], xName: string, yName: string): string {
  const values = ticks(Math.max(1, ...bars.map((bar) => bar.value)));
  const y = scale(0, values.at(-1)!, BOX.bottom, BOX.top);
  const width = (BOX.right - BOX.left) / bars.length;
  const drawn = bars.map((bar, i) => {
    const x = BOX.left + i * width;
    return (
      rect(x + 2, y(bar.value), width - 4, BOX.bottom - y(bar.value), bar.kind ?? 'bar', bar.tip) +
      label(x + width / 2, BOX.bottom + 16, bar.name)
    );
  });
  return svg(title, frame(y, values, whole, xName, yName) + drawn.join(''));
}
