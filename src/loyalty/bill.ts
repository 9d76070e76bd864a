import { allocate, multiplyRatio } from '../amounts/index.ts';
import type { OrderFacts } from './account.ts';
import type { PurchaseLine } from './event.ts';
import type { Contribution } from './contribution.ts';
import type { EarningBase, Where } from './points-policy.ts';
import { read } from './records.ts';

/** What is left of an order: the whole of it at the purchase, less after returns. */
export interface Bill {
  /** items after discounts at the purchase, minor units */
  full: number;
  /** items not returned, minor units */
  rest: number;
  /** the rest of what the purchase said, lines with what is left of them */
  facts: OrderFacts | null;
}

/** A line and the amount of it that earns. */
export interface EarningLine {
  line: PurchaseLine | null;
  amount: number;
}

/** The amount of a bill that counts, minor units. */
export function baseOf(bill: Bill, options: { base?: EarningBase | undefined; where?: Where | undefined }): number {
  const { where } = options;
  if (where === undefined) return wholeBase(bill, options.base);
  return earningLines(bill, options.base, where).reduce((sum, one) => sum + one.amount, 0);
}

/** What ladders may count of a bill, or of the difference that a return makes. */
export function countBill(bill: Bill, before: Bill | null): Contribution {
  return {
    kind: 'bill',
    spend: (options) => baseOf(bill, options) - (before ? baseOf(before, options) : 0),
    orders: standing(bill) - (before ? standing(before) : 0),
  };
}

/** An order returned in full no longer counts. */
function standing({ full, rest }: Bill): number {
  return full > 0 && rest === 0 ? 0 : 1;
}

/** Items − discounts − gift cards − points paid, unless the rule says otherwise; in proportion after a return. */
function wholeBase({ full, rest, facts }: Bill, base: EarningBase = {}): number {
  if (facts === null) return rest;
  let whole = full - (base.beforeCredit ? 0 : (facts.creditMinor ?? 0));
  if (base.beforeDiscount) whole += facts.discountMinor ?? 0;
  if (base.shipping) whole += facts.shippingMinor ?? 0;
  if (base.tax) whole += facts.taxMinor ?? 0;
  return rest === full ? whole : multiplyRatio(whole, { numerator: rest, denominator: full }, 'down');
}

/**
 * The lines of a bill that a rule is about, with what each earns. What concerns the whole bill (order-level discounts,
 * credit, shipping) is split over the lines by largest remainder. A bill without lines is one line without a category.
 */
export function earningLines(bill: Bill, base: EarningBase | undefined, where: Where | undefined): EarningLine[] {
  const whole = wholeBase(bill, base);
  const { facts } = bill;
  if (where && !matchesOrder(where, facts)) return [];
  const lines = facts?.lines ?? [];
  const weights = lines.map((line) => Math.max(0, line.amountMinor));
  if (weights.every((weight) => weight === 0))
    return where && needsLine(where, facts) ? [] : [{ line: null, amount: whole }];
  return allocate(whole, weights)
    .map((amount, i) => ({ line: lines[i]!, amount }))
    .filter(({ line }) => where === undefined || matchesLine(where, line, facts));
}

function matchesOrder(where: Where, facts: OrderFacts | null): boolean {
  const { channels, tiers } = where;
  if (channels && (facts?.channel === undefined || !channels.includes(facts.channel))) return false;
  if (tiers === undefined) return true;
  const level = read(facts?.tier, tiers.ladderId);
  return level !== undefined && tiers.levels.includes(level);
}

/** Without lines nothing is known of categories and articles, and tags must be the order's. */
function needsLine(where: Where, facts: OrderFacts | null): boolean {
  return (
    where.categories !== undefined ||
    where.skus !== undefined ||
    (where.tags !== undefined && !carries(where.tags, facts))
  );
}

function matchesLine(where: Where, line: PurchaseLine, facts: OrderFacts | null): boolean {
  const { category, sku } = line;
  if (where.categories && (category === undefined || !where.categories.includes(category))) return false;
  if (where.excludeCategories && category !== undefined && where.excludeCategories.includes(category)) return false;
  if (where.skus && (sku === undefined || !where.skus.includes(sku))) return false;
  return where.tags === undefined || carries(where.tags, facts) || carries(where.tags, line);
}

function carries(tags: readonly string[], one: { tags?: readonly string[] } | null): boolean {
  return one?.tags?.some((tag) => tags.includes(tag)) === true;
}
