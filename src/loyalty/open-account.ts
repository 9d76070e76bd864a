import { requireId } from '../errors/index.ts';
import type { Account, WidenedId } from './account.ts';
import type { Program } from './program.ts';
import { soundProgram } from './sound-program.ts';
import { emptyAccount } from './empty-account.ts';

/**
 * The account of a member of whom nothing is known yet. Membership begins with the first event that is applied to it.
 *
 * @param program - a sound program
 * @param memberId - whose account
 * @returns an empty account
 * @throws InputError with the first problem of an unsound program
 *
 * @example What does a new member have?
 * ```ts
 * import { measureBalance, openAccount } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * measureBalance(program, openAccount(program, 'anna'), { asOf: 0 }).balance; // => 0
 * ```
 */
export function openAccount<Id extends string | number>(program: Program, memberId: Id): Account<WidenedId<Id>> {
  return emptyAccount(soundProgram(program), requireId(memberId, 'memberId')) as Account<string | number> as Account<
    WidenedId<Id>
  >;
}
