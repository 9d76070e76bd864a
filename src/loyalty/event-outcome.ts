import type { AnyEvent } from './event.ts';
import type { EventOutcome, LoyaltyReason } from './outcome.ts';

/** What became of one event. */
export interface Outcome {
  outcome: EventOutcome;
  reasons: LoyaltyReason[];
  /** the event with its decision, where one was made */
  event?: AnyEvent;
  /** what an accepted transfer sends */
  receive?: AnyEvent;
}

/** An event that was applied, with what is to be said about it. */
export function applied(...reasons: LoyaltyReason[]): Outcome {
  return { outcome: 'applied', reasons };
}

/** An event that was refused, and why. */
export function rejected(code: LoyaltyReason['code'], facts: LoyaltyReason['facts'] = {}): Outcome {
  return { outcome: 'rejected', reasons: [{ code, facts }] };
}
