import { assignTier, measureProgress, replayEvents, type LoyaltyEvent, type Program } from 'clientele/loyalty';
import type { Purchase } from 'clientele/purchases';
import { epochOf } from 'clientele/time';
import type { TierBar } from './charts/tier-bars.ts';

/** Members by tier, and one of them explained. */
export interface TierFindings {
  tiers: TierBar[];
  /** what the ladder counts: amount, or orders where the log has no amounts */
  metric: 'spend' | 'orders';
  /** conditions of the levels, from the lowest */
  thresholds: number[];
  example: {
    customerId: string;
    level: string;
    untilAt: number | null;
    missing: number | null;
    next: string | null;
  } | null;
}

const LEVELS = ['Member', 'Silver', 'Gold', 'Platinum'] as const;

/**
 * A ladder of four tiers on what was bought in the calendar year, valid to the end of the next one. Its thresholds are
 * taken from the shop's own customers, so that the demo says something about every file: the best half, fifth, twentieth.
 */
export function demoProgram(timeZone: string, metric: 'spend' | 'orders', thresholds: readonly number[]): Program {
  return {
    kind: 'loyalty-program',
    version: 1,
    id: 'demo',
    timeZone,
    ladders: [
      {
        kind: 'window',
        id: 'status',
        metrics: { bought: { from: metric } },
        levels: LEVELS.map((name, i) =>
          i === 0 ? { name } : { name, enter: { metric: 'bought', atLeast: thresholds[i - 1]! } },
        ),
        window: { kind: 'calendar', unit: 'year' },
        validity: { kind: 'end-of-window', plusWindows: 1 },
      },
    ],
  };
}

/** Replays every customer's purchases through the programme and asks for tier and progress as of an instant. */
export function scoreTiers(purchases: readonly Purchase[], asOf: number, timeZone: string): TierFindings {
  const histories = new Map<string, LoyaltyEvent[]>();
  const metric = purchases.some((purchase) => purchase.amount !== undefined) ? 'spend' : 'orders';
  const yearTotals = new Map<string, number>();
  purchases.forEach((purchase, i) => {
    const at = epochOf(purchase.at, 'purchase.at');
    const amountMinor = Math.round((purchase.amount ?? 0) * 100);
    if (at >= asOf || amountMinor < 0) return;
    const memberId = purchase.customerId;
    let events = histories.get(memberId);
    if (!events) histories.set(memberId, (events = []));
    events.push({ id: `p${i}`, memberId, at, type: 'purchase', orderId: `o${i}`, amountMinor });
    if (at >= asOf - 365 * 86_400_000)
      yearTotals.set(memberId, (yearTotals.get(memberId) ?? 0) + (metric === 'spend' ? amountMinor : 1));
  });
  const thresholds = thresholdsOf([...yearTotals.values()]);
  const program = demoProgram(timeZone, metric, thresholds);
  const found = LEVELS.map((level) => ({ level: level as string, members: 0, shares: 0, halfway: 0 }));
  let example: TierFindings['example'] = null;
  for (const [memberId, events] of histories) {
    const account = replayEvents(program, events, { asOf });
    const tier = assignTier(program, account, { ladderId: 'status', asOf });
    const { next } = measureProgress(program, account, { ladderId: 'status', asOf });
    const own = found[tier.index]!;
    own.members++;
    const share = next?.missing[0]?.share ?? 0;
    own.shares += share;
    if (share >= 0.5) own.halfway++;
    const missing = next?.missing[0]?.missing ?? null;
    // The member who is nearest to the next tier is the one worth showing.
    if (next && missing !== null && missing > 0 && (example === null || (example.missing ?? Infinity) > missing)) {
      example = { customerId: memberId, level: tier.level, untilAt: tier.untilAt, missing, next: next.level };
    }
  }
  const tiers = found.map(({ level, members, shares, halfway }, i) => ({
    level,
    members,
    progress: i === LEVELS.length - 1 ? null : members === 0 ? 0 : shares / members,
    halfway,
  }));
  return { tiers, metric, thresholds, example };
}

/** Rounded totals that the best half, fifth and twentieth of last year's buyers reach; rising in any case. */
function thresholdsOf(totals: number[]): number[] {
  const sorted = totals.toSorted((a, b) => a - b);
  let least = 0;
  return [0.5, 0.8, 0.95].map((p) => {
    const raw = sorted[Math.floor(p * sorted.length)] ?? 0;
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, raw))) - 1);
    least = Math.max(least + 1, Math.round(raw / unit) * unit);
    return least;
  });
}
