import { allocate, sumSafe } from '../amounts/index.ts';
import type { OrderFacts } from './account.ts';
import { askedLadders } from './asked-ladders.ts';
import type { Bill } from './bill.ts';
import { baseOf, earningLines } from './bill.ts';
import { takeRoom, use, usedIn } from './caps.ts';
import type { CompiledRule } from './compile-program.ts';
import type { PurchaseFacts, PurchaseLine } from './event.ts';
import type { LoyaltyReason } from './outcome.ts';
import { levelName } from './holds-one.ts';
import type { Where } from './points-policy.ts';
import { define } from './records.ts';
import { requireBill } from './require-fact.ts';
import { bonusPoints, spendPoints } from './spend-points.ts';
import type { Work } from './work.ts';

/** What one rule gives for a purchase. */
export interface RuleEarning {
  /** earning rule */
  ruleId: string;
  /** amount that earned, minor units; null for flat rules */
  base: number | null;
  /** multipliers that acted, by id */
  multipliers: string[];
  /** points given, units of 10^-scale */
  points: number;
  /** points that caps cut */
  cut: number;
}

/** The same, with the rule at hand. */
export interface EarnedPoints extends RuleEarning {
  compiled: CompiledRule;
}

/** What the rules in force give for a purchase; takes up caps and promotions. Null facts: nothing but an amount was said. */
export function earnPoints(
  work: Work,
  purchase: PurchaseFacts,
  at: number,
): { bill: Bill; earned: EarnedPoints[]; reasons: LoyaltyReason[] } {
  const { version, compiled: program, explains } = work;
  const bill: Bill = { full: purchase.amountMinor, rest: purchase.amountMinor, facts: factsOf(work, purchase) };
  promote(work, bill, at);
  const earned: EarnedPoints[] = [];
  const reasons: LoyaltyReason[] = [];
  const used = version.points.caps === undefined ? null : new Map<string, number>();
  for (const compiled of version.rules) {
    const { rule, from, until } = compiled;
    if (at < from || at >= until) continue;
    let points: number;
    let base: number | null = null;
    let multipliers: string[];
    if (rule.kind === 'spend') {
      const spent = spendPoints(version, compiled, bill, program.unit);
      ({ points, base, multipliers } = spent);
      if (spent.belowMinimum && explains)
        reasons.push({
          code: 'below-minimum-spend',
          facts: { ruleId: rule.id, baseMinor: base, minimumMinor: rule.minimumMinor! },
        });
    } else if (rule.kind === 'flat' && rule.on === 'order' && matches(bill, rule.where)) {
      ({ points, multipliers } = bonusPoints(version, rule, bill));
    } else continue;
    const granted = takeRoom(work, rule.id, points, at, used);
    if (points <= 0) continue;
    const cut = points - granted;
    earned.push({ ruleId: rule.id, base, multipliers, points: granted, cut, compiled });
    if (!explains) continue;
    reasons.push({ code: 'rule', facts: { ruleId: rule.id, points, version: version.number } });
    for (const id of multipliers) reasons.push({ code: 'multiplier', facts: { ruleId: rule.id, multiplierId: id } });
    if (cut > 0) reasons.push({ code: 'cap', facts: { ruleId: rule.id, cut } });
  }
  // The first purchases are the first, whatever they earn; of some goods, a purchase that earned nothing by it is none.
  for (const { multiplier } of version.multipliers) {
    if (multiplier.kind !== 'promotion' || !multiplier.times || !bill.facts?.promotions?.includes(multiplier.id))
      continue;
    if (multiplier.where === undefined || earned.some((one) => one.multipliers.includes(multiplier.id)))
      use(work, multiplier.id, multiplier.times.per, at, 1);
  }
  if (explains && earned.length === 0 && version.rules.length > 0) reasons.push({ code: 'no-rule-matched', facts: {} });
  return { bill, earned, reasons };
}

/** Whether a bill has anything that a rule is about. */
export function matches(bill: Bill, where: Where | undefined): boolean {
  return where === undefined || earningLines(bill, undefined, where).length > 0;
}

const KEPT = ['channel', 'tags', 'shippingMinor', 'taxMinor', 'discountMinor', 'creditMinor', 'multiplier'] as const;

/** Most purchases are an amount and nothing more. Named one by one: reading by a list of names is many times slower. */
function isBare(one: PurchaseFacts): boolean {
  return (
    one.lines === undefined &&
    one.channel === undefined &&
    one.tags === undefined &&
    one.shippingMinor === undefined &&
    one.taxMinor === undefined &&
    one.discountMinor === undefined &&
    one.creditMinor === undefined &&
    one.multiplier === undefined &&
    one.tier === undefined
  );
}

/** What of a purchase a return needs, as plain JSON; null for a bare amount. */
function factsOf(work: Work, purchase: PurchaseFacts): OrderFacts | null {
  const asked = askedLadders(work.version);
  const bare = isBare(purchase);
  if (bare && asked.length === 0) return null;
  if (!bare) requireBill(purchase);
  let facts: Record<string, unknown> | null = null;
  for (const key of KEPT) if (purchase[key] !== undefined) (facts ??= {})[key] = purchase[key];
  if (purchase.lines !== undefined) (facts ??= {})['lines'] = linesOf(purchase.lines, purchase.amountMinor);
  if (asked.length > 0 || purchase.tier !== undefined) {
    const tier: Record<string, string> = {};
    for (const [id, name] of Object.entries(purchase.tier ?? {})) define(tier, id, name);
    for (const id of asked) {
      const name = Object.hasOwn(tier, id) ? undefined : levelName(work, id);
      if (name !== undefined) define(tier, id, name);
    }
    if (Object.keys(tier).length > 0) (facts ??= {})['tier'] = tier;
  }
  return facts as OrderFacts | null;
}

/**
 * The lines with what a line may say, and their amounts in the money of the bill: what concerns the whole of it is split
 * over its lines here, once, so that returns by line are in the same money.
 */
function linesOf(lines: readonly PurchaseLine[], whole: number): PurchaseLine[] {
  const weights = lines.map((line) => Math.max(0, line.amountMinor));
  const split = sumSafe(lines.map((line) => line.amountMinor)) !== whole && weights.some((weight) => weight > 0);
  const amounts = split ? allocate(whole, weights) : lines.map((line) => line.amountMinor);
  return lines.map(({ id, category, sku, tags }, i) => ({
    id,
    amountMinor: amounts[i]!,
    ...(category === undefined ? {} : { category }),
    ...(sku === undefined ? {} : { sku }),
    ...(tags === undefined ? {} : { tags }),
  }));
}

/** What goods cost, whoever pays: a promotion acts on what a rule counts, and rules count less or all of it. */
const COST = { beforeCredit: true, beforeDiscount: true };

/** Notes on the bill which promotions act. */
function promote(work: Work, bill: Bill, at: number): void {
  if (bill.facts?.multiplier !== undefined) return;
  const acting: string[] = [];
  for (const { multiplier, from, until } of work.version.multipliers) {
    if (multiplier.kind !== 'promotion' || at < from || at >= until) continue;
    const { where, times, id } = multiplier;
    if (where !== undefined && (!matches(bill, where) || baseOf(bill, { where, base: COST }) <= 0)) continue;
    if (times && usedIn(work, id, times.per, at) >= times.count) continue;
    acting.push(id);
  }
  if (acting.length > 0) bill.facts = { ...bill.facts, promotions: acting };
}
