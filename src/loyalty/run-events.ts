import { InputError, requireIterable, requireObject } from '../errors/index.ts';
import type { Account } from './account.ts';
import { advance } from './advance.ts';
import { applyFact } from './apply-fact.ts';
import type { CompiledProgram } from './compile-program.ts';
import type { AnyEvent, LoyaltyEvent } from './event.ts';
import type { PreparedEvents, ReplayOptions } from './prepare-events.ts';
import { activityBefore, prepareEvents } from './prepare-events.ts';
import { requireAccount } from './require-account.ts';
import { startRun } from './start-run.ts';
import type { Outcome } from './event-outcome.ts';
import type { Recorder, Work } from './work.ts';
import { accountOf } from './live-lots.ts';
import { emptyAccount } from './empty-account.ts';

/** A run over the facts of one member. */
export interface Run<Id extends string | number> {
  work: Work;
  account: Account<Id>;
}

/** Replays one member's facts, with what happens on the way told to whoever asks. */
export function runEvents<Id extends string | number>(
  compiled: CompiledProgram,
  events: Iterable<LoyaltyEvent<Id>>,
  options: ReplayOptions & { from?: Account<Id> },
  watch: { recorder?: Recorder; onOutcome?: (event: AnyEvent, outcome: Outcome) => void } = {},
): Run<Id> {
  const list = Array.isArray(events) ? (events as LoyaltyEvent<Id>[]) : [...requireIterable(events, 'events')];
  const { from } = requireObject(options, 'options');
  const memberId = from === undefined ? list[0]?.memberId : requireAccount(from).memberId;
  if (memberId === undefined)
    throw new InputError('empty', 'events', 'expected at least one event, or an account to go on from');
  const prepared = prepareEvents(list as AnyEvent[], options);
  const base = from ?? emptyAccount(compiled, memberId);
  const work = startRun(compiled, base, { explains: watch.onOutcome !== undefined, recorder: watch.recorder });
  const first = prepared.ats[0]!;
  if (base.throughAt !== null && first < base.throughAt)
    throw new InputError('late-event', 'events', `expected events from ${base.throughAt} on, got one at ${first}`);
  if (base.events === 0) work.before = activityBefore(prepared.events, (i) => prepared.ats[i]!, prepared.repeats);
  replayPrepared(work, prepared, memberId, watch.onOutcome);
  if (prepared.asOf !== null) advance(work, prepared.asOf);
  return { work, account: accountOf(work) };
}

function replayPrepared(
  work: Work,
  { events, ats, repeats }: PreparedEvents,
  memberId: string | number,
  onOutcome: ((event: AnyEvent, outcome: Outcome) => void) | undefined,
): void {
  for (let i = 0; i < events.length; i++) {
    const event = events[i]!;
    if (event.memberId !== memberId)
      throw new InputError(
        'inconsistent',
        'events',
        `expected events of ${memberId}, got one of ${String(event.memberId)}`,
      );
    const repeat = repeats?.get(event);
    if (repeat) {
      onOutcome?.(event, repeat);
      continue;
    }
    const result = applyFact(work, event, ats[i]!);
    onOutcome?.(result.event ?? event, result);
  }
}

/** A recorder with nothing in it. */
export function createRecorder(): Recorder {
  return { transactions: [], tierChanges: [], open: null, startedAt: null };
}
