import { decimalRatio } from '../amounts/index.ts';
import type { Problem } from '../errors/index.ts';
import { InputError } from '../errors/index.ts';
import { epochOf, requireZone } from '../time/index.ts';
import { checkLadders } from './check-ladders.ts';
import { checkPoints } from './check-points.ts';
import type { Program } from './program.ts';
import { requireProgram } from './require-program.ts';

/** What can be wrong with a program. */
export type ProgramProblemCode =
  | 'wrong-kind'
  | 'wrong-type'
  | 'levels-not-increasing'
  | 'unreachable-level'
  | 'base-with-condition'
  | 'unknown-metric'
  | 'unknown-ladder'
  | 'unknown-level'
  | 'unknown-rule'
  | 'ladder-reads-later-ladder'
  | 'hold-longer-than-expiry'
  | 'listed-gap'
  | 'listed-overlap'
  | 'changes-not-ascending'
  | 'scale-changed'
  | 'not-a-decimal'
  | 'not-an-integer'
  | 'not-an-instant'
  | 'out-of-range'
  | 'unknown-zone'
  | 'not-a-day'
  | 'duplicate'
  | 'retain-harder-than-enter'
  | 'step-not-dividing-minimum'
  | 'expiry-would-wipe';

/** Notes a problem. */
export type Note = (code: ProgramProblemCode, path: string, message: string, severity?: 'error' | 'warning') => void;

/**
 * Everything that is wrong with a program; empty when it is sound. Warnings are worth a look and never throw.
 *
 * Using an unsound program throws its first error; check it when it is written, not when a member buys.
 *
 * @param program - the program; its shape is what the type says (untrusted JSON goes through `parseProgram` first)
 * @returns problems in the order of the program, `path` as JSON Pointer
 *
 * @example Is my program sound?
 * ```ts
 * import { checkProgram } from 'clientele/loyalty';
 *
 * checkProgram({ kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'Europe/Paris' }); // => []
 * const [problem] = checkProgram({
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'Europe/Paris',
 *   ladders: [{
 *     kind: 'window', id: 'status', window: { kind: 'lifetime' }, validity: { kind: 'forever' },
 *     levels: [{ name: 'A' }, { name: 'B', enter: { metric: 'x', atLeast: 10 } }, { name: 'C', enter: { metric: 'x', atLeast: 5 } }],
 *   }],
 * });
 * [problem.code, problem.path]; // => ['levels-not-increasing', '/ladders/0/levels/2/enter']
 * ```
 */
export function checkProgram(program: Program): Problem<ProgramProblemCode>[] {
  const problems: Problem<ProgramProblemCode>[] = [];
  const note: Note = (code, path, message, severity = 'error') => problems.push({ code, path, severity, message });
  // Without its parts nothing else can be asked.
  if (attempt(note, null, () => requireProgram(program)) === null) return problems;
  attempt(note, '/timeZone', () => requireZone(program.timeZone, 'timeZone'));
  const points = program.points ?? {};
  const ladders = program.ladders ?? [];
  checkPoints(points, ladders, '/points', note);
  checkLadders(ladders, points, '/ladders', note);
  let last = -Infinity;
  // All that is in force at a change: the changes before it count.
  let merged = points;
  let current = ladders;
  (program.changes ?? []).forEach((change, i) => {
    const path = `/changes/${i}`;
    const from = attempt(note, `${path}/from`, () => epochOf(change.from, 'from')) ?? last;
    if (i > 0 && from <= last) note('changes-not-ascending', `${path}/from`, 'changes must begin one after the other');
    last = from;
    if (change.points && Object.hasOwn(change.points, 'scale'))
      note('scale-changed', `${path}/points/scale`, 'the decimals of a point can never change');
    merged = { ...merged, ...change.points };
    const { expiry } = change.points ?? {};
    if (expiry?.kind === 'inactivity' && expiry.notBefore === undefined)
      note(
        'expiry-would-wipe',
        `${path}/points/expiry`,
        'switching inactivity on needs notBefore, or it wipes points of members long silent',
      );
    for (const [id, own] of Object.entries(change.ladders ?? {})) {
      const k = current.findIndex((ladder) => ladder.id === id);
      const ladder = current[k];
      const at = `${path}/ladders/${pointer(id)}`;
      if (!ladder) note('unknown-ladder', at, `no ladder is called ${id}`);
      else if (ladder.kind !== 'window') note('wrong-type', at, 'only window ladders change');
      else {
        current = current.map((one, j) => (j === k ? { ...ladder, ...own } : one));
        if (own.levels && own.levels.length !== ladder.levels.length)
          note(
            'unknown-level',
            `${at}/levels`,
            'a change keeps the number and order of the levels: accounts hold them by index',
          );
        checkLadders(current, merged, at, note, k);
      }
    }
    if (change.points) checkPoints(merged, current, `${path}/points`, note, change.points);
  });
  (program.extensions ?? []).forEach((one, i) => {
    for (const key of ['announcedAt', 'validAt', 'until'] as const)
      attempt(note, `/extensions/${i}/${key}`, () => epochOf(one[key], key));
    for (const id of one.ladders ?? [])
      if (!ladders.some((ladder) => ladder.id === id))
        note('unknown-ladder', `/extensions/${i}/ladders`, `no ladder is called ${id}`);
  });
  return problems;
}

/** Runs a guard of the library; what it throws becomes a problem, at the path of its own argument where none is given. */
export function attempt<T>(note: Note, path: string | null, run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const own = error.code === 'wrong-kind' ? '/kind' : error.argument.replace('program.', '/');
    note(error.code as ProgramProblemCode, path ?? own, error.message.slice(error.argument.length + 2));
    return null;
  }
}

/** Checks a decimal factor that must not be negative. */
export function checkDecimal(note: Note, path: string, text: string): void {
  const ratio = attempt(note, path, () => decimalRatio(text, 'text'));
  if (ratio && ratio.numerator < 0) note('out-of-range', path, 'expected 0 or more');
}

/** One token of a JSON Pointer. */
export function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
