import { epochOf } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { requireInteger, requireObject } from '../errors/index.ts';
import type { Account } from './account.ts';
import { advance } from './advance.ts';
import { applyFact } from './apply-fact.ts';
import type { RuleEarning } from './earn-points.ts';
import { earnPoints } from './earn-points.ts';
import type { PurchaseFacts } from './event.ts';
import type { LoyaltyReason } from './outcome.ts';
import type { Program } from './program.ts';
import { define, read } from './records.ts';
import { requireAccount } from './require-account.ts';
import { settle } from './settle.ts';
import { startRun } from './start-run.ts';
import { accountOf, liveLots } from './live-lots.ts';

/** A purchase that has not happened yet. */
export interface PreviewedPurchase extends PurchaseFacts {
  /** when it would happen; not before the account's `throughAt` */
  at: Instant;
}

/** What a purchase would bring. */
export interface PurchasePreview {
  /** points in all, units of 10^-scale */
  points: number;
  /** points by rule */
  byRule: RuleEarning[];
  /** when the first of them become available, epoch ms; null: none, or after a release */
  availableAt: number | null;
  /** when the first of them end, epoch ms; null: never by date */
  expiresAt: number | null;
  /** level of each ladder after it */
  tierAfter: Record<string, string>;
  /** rules, multipliers and caps that act, or why nothing does */
  reasons: LoyaltyReason[];
}

/**
 * What a purchase would earn and which level it would bring, without storing anything.
 *
 * @param program - the program of the account
 * @param account - the account; nothing is written to it
 * @param purchase - the cart, with the instant at which it would be bought
 * @returns exactly what the same purchase event will give if nothing else happens before
 * @throws InputError `before-account`, `not-an-integer`, `mixed-currency`, `overflow`
 *
 * @example How many points does this cart earn?
 * ```ts
 * import { openAccount, previewPurchase } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   points: {
 *     earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
 *     multipliers: [{ id: 'coffee', kind: 'promotion', rate: '2', where: { categories: ['coffee'] } }],
 *   },
 * } as const;
 * const preview = previewPurchase(program, openAccount(program, 'anna'), {
 *   at: 0, orderId: 'o1', amountMinor: 5000,
 *   lines: [{ id: '1', amountMinor: 2000, category: 'coffee' }, { id: '2', amountMinor: 3000 }],
 * });
 * preview.points; // => 70
 * preview.byRule; // => [{ ruleId: 'base', base: 5000, multipliers: ['coffee'], points: 70, cut: 0 }]
 * ```
 */
export function previewPurchase(
  program: Program,
  account: Account<string | number>,
  purchase: PreviewedPurchase,
): PurchasePreview {
  requireAccount(account);
  const at = epochOf(requireObject(purchase, 'purchase').at, 'purchase.at');
  requireInteger(purchase.amountMinor, 'purchase.amountMinor');
  const { work } = settle(program, account, { asOf: at });
  const after = startRun(work.compiled, accountOf(work), {});
  const { earned, reasons } = earnPoints(work, purchase, at);
  const byRule = earned.map(({ ruleId, base, multipliers, points, cut }): RuleEarning => ({
    ruleId,
    base,
    multipliers,
    points,
    cut,
  }));
  // A fresh id: a cart that was already bought under this order is previewed as what it is, a duplicate.
  const id = `preview ${account.events}`;
  const result = applyFact(after, { ...purchase, id, memberId: account.memberId, at, type: 'purchase' }, at);
  advance(after, at);
  const lots = [...liveLots(after), ...after.account.spentLots].filter((lot) => lot.eventId === id);
  const first = (times: (number | null)[]): number | null => {
    const known = times.filter((time) => time !== null);
    return known.length === 0 ? null : Math.min(...known);
  };
  const tierAfter: Record<string, string> = {};
  for (const { ladder } of after.version.ladders) {
    const level = read(after.account.ladders, ladder.id)?.level ?? 0;
    define(tierAfter, ladder.id, ladder.levels[level]!.name);
  }
  const rejected = result.outcome === 'rejected';
  return {
    points: rejected ? 0 : byRule.reduce((sum, one) => sum + one.points, 0),
    byRule: rejected ? [] : byRule,
    availableAt: first(lots.map((lot) => lot.availableAt)),
    expiresAt: first(lots.map((lot) => lot.expiresAt)),
    tierAfter,
    reasons: rejected ? result.reasons : reasons,
  };
}
