/** Tier progress over a year: what is missing to Gold after so many orders, and until when the level lasts. */
import {
  assignTier,
  measureProgress,
  openAccount,
  replayEvents,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { element, live, slider } from './live.ts';

const PROGRAM = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Member' },
        { name: 'Silver', enter: { metric: 'spend', atLeast: 30_000 } },
        { name: 'Gold', enter: { metric: 'spend', atLeast: 80_000 } },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
    },
  ],
} as const satisfies Program;

/** One order of 95 € a month, on the tenth; the year is asked for on its last noon. */
const ORDERS: readonly LoyaltyEvent[] = Array.from({ length: 12 }, (_, month) => ({
  id: `e${month}`,
  memberId: 'anna',
  at: Date.UTC(2025, month, 10, 12),
  type: 'purchase',
  orderId: `o${month}`,
  amountMinor: 9500,
}));
const COLORS = { Member: '#bab0ac', Silver: '#8aa0b8', Gold: '#e0b02f' };

/** Level, its end, and what is missing to the next, after so many orders. */
function after(orders: number) {
  const known = ORDERS.slice(0, orders);
  const asOf = orders === 0 ? Date.UTC(2025, 0, 1, 12) : (known.at(-1)!.at as number);
  const account = known.length === 0 ? openAccount(PROGRAM, 'anna') : replayEvents(PROGRAM, known);
  const tier = assignTier(PROGRAM, account, { ladderId: 'status', asOf });
  const { next, lastDayOn, totals } = measureProgress(PROGRAM, account, { ladderId: 'status', asOf });
  return { tier, next, lastDayOn, spent: totals.spend ?? 0 };
}

function sentence(orders: number): string {
  const { tier, next, lastDayOn } = after(orders);
  const until = tier.untilAt === null ? '' : ` until ${new Date(tier.untilAt - 1).toISOString().slice(0, 10)}`;
  const missing = next?.missing[0]?.missing ?? 0;
  const more = next ? `; ${(missing / 100).toFixed(0)} € to ${next.level} until ${lastDayOn}` : '';
  return `${tier.level}${until}${more}`;
}

/** What the page shows first: after five orders. */
export const headline = (): string => sentence(5);

live('loyalty-tier', headline, (root) => {
  const bar = element('div');
  bar.style.cssText = 'height:1.1rem;border-radius:3px;transition:width .15s';
  const track = element('div', {}, bar);
  track.style.cssText = 'background:rgba(128,128,128,.2);border-radius:3px;margin:.5rem 0;position:relative';
  for (const { name, share } of [
    { name: 'Silver', share: 0.3 / 1.2 },
    { name: 'Gold', share: 0.8 / 1.2 },
  ]) {
    const mark = element('span', { textContent: name });
    mark.style.cssText = `position:absolute;left:${share * 100}%;top:0;border-left:2px solid currentColor;padding-left:.3rem;font-size:.8rem;line-height:1.1rem`;
    track.append(mark);
  }
  const words = element('p');
  root.append(
    slider('orders of 95 € this year, one a month', { min: 0, max: 12, value: 5 }, (orders) => {
      const { tier, spent } = after(orders);
      bar.style.width = `${Math.min(100, spent / 1200)}%`;
      bar.style.background = COLORS[tier.level];
      words.textContent = sentence(orders);
    }),
    track,
    words,
  );
});
