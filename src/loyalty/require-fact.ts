import {
  InputError,
  requireId,
  requireInteger,
  requireList,
  requireObject,
  requireOneOf,
  requireText,
} from '../errors/index.ts';
import { decimalRatio } from '../amounts/index.ts';
import type { AnyEvent, PurchaseFacts } from './event.ts';

/** Refuses what is no fact: every fact has an id and a member. The good case is small enough to be inlined. */
export function requireFact(event: AnyEvent, argument: string): void {
  if (
    typeof event !== 'object' ||
    event === null ||
    typeof event.id !== 'string' ||
    typeof event.memberId !== 'string' ||
    event.key !== undefined ||
    event.type === 'activity'
  )
    lookCloser(event, argument);
}

function lookCloser(event: AnyEvent, argument: string): void {
  requireObject(event, argument);
  requireText(event.id, `${argument}.id`);
  requireId(event.memberId, `${argument}.memberId`);
  if (event.key !== undefined) requireText(event.key, `${argument}.key`);
  // A challenge may read activity before its turn has come.
  if (event.type === 'activity') requireObject(event.metrics, `${argument}.metrics`);
}

/** A decision that was stored, where there is one. */
export function requireDecision(decision: string | undefined): void {
  if (decision !== undefined) requireOneOf(decision, ['accepted', 'rejected'], 'event.decision');
}

const MINOR = ['shippingMinor', 'taxMinor', 'discountMinor', 'creditMinor'] as const;

/** Refuses a bill whose parts are not what they should be: a text among the amounts would be joined to them, not added. */
export function requireBill(purchase: PurchaseFacts): void {
  for (const key of MINOR) if (purchase[key] !== undefined) requireInteger(purchase[key], `event.${key}`);
  if (purchase.channel !== undefined) requireText(purchase.channel, 'event.channel');
  requireTags(purchase.tags, 'event.tags');
  if (purchase.multiplier !== undefined && decimalRatio(purchase.multiplier, 'event.multiplier').numerator < 0)
    throw new InputError('out-of-range', 'event.multiplier', `expected 0 or more, got ${purchase.multiplier}`);
  if (purchase.tier !== undefined)
    for (const [id, level] of Object.entries(requireObject(purchase.tier, 'event.tier')))
      requireText(level, `event.tier.${id}`);
  if (purchase.lines !== undefined)
    requireList(purchase.lines, 'event.lines').forEach((line, i) => {
      requireObject(line, `event.lines[${i}]`);
      requireText(line.id, `event.lines[${i}].id`);
      requireInteger(line.amountMinor, `event.lines[${i}].amountMinor`);
      for (const key of ['category', 'sku'] as const)
        if (line[key] !== undefined) requireText(line[key], `event.lines[${i}].${key}`);
      requireTags(line.tags, `event.lines[${i}].tags`);
    });
}

function requireTags(tags: readonly string[] | undefined, argument: string): void {
  if (tags !== undefined) requireList(tags, argument).forEach((tag, i) => requireText(tag, `${argument}[${i}]`));
}
