import type { Account } from './account.ts';
import { ladderOf } from './assign-tier.ts';
import type { Ladder } from './ladder.ts';
import type { LadderId, Program } from './program.ts';
import type { AsOf } from './settle.ts';
import { settle } from './settle.ts';

/** When, and of which ladder. */
export interface ListBenefitsOptions<L extends string = string> extends AsOf {
  /** one ladder; all when absent */
  ladderId?: L;
}

/** A perk that a member has. */
export interface ListedBenefit<N extends string = string> {
  /** name of the perk */
  benefit: N;
  /** its value */
  value: string | number | boolean;
  /** level that it comes from */
  level: string;
  /** ladder of that level */
  ladderId: string;
}

/** Names of the perks of a program, as the caller's constant spells them. */
export type BenefitName<P extends Program> = P extends { ladders: readonly (infer L extends Ladder)[] }
  ? L['levels'][number] extends infer V
    ? V extends { benefits: infer B }
      ? keyof B & string
      : never
    : never
  : string;

/**
 * The perks of a member: of the level held and all below. Of one name the higher value wins, a text of a higher level.
 *
 * @param program - the program of the account; a constant lets the names of perks be inferred
 * @param account - the account
 * @param options - `asOf`, and a ladder
 * @returns in order of name
 * @throws InputError `unknown-name` for an unknown ladder, `before-account`, `not-an-instant`
 *
 * @example What does Anna get for being Gold?
 * ```ts
 * import { listBenefits, replayEvents } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   ladders: [{
 *     kind: 'window', id: 'status', window: { kind: 'lifetime' }, validity: { kind: 'forever' },
 *     levels: [
 *       { name: 'Member', benefits: { returnDays: 14 } },
 *       { name: 'Gold', enter: { metric: 'visits', atLeast: 1 }, benefits: { returnDays: 30, freeShipping: true } },
 *     ],
 *   }],
 * } as const;
 * const account = replayEvents(program, [{ id: 'a', memberId: 'anna', at: 0, type: 'activity', metrics: { visits: 1 } }]);
 * listBenefits(program, account, { asOf: 1 }).map(({ benefit, value }) => [benefit, value]); // => [['freeShipping', true], ['returnDays', 30]]
 * ```
 */
export function listBenefits<const P extends Program, L extends LadderId<P>>(
  program: P,
  account: Account<string | number>,
  options: ListBenefitsOptions<L>,
): ListedBenefit<BenefitName<P>>[] {
  const { work } = settle(program, account, options);
  const ids = options.ladderId === undefined ? work.version.ladders.map(({ ladder }) => ladder.id) : [options.ladderId];
  const found = new Map<string, ListedBenefit>();
  for (const ladderId of ids) {
    const { ladder, state } = ladderOf(work, ladderId);
    for (const level of ladder.levels.slice(0, state.level + 1)) {
      for (const [benefit, value] of Object.entries(level.benefits ?? {})) {
        const known = found.get(benefit);
        if (known === undefined || isHigher(value, known.value))
          found.set(benefit, { benefit, value, level: level.name, ladderId });
      }
    }
  }
  const rows = [...found.values()].sort((a, b) => (a.benefit < b.benefit ? -1 : 1));
  return rows as ListedBenefit<BenefitName<P>>[];
}

/** Numbers and yes or no have an order; a text is replaced by the higher level's. */
function isHigher(value: string | number | boolean, known: string | number | boolean): boolean {
  if (typeof value !== typeof known || typeof value === 'string') return true;
  return Number(value) > Number(known);
}
