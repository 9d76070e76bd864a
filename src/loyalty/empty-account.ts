import type { Account } from './account.ts';
import type { CompiledProgram } from './compile-program.ts';
import { define } from './records.ts';

/** The account of somebody of whom nothing is known yet. */
export function emptyAccount<Id extends string | number>(compiled: CompiledProgram, memberId: Id): Account<Id> {
  const ladders: Account['ladders'] = {};
  for (const ladder of compiled.program.ladders ?? [])
    define(ladders, ladder.id, {
      level: 0,
      sinceAt: null,
      grants: [],
      windows: [],
      onceHeld: [],
      counter: ladder.kind === 'counter' ? 0 : null,
    });
  return {
    kind: 'loyalty-account',
    version: 1,
    memberId,
    programId: compiled.program.id,
    programVersion: 0,
    scale: compiled.scale,
    throughAt: null,
    events: 0,
    enrolledAt: null,
    enrolled: false,
    closedAt: null,
    pausedAt: null,
    lastActivityAt: null,
    lots: [],
    spentLots: [],
    debt: 0,
    totals: { issued: 0, redeemed: 0, expired: 0, reversed: 0, writtenOff: 0, transferred: 0 },
    ladders,
    milestones: {},
    orders: [],
    redemptions: [],
    usage: {},
    anniversaries: 0,
    seen: [],
  };
}
