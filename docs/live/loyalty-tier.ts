/** Tier progress over a year: what is missing to Gold after so many orders, and until when the level lasts. */
import { assignTier, measureProgress, openAccount, replayEvents, type LoyaltyEvent } from 'clientele/loyalty';
import { LEVEL_COLORS, SHOP_PROGRAM as PROGRAM } from '../../examples/data/shop-program.ts';
import { element, live, slider } from './live.ts';

/** One order of 95 € a month, on the tenth; the year is asked for on its last noon. */
const ORDERS: readonly LoyaltyEvent[] = Array.from({ length: 12 }, (_, month) => ({
  id: `e${month}`,
  memberId: 'anna',
  at: Date.UTC(2025, month, 10, 12),
  type: 'purchase',
  orderId: `o${month}`,
  amountMinor: 9500,
}));
/** Spend at the right end of the bar, in cents. */
const BAR_MINOR = 120_000;

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
  for (const { name, enter } of PROGRAM.ladders[0].levels.filter((level) => 'enter' in level)) {
    const mark = element('span', { textContent: name });
    mark.style.cssText = `position:absolute;left:${(100 * enter.atLeast) / BAR_MINOR}%;top:0;border-left:2px solid currentColor;padding-left:.3rem;font-size:.8rem;line-height:1.1rem`;
    track.append(mark);
  }
  const words = element('p');
  root.append(
    slider('orders of 95 € this year, one a month', { min: 0, max: 12, value: 5 }, (orders) => {
      const { tier, spent } = after(orders);
      bar.style.width = `${Math.min(100, (100 * spent) / BAR_MINOR)}%`;
      bar.style.background = LEVEL_COLORS[tier.level];
      words.textContent = sentence(orders);
    }),
    track,
    words,
  );
});
