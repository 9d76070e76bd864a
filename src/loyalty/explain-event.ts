import { InputError, requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import type { LoyaltyEvent } from './event.ts';
import type { EventOutcome, LoyaltyReason, TierChange, Transaction } from './outcome.ts';
import type { Program } from './program.ts';
import { createRecorder, runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';

/** Which event. */
export interface ExplainEventOptions {
  /** id of the event */
  eventId: string;
  /** only what was recorded by this instant; everything when absent */
  knownAt?: Instant;
}

/** What an event did. */
export interface EventExplanation {
  /** what became of it */
  outcome: EventOutcome;
  /** why: rules with their version, multipliers, caps, refusals */
  reasons: LoyaltyReason[];
  /** what it changed in the books, with lots and rules */
  transactions: Transaction[];
  /** levels that it changed */
  tierChanges: TierChange[];
}

/**
 * What one event did, by which rule and version, to which lots and levels.
 *
 * @param program - a sound program
 * @param events - facts of one member in any order
 * @param options - `eventId`, `knownAt`
 * @returns outcome, reasons, transactions and changes of level of that event
 * @throws InputError `unknown-name` where no such event was known, and what `replayEvents` throws
 *
 * @example Why did Anna get 6 points for this order?
 * ```ts
 * import { explainEvent } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   points: { earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }] },
 * } as const;
 * const explanation = explainEvent(program, [
 *   { id: 'e1', memberId: 'anna', at: 0, type: 'purchase', orderId: 'o1', amountMinor: 650 },
 * ], { eventId: 'e1' });
 * explanation.reasons; // => [{ code: 'rule', facts: { ruleId: 'base', points: 6, version: 0 } }]
 * ```
 */
export function explainEvent(
  program: Program,
  events: Iterable<LoyaltyEvent<string | number>>,
  options: ExplainEventOptions,
): EventExplanation {
  const { eventId } = requireObject(options, 'options');
  const recorder = createRecorder();
  let found: { outcome: EventOutcome; reasons: LoyaltyReason[] } | null = null;
  runEvents(soundProgram(program), events, options.knownAt === undefined ? {} : { knownAt: options.knownAt }, {
    recorder,
    onOutcome(event, { outcome, reasons }) {
      // A repetition does not replace what the first one did.
      if (event.id === eventId && found === null) found = { outcome, reasons };
    },
  });
  if (found === null)
    throw new InputError('unknown-name', 'options.eventId', `expected the id of an event, got ${eventId}`);
  const { outcome, reasons } = found as { outcome: EventOutcome; reasons: LoyaltyReason[] };
  return {
    outcome,
    reasons,
    transactions: recorder.transactions.filter((one) => one.eventId === eventId),
    tierChanges: recorder.tierChanges.filter((one) => one.eventId === eventId),
  };
}
