import { startOfPeriod } from '../time/index.ts';
import type { CapPeriod } from './points-policy.ts';
import { define, read } from './records.ts';
import { windowSpan } from './window-span.ts';
import type { Work } from './work.ts';
import { plus } from './safe-sums.ts';

/**
 * Points of a rule that the caps leave room for, and takes that room. `used` holds what earlier rules of the same order
 * took of caps per order; null where there is no order.
 */
export function takeRoom(
  work: Work,
  ruleId: string,
  points: number,
  at: number,
  used: Map<string, number> | null,
): number {
  const caps = work.version.points.caps;
  if (caps === undefined || points <= 0) return points;
  const mine = caps.filter((cap) => cap.rules === undefined || cap.rules.includes(ruleId));
  let granted = points;
  for (const cap of mine) {
    const taken = cap.per === 'order' ? (used?.get(cap.id) ?? 0) : usedIn(work, cap.id, cap.per, at);
    granted = Math.min(granted, Math.max(0, cap.points - taken));
  }
  for (const cap of mine) {
    if (cap.per === 'order') used?.set(cap.id, (used.get(cap.id) ?? 0) + granted);
    else use(work, cap.id, cap.per, at, granted);
  }
  return granted;
}

/** What was used of a cap or promotion in the running period. */
export function usedIn(work: Work, id: string, per: CapPeriod, at: number): number {
  const usage = read(work.account.usage, id);
  return usage && usage.periodAt === periodStart(work, per, at) ? usage.used : 0;
}

/** Uses up some of a cap or promotion. */
export function use(work: Work, id: string, per: CapPeriod, at: number, amount: number): void {
  const used = plus(usedIn(work, id, per, at), amount);
  define(work.account.usage, id, { periodAt: periodStart(work, per, at), used });
}

function periodStart(work: Work, per: CapPeriod, at: number): number | null {
  const { zone } = work.compiled;
  if (per === 'lifetime') return null;
  if (per !== 'membership-year') return startOfPeriod(at, per, { timeZone: zone });
  return windowSpan({ kind: 'membership-year' }, at, zone, work.account.enrolledAt ?? at)!.fromAt;
}
