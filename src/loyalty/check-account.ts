import type { Problem } from '../errors/index.ts';
import { InputError } from '../errors/index.ts';
import type { Account } from './account.ts';
import { pointer } from './check-program.ts';
import { read } from './records.ts';
import { requireAccount } from './require-account.ts';

/** Which law of an account is broken. */
export type AccountProblemCode =
  | 'wrong-kind'
  | 'wrong-type'
  | 'not-finite'
  | 'not-a-count'
  | 'not-an-integer'
  | 'negative-lot'
  | 'lot-exceeds-grant'
  | 'spent-lot-has-points'
  | 'duplicate'
  | 'lots-out-of-order'
  | 'expired-lot-has-points'
  | 'books-do-not-balance'
  | 'debt-beside-points'
  | 'refunds-exceed-order'
  | 'kept-exceeds-grant'
  | 'redemption-does-not-add-up'
  | 'grant-ends-before-it-begins'
  | 'window-does-not-add-up'
  | 'throughat-before-events';

/**
 * The laws that every account obeys, tried on one: for hosts to test their own stores, after a migration or a merge.
 *
 * @param account - an account of the right shape (untrusted JSON goes through `parseAccount` first)
 * @returns broken laws; empty when the account is sound
 *
 * @example Did our migration lose points?
 * ```ts
 * import { checkAccount, replayEvents } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const account = replayEvents(program, [{ id: 'c1', memberId: 'anna', at: 0, type: 'credit', points: 100 }]);
 * checkAccount(account); // => []
 * const broken = { ...account, lots: [{ ...account.lots[0], left: 90 }] };
 * checkAccount(broken).map(({ code }) => code); // => ['books-do-not-balance']
 * ```
 */
export function checkAccount(account: Account<string | number>): Problem<AccountProblemCode>[] {
  const problems: Problem<AccountProblemCode>[] = [];
  const note = (code: AccountProblemCode, path: string, message: string): void => {
    problems.push({ code, path, severity: 'error', message });
  };
  try {
    requireAccount(account);
  } catch (error) {
    // Without its parts nothing else can be asked.
    if (!(error instanceof InputError)) throw error;
    const { code, argument } = error;
    const path = code === 'wrong-kind' ? '/kind' : argument.replace('account.', '/');
    note(code as AccountProblemCode, path, error.message.slice(argument.length + 2));
    return problems;
  }
  const now = account.throughAt ?? -Infinity;
  const ids = new Set<string>();
  let left = 0;
  let available = 0;
  for (const key of ['lots', 'spentLots'] as const) {
    account[key].forEach((lot, i) => {
      const path = `/${key}/${i}`;
      for (const points of [lot.left, lot.granted, lot.expired])
        if (!Number.isSafeInteger(points)) note('not-an-integer', path, 'points are safe integers');
      if (lot.left < 0 || lot.expired < 0) note('negative-lot', path, 'a lot never falls below 0');
      if (lot.left + lot.expired > lot.granted)
        note('lot-exceeds-grant', path, 'a lot never holds more than it was given');
      if (key === 'spentLots' && lot.left !== 0) note('spent-lot-has-points', path, 'a spent lot has no points');
      if (ids.has(lot.id)) note('duplicate', `${path}/id`, `two lots are called ${lot.id}`);
      ids.add(lot.id);
      left += lot.left;
      if (lot.availableAt !== null && lot.availableAt <= now) available += lot.left;
      if (lot.left > 0 && lot.expiresAt !== null && lot.expiresAt <= now)
        note('expired-lot-has-points', path, 'the lot ended before throughAt');
      const before = key === 'lots' ? account.lots[i - 1] : undefined;
      if (before && (before.expiresAt ?? Infinity) > (lot.expiresAt ?? Infinity))
        note('lots-out-of-order', path, 'lots stand in the order of their ends');
    });
  }
  const { issued, transferred, redeemed, expired, reversed, writtenOff } = account.totals;
  if (issued + transferred !== left - account.debt + redeemed + expired + reversed + writtenOff)
    note(
      'books-do-not-balance',
      '/totals',
      'issued + transferred = points left − debt + redeemed + expired + reversed + writtenOff',
    );
  if (account.debt > 0 && available > 0)
    note('debt-beside-points', '/debt', 'a debt is repaid before points can be available');
  account.orders.forEach((order, i) => {
    if (order.refundedMinor < 0 || order.refundedMinor > Math.max(0, order.amountMinor))
      note('refunds-exceed-order', `/orders/${i}`, 'more was returned than bought');
    for (const one of order.byRule)
      if (one.kept < 0 || one.kept > one.granted)
        note('kept-exceeds-grant', `/orders/${i}/byRule`, 'more is kept than was given');
  });
  account.redemptions.forEach(({ points, lacking, parts }, i) => {
    if (parts.reduce((sum, part) => sum + part.points, lacking) !== points)
      note('redemption-does-not-add-up', `/redemptions/${i}`, 'parts + lacking = points');
  });
  for (const [id, state] of Object.entries(account.ladders)) {
    const path = `/ladders/${pointer(id)}`;
    state.grants.forEach((grant, i) => {
      if (grant.untilAt !== null && grant.untilAt < grant.fromAt)
        note('grant-ends-before-it-begins', `${path}/grants/${i}`, 'a grant ends after it begins');
    });
    state.windows.forEach((window, i) => {
      for (const metric of Object.keys(window.totals))
        if (
          (read(window.totals, metric) ?? 0) !==
          (read(window.own, metric) ?? 0) + (read(window.rolledIn, metric) ?? 0)
        )
          note('window-does-not-add-up', `${path}/windows/${i}`, 'totals = own + rolled in');
    });
  }
  if (account.seen.some(({ at }) => at > now))
    note('throughat-before-events', '/throughAt', 'an event was applied after throughAt');
  return problems;
}
