import type { CompiledRule } from './compile-program.ts';
import { holdsOne } from './holds-one.ts';
import { payRule } from './pay-rule.ts';
import type { EarnRule } from './points-policy.ts';
import type { Work } from './work.ts';

type FlatRule = Extract<EarnRule, { kind: 'flat' }>;

/** Pays a flat rule whose occasion has come: its own points, or what its factors make of them. */
export function payFlat(
  work: Work,
  one: CompiledRule,
  at: number,
  eventId: string | null,
  pointsOf?: (rule: FlatRule) => number,
): void {
  const { rule, from, until } = one;
  if (rule.kind !== 'flat' || at < from || at >= until) return;
  if (rule.where?.tiers && !holdsOne(work, rule.where.tiers)) return;
  payRule(work, one, pointsOf ? pointsOf(rule) : rule.points, at, eventId);
}
