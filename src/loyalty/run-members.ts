import { requireIterable } from '../errors/index.ts';
import { advance } from './advance.ts';
import { applyFact } from './apply-fact.ts';
import type { CompiledProgram } from './compile-program.ts';
import type { AnyEvent } from './event.ts';
import type { ReplayOptions } from './prepare-events.ts';
import { activityBefore, prepareEvents } from './prepare-events.ts';
import type { Outcome } from './event-outcome.ts';
import type { Work } from './work.ts';
import { startRun } from './start-run.ts';
import { emptyAccount } from './empty-account.ts';

/** Replays the facts of many members in the order of time; an accepted transfer feeds its receiver at once. */
export function runMembers(
  compiled: CompiledProgram,
  given: Iterable<AnyEvent>,
  options: ReplayOptions,
  onOutcome?: (event: AnyEvent, outcome: Outcome) => void,
): Map<string | number, Work> {
  const list = Array.isArray(given) ? (given as AnyEvent[]) : [...requireIterable(given, 'events')];
  const prepared = prepareEvents(list, options);
  const works = new Map<string | number, Work>();
  const before = activityBefore(prepared.events, (i) => prepared.ats[i]!, prepared.repeats);
  const workOf = (memberId: string | number): Work => {
    let work = works.get(memberId);
    if (work === undefined) {
      work = startRun(compiled, emptyAccount(compiled, memberId), { explains: onOutcome !== undefined });
      work.before = before;
      works.set(memberId, work);
    }
    return work;
  };
  // Members appear in the order of the list given, whatever the order of time.
  const used = prepared.events === list ? null : new Set(prepared.events);
  for (const event of list) if (used === null || used.has(event)) workOf(event.memberId);
  const { events, ats, repeats } = prepared;
  const sent = new Set<string>();
  for (let i = 0; i < events.length; i++) {
    const event = events[i]!;
    const repeat = repeats?.get(event);
    if (repeat) {
      onOutcome?.(event, repeat);
      continue;
    }
    const work = workOf(event.memberId);
    if (event.type === 'receive' && sent.has(event.transferId)) {
      onOutcome?.(event, {
        outcome: 'duplicate',
        reasons: [{ code: 'duplicate', facts: { transferId: event.transferId } }],
      });
      continue;
    }
    const result = applyFact(work, event, ats[i]!);
    onOutcome?.(result.event ?? event, result);
    if (!result.receive) continue;
    sent.add(event.id);
    applyFact(workOf(result.receive.memberId), result.receive, ats[i]!);
  }
  if (prepared.asOf !== null) for (const work of works.values()) advance(work, prepared.asOf);
  return works;
}
