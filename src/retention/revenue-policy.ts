import { InputError, requireCount, requireOneOf } from '../errors/index.ts';

/** How revenue movements are counted. It comes back in every result, because billing tools differ in exactly these. */
export interface RevenuePolicy {
  /** `'net'`: level before a period against level at its end; `'gross'`: every change inside it */
  counting: 'net' | 'gross';
  /** whether a customer who comes back is counted apart or as new */
  reactivation: 'separate' | 'as-new';
  /** after more elapsed days than this without revenue a return is new; null: never */
  reactivationWithinDays: number | null;
  /** base of the rates */
  churnBase: 'opening' | 'opening-plus-new';
  /** whether revenue that came back counts in net retention */
  netRetentionReactivation: 'excluded' | 'included';
  /** whether revenue that came back counts in the quick ratio */
  quickRatioReactivation: 'included' | 'excluded';
}

/**
 * The policy used where none is given: one-period net retention then equals that of the cohort of customers of the start.
 *
 * @example How do I count as a tool does that adds new revenue to the base?
 * ```ts
 * import { REVENUE_POLICY } from 'clientele/retention';
 *
 * REVENUE_POLICY.churnBase; // => 'opening'
 * const theirs = { ...REVENUE_POLICY, counting: 'gross', churnBase: 'opening-plus-new' } as const;
 * theirs.reactivation; // => 'separate'
 * ```
 */
export const REVENUE_POLICY: RevenuePolicy = {
  counting: 'net',
  reactivation: 'separate',
  reactivationWithinDays: null,
  churnBase: 'opening',
  netRetentionReactivation: 'excluded',
  quickRatioReactivation: 'included',
};

/** The full policy of a partial one. */
export function readPolicy(policy: Partial<RevenuePolicy> = {}, path = 'options.policy'): RevenuePolicy {
  const full = { ...REVENUE_POLICY, ...policy };
  requireOneOf(full.counting, ['net', 'gross'], `${path}.counting`);
  requireOneOf(full.reactivation, ['separate', 'as-new'], `${path}.reactivation`);
  requireOneOf(full.churnBase, ['opening', 'opening-plus-new'], `${path}.churnBase`);
  requireOneOf(full.netRetentionReactivation, ['excluded', 'included'], `${path}.netRetentionReactivation`);
  requireOneOf(full.quickRatioReactivation, ['excluded', 'included'], `${path}.quickRatioReactivation`);
  if (full.reactivationWithinDays !== null) requireCount(full.reactivationWithinDays, `${path}.reactivationWithinDays`);
  for (const key of Object.keys(policy)) {
    if (!Object.hasOwn(REVENUE_POLICY, key))
      throw new InputError('unknown-name', path, `expected a policy key, got ${key}`);
  }
  return full;
}
