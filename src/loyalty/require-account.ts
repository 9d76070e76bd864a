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

/** Field by field: reading by a list of names is many times slower. */
function isWhole(account: Account<string | number>): boolean {
  return (
    account?.kind === 'loyalty-account' &&
    account.version === 1 &&
    typeof account.memberId === 'string' &&
    typeof account.programId === 'string' &&
    typeof account.enrolled === 'boolean' &&
    Array.isArray(account.lots) &&
    Array.isArray(account.spentLots) &&
    Array.isArray(account.orders) &&
    Array.isArray(account.redemptions) &&
    Array.isArray(account.seen) &&
    isRecord(account.totals) &&
    isRecord(account.ladders) &&
    isRecord(account.milestones) &&
    isRecord(account.usage) &&
    isCount(account.programVersion) &&
    isCount(account.events) &&
    isCount(account.debt) &&
    isCount(account.anniversaries) &&
    isCount(account.scale) &&
    isInstantOrNull(account.throughAt) &&
    isInstantOrNull(account.enrolledAt) &&
    isInstantOrNull(account.closedAt) &&
    isInstantOrNull(account.pausedAt) &&
    isInstantOrNull(account.lastActivityAt)
  );
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isInstantOrNull(value: number | null): boolean {
  return value === null || Number.isFinite(value);
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
