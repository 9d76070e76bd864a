/** What five points of retention are worth, at your own rate and price of money, beside the range that everybody quotes. */
import { retentionWhatIf } from 'clientele/retention';
import { element, live, slider } from './live.ts';

const fivePoints = (retentionRate: number, discountRatePerPeriod: number) =>
  retentionWhatIf(
    { retentionRate, discountRatePerPeriod, firstMargin: 'now', margin: 100 },
    { change: { points: 0.05 } },
  );
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What the page shows first: 75 % kept, money at 12 %. */
export const headline = (): string => {
  const { before, after, gainShare, lifetimeGainShare } = fivePoints(0.75, 0.12);
  return `${before.toFixed(2)} to ${after.toFixed(2)}, ${percent(gainShare!)} of value, ${percent(lifetimeGainShare!)} of lifetime`;
};

live('retention-what-if', headline, (root) => {
  let [rate, discount] = [0.75, 0.12];
  const words = element('p');
  const bars = [
    ['lifetime', '#5b8fc9'],
    ['value', '#d0773c'],
  ].map(([name, color]) => {
    const bar = element('div');
    bar.style.cssText = `height:1.1rem;border-radius:3px;background:${color}`;
    // The quoted 25 to 95 % stand behind both bars, on a scale that ends at 120 %.
    const track = element('div', {}, bar);
    track.style.cssText =
      'flex:1;border-radius:3px;background:linear-gradient(90deg,rgba(128,128,128,.12) 20.8%,rgba(128,128,128,.4) 20.8% 79.2%,rgba(128,128,128,.12) 79.2%)';
    const label = element('span', { textContent: name! });
    label.style.cssText = 'width:5rem';
    const value = element('span');
    value.style.cssText = 'width:5rem;text-align:right;font-variant-numeric:tabular-nums';
    const row = element('div', {}, label, track, value);
    row.style.cssText = 'display:flex;gap:.8rem;align-items:center;margin:.35rem 0';
    return { row, bar, value };
  });
  const show = (): void => {
    const found = fivePoints(rate, discount);
    [found.lifetimeGainShare!, found.gainShare!].forEach((share, i) => {
      bars[i]!.bar.style.width = `${Math.min(100, (100 * share) / 1.2)}%`;
      bars[i]!.value.textContent = percent(share);
    });
    words.textContent =
      `A margin of 100 a period is worth ${found.before.toFixed(2)}, and ${found.after.toFixed(2)} with five points more. ` +
      `They pay as long as they cost less than ${found.breakEvenSpendPerPeriod!.toFixed(2)} per customer and period. The darker band is the quoted 25 to 95 %.`;
  };
  root.append(
    slider('kept per period, %', { min: 40, max: 90, value: 75 }, (value) => {
      rate = value / 100;
      show();
    }),
    ' ',
    slider('price of money, % a period', { min: 0, max: 30, value: 12 }, (value) => {
      discount = value / 100;
      show();
    }),
    ...bars.map(({ row }) => row),
    words,
  );
});
