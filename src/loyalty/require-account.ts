import {
  InputError,
  requireCount,
  requireFinite,
  requireId,
  requireKind,
  requireList,
  requireObject,
  requireText,
} from '../errors/index.ts';
import type { Account } from './account.ts';

const LISTS = ['lots', 'spentLots', 'orders', 'redemptions', 'seen'] as const;
const RECORDS = ['totals', 'ladders', 'milestones', 'usage'] as const;
const COUNTS = ['programVersion', 'events', 'debt', 'anniversaries', 'scale'] as const;
const INSTANTS = ['throughAt', 'enrolledAt', 'closedAt', 'pausedAt', 'lastActivityAt'] as const;

/** Refuses what is no account, or one that lost a part. What stands in its lists, `parseAccount` and `checkAccount` look at. */
export function requireAccount<Id extends string | number>(account: Account<Id>): Account<Id> {
  // Sound ones are asked for every event: the words of a refusal are put together only for one.
  return isWhole(account) ? account : refuse(account);
}

function isWhole(account: Account<string | number>): boolean {
  return (
    account?.kind === 'loyalty-account' &&
    account.version === 1 &&
    typeof account.memberId === 'string' &&
    typeof account.programId === 'string' &&
    typeof account.enrolled === 'boolean' &&
    LISTS.every((key) => Array.isArray(account[key])) &&
    RECORDS.every((key) => typeof account[key] === 'object' && account[key] !== null) &&
    COUNTS.every((key) => Number.isSafeInteger(account[key]) && account[key] >= 0) &&
    INSTANTS.every((key) => account[key] === null || Number.isFinite(account[key]))
  );
}

function refuse<Id extends string | number>(account: Account<Id>): Account<Id> {
  requireKind(account, 'loyalty-account', 'account');
  requireId(account.memberId, 'account.memberId');
  requireText(account.programId, 'account.programId');
  for (const key of LISTS) requireList(account[key], `account.${key}`);
  for (const key of RECORDS) requireObject(account[key], `account.${key}`);
  for (const key of COUNTS) requireCount(account[key], `account.${key}`);
  for (const key of INSTANTS) if (account[key] !== null) requireFinite(account[key], `account.${key}`);
  if (typeof account.enrolled !== 'boolean')
    throw new InputError('wrong-type', 'account.enrolled', `expected true or false, got ${String(account.enrolled)}`);
  return account;
}
