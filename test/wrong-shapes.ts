/** Puts something wrong into every place of an argument list, one place at a time. */
import { InputError } from 'clientele/errors';

/** What is put in: nothing, numbers outside every range, text where numbers belong, other shapes. */
const ALIENS: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Infinity,
  -Infinity,
  -1,
  0,
  1e308,
  'text',
  '',
  '__proto__',
  true,
  {},
  [],
  [null],
  [undefined],
  10n,
  () => null,
];

/** A stored value is checked by its kind; what is inside one is the business of its door. */
const isStored = (value: object): boolean => 'kind' in value && 'version' in value;

/** All values that differ from `value` in one place. Functions and the insides of stored values are left alone. */
function* withOneWrong(value: unknown, place: string, open: boolean): Generator<[place: string, value: unknown]> {
  for (const alien of ALIENS) yield [`${place} = ${typeof alien} ${JSON.stringify(alien, big)}`, alien];
  if (typeof value !== 'object' || value === null) return;
  const keys = isStored(value) && !open ? ['kind', 'version'] : Object.keys(value);
  for (const key of keys) {
    const inner = (value as Record<string, unknown>)[key];
    for (const [at, changed] of withOneWrong(inner, `${place}.${key}`, open)) {
      yield [at, Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed }];
    }
    if (Array.isArray(value)) {
      if (Number(key) === 0) yield [`${place} twice the first`, [inner, ...value]];
    } else {
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      yield [`${place} without ${key}`, rest];
    }
  }
  if (!Array.isArray(value)) return;
  yield [`${place} with one`, value.slice(0, 1)];
  yield [`${place} as a generator`, (function* () {
    yield* value;
  })()]; // prettier-ignore
}

const big = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);

/** One way to call a function: what it is given. */
export interface Call {
  run: (...given: never[]) => unknown;
  given: readonly unknown[];
  /** true: the insides of stored values are changed too, for functions that must find what is wrong in them */
  open?: boolean;
}

/**
 * Calls with one wrong place after another. An answer must be plain JSON, a refusal an InputError with a code and a place.
 *
 * @returns what went otherwise, as readable lines
 */
export function faultsOf({ run, given, open = false }: Call): string[] {
  const faults: string[] = [];
  const parameters = parametersOf(run);
  given.forEach((argument, i) => {
    for (const [place, changed] of withOneWrong(argument, `[${i}]`, open)) {
      try {
        const answer = run(...([...given.slice(0, i), changed, ...given.slice(i + 1)] as never[]));
        const found = strangeIn(answer, 'answer');
        if (found) faults.push(`${place}: ${found}`);
      } catch (error) {
        if (!(error instanceof InputError)) faults.push(`${place}: ${String(error)}`);
        else if (!error.code || !error.argument) faults.push(`${place}: no code or no place`);
        else if (parameters && !parameters.some((name) => speaksOf(error.argument, name))) {
          faults.push(`${place}: '${error.argument}' is no argument of this function`);
        }
      }
    }
  });
  return faults;
}

/** Names of the parameters of a declared function; null for a function that a test has wrapped around another. */
function parametersOf(run: Call['run']): string[] | null {
  const [, list] = /^function \w+\(([^)]*)\)/.exec(run.toString()) ?? [];
  // Zones are refused by `clientele/time`, by the name that all domains give the option.
  return list === undefined ? null : [...list.split(',').map((one) => /\w+/.exec(one)?.[0] ?? ''), 'timeZone'];
}

/** Whether a place is written as in code: `options`, `options.bands[1].from`, but neither `bands` nor `options.bands/1`. */
function speaksOf(place: string, parameter: string): boolean {
  return place.startsWith(parameter) && /^(\.\w+|\[[^\]]*\]|\([^)]*\))*$/.test(place.slice(parameter.length));
}

/** The first thing inside that JSON would change; null when there is none. */
function strangeIn(value: unknown, place: string): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${place} is ${value}`;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value !== 'object') return `${place} is ${typeof value}`;
  for (const [key, inner] of Object.entries(value)) {
    const found = strangeIn(inner, `${place}.${key}`);
    if (found) return found;
  }
  return null;
}
