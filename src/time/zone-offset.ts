import { InputError } from '../errors/index.ts';

/** One zone's offsets in one block of time: the first, then the instants at which another begins. */
interface Block {
  first: number;
  changesAt: number[];
  offsets: number[];
}

/** What is known of a zone so far. */
interface ZoneTable {
  read: (at: number) => number;
  blocks: Map<number, Block>;
}

/** One mean Gregorian year, ms. Blocks are built when they are first asked for, so there is no range to fall off. */
const BLOCK = 31_556_952_000;
const WEEK = 604_800_000;
const LAST = 8.64e15;

let tables: Map<string, ZoneTable> | undefined;
let lastZone: string | undefined;
let lastTable: ZoneTable | undefined;

/**
 * Milliseconds to add to an instant to read the wall clock of a zone; negative west of Greenwich.
 *
 * The offsets of a zone are read from the engine once a zone and year, then looked up in a table. The engine's zone
 * data is an input: two engines with different releases may disagree about recent or future law. `'UTC'` never touches
 * `Intl`, so it works in engines that have none; there, every other zone is `unknown-zone`, never a silent UTC.
 *
 * @param timeZone - IANA name, `'Europe/Paris'`; offsets such as `'+01:00'` are no zones and are refused
 * @param at - the instant, epoch ms, within ±8.64e15
 * @returns ms, a whole number of seconds
 * @throws InputError `unknown-zone`, `not-an-instant`
 *
 * @example How far ahead of UTC is Paris on a day in July?
 * ```ts
 * import { zoneOffset } from 'clientele/time';
 *
 * zoneOffset('Europe/Paris', Date.UTC(2024, 6, 1)) / 3_600_000; // => 2
 * zoneOffset('Europe/Pariss', 0); // => throws 'unknown-zone'
 * ```
 */
export function zoneOffset(timeZone: string, at: number): number {
  if (!(Math.abs(at) <= LAST)) {
    throw new InputError('not-an-instant', 'at', `expected epoch ms within ±8.64e15, got ${String(at)}`);
  }
  if (timeZone === 'UTC') return 0;
  const { read, blocks } = timeZone === lastZone ? lastTable! : zoneTable(timeZone, 'timeZone');
  const index = Math.floor(at / BLOCK);
  let block = blocks.get(index);
  if (block === undefined) blocks.set(index, (block = buildBlock(read, index * BLOCK)));
  const { changesAt, offsets } = block;
  let i = changesAt.length;
  while (i > 0 && at < changesAt[i - 1]!) i--;
  return i === 0 ? block.first : offsets[i - 1]!;
}

/** What is known of a zone other than `'UTC'`; refuses one that this engine does not know. */
export function zoneTable(timeZone: string, argument: string): ZoneTable {
  tables ??= new Map();
  let table = tables.get(timeZone);
  if (table === undefined)
    tables.set(timeZone, (table = { read: createReader(timeZone, argument), blocks: new Map() }));
  lastZone = timeZone;
  lastTable = table;
  return table;
}

/** The offset every 7 days and, where two differ, the second at which it changes, by bisection. */
function buildBlock(read: (at: number) => number, startAt: number): Block {
  const endAt = startAt + BLOCK;
  const block: Block = { first: read(startAt), changesAt: [], offsets: [] };
  let from = startAt;
  let offset = block.first;
  while (from < endAt) {
    const to = Math.min(from + WEEK, endAt);
    const next = read(to);
    if (next !== offset) {
      let low = Math.floor(from / 1000);
      let high = Math.ceil(to / 1000);
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (read(middle * 1000) === offset) low = middle;
        else high = middle;
      }
      block.changesAt.push(high * 1000);
      block.offsets.push(read(high * 1000));
    }
    offset = next;
    from = to;
  }
  return block;
}

/** Reads one offset from the engine. The sign of `GMT-00:44:30` belongs to the whole. */
function createReader(timeZone: string, argument: string): (at: number) => number {
  const format = createFormat(timeZone, argument);
  return (at) => {
    const text = format.format(Math.max(-LAST, Math.min(LAST, at)));
    const parts = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text)!;
    const seconds = Number(parts[2] ?? 0) * 3600 + Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0);
    return (parts[1] === '-' ? -1000 : 1000) * seconds + 0;
  };
}

function createFormat(timeZone: string, argument: string): Intl.DateTimeFormat {
  // A missing name would mean the host's zone to Intl, and some engines know offsets as zones where others do not.
  if (typeof timeZone === 'string' && !/^[+-]/.test(timeZone)) {
    try {
      return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    } catch {
      // No such name, or an engine without Intl: the same answer below.
    }
  }
  const detail = typeof Intl === 'undefined' ? 'this engine knows only UTC' : 'expected an IANA name';
  throw new InputError(
    'unknown-zone',
    argument,
    `${detail}, got ${typeof timeZone === 'string' ? JSON.stringify(timeZone) : String(timeZone)}`,
  );
}
