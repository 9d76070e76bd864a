/** Silence slider: the same silence means different things to customers of different rhythm. */
import { probabilityAlive, type MbgNbdModel } from 'clientele/clv';
import { element, live, slider } from './live.ts';

const MODEL: MbgNbdModel = {
  kind: 'mbg-nbd',
  version: 1,
  purchaseShape: 0.525,
  purchaseScaleDays: 43.28,
  dropoutA: 0.891,
  dropoutB: 1.614,
  fit: null,
};

const CUSTOMERS = [
  { name: 'every week, for a year', repeatPurchases: 52, daysToLast: 364 },
  { name: 'every month, for a year', repeatPurchases: 12, daysToLast: 365 },
  { name: 'every quarter, for a year', repeatPurchases: 4, daysToLast: 365 },
  { name: 'once', repeatPurchases: 0, daysToLast: 0 },
];

/** Probability alive of each customer after so many days of silence. */
const aliveAfter = (silence: number): number[] =>
  CUSTOMERS.map(({ repeatPurchases, daysToLast }) =>
    probabilityAlive(MODEL, { repeatPurchases, daysToLast, daysObserved: daysToLast + silence }),
  );

/** What the page shows first: after sixty days of silence. */
export const headline = (): string =>
  aliveAfter(60)
    .map((alive) => alive.toFixed(4))
    .join(' ');

live('clv-alive', headline, (root) => {
  const rows = CUSTOMERS.map(({ name }) => {
    const bar = element('div');
    bar.style.cssText = 'height:1.1rem;border-radius:3px;background:#2f8f8a;transition:width .15s';
    const value = element('span');
    const track = element('div', {}, bar);
    track.style.cssText = 'flex:1;background:rgba(128,128,128,.2);border-radius:3px';
    const label = element('span', { textContent: name });
    label.style.cssText = 'width:12.5rem';
    value.style.cssText = 'width:4rem;text-align:right;font-variant-numeric:tabular-nums';
    const row = element('div', {}, label, track, value);
    row.style.cssText = 'display:flex;gap:.8rem;align-items:center;margin:.35rem 0';
    return { row, bar, value };
  });
  root.append(
    slider('days of silence', { min: 0, max: 365, value: 60 }, (silence) => {
      aliveAfter(silence).forEach((alive, i) => {
        rows[i]!.bar.style.width = `${alive * 100}%`;
        rows[i]!.value.textContent = `${(alive * 100).toFixed(1)} %`;
      });
    }),
    ...rows.map(({ row }) => row),
  );
});
