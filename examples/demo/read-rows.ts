import { dayNumberOf, epochFromCivil, startOfDay } from 'clientele/time';
import type { ColumnMapping, Table } from './read-table.ts';

/** A row as the door of the library takes it: cells that could be read are values, the others stay the text they were. */
export type RawRow = Record<string, unknown>;

/** Usual names of the three columns, in the spelling that is left when blanks, dashes and capitals are gone. */
const USUAL: Record<'customerId' | 'at' | 'amount', readonly string[]> = {
  customerId: ['customerid', 'customer', 'cust', 'custid', 'clientid', 'client', 'userid', 'user', 'email', 'id'],
  at: ['at', 'date', 'orderdate', 'invoicedate', 'purchasedate', 'createdat', 'timestamp', 'time', 'day'],
  amount: ['amount', 'revenue', 'totalprice', 'total', 'price', 'value', 'dollarvalue', 'sales', 'spend'],
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

/** Position of each column; throws an Error that says what was expected and what was there. */
export function findColumns(
  table: Table,
  mapping: ColumnMapping,
): { customerId: number; at: number; amount: number | null } {
  const find = (column: 'customerId' | 'at' | 'amount'): number => {
    const asked = mapping[column];
    if (asked !== null) return table.names.indexOf(asked);
    const usual = USUAL[column].map((name) => table.names.findIndex((header) => plain(header) === name));
    return usual.find((position) => position >= 0) ?? -1;
  };
  const customerId = find('customerId');
  const at = find('at');
  const amount = mapping.amount === 'none' ? null : find('amount');
  if (customerId < 0 || at < 0 || (mapping.amount !== null && amount === -1)) {
    throw new Error(
      `expected columns for the customer, the date and (where there is one) the amount; the file has: ${table.names.join(', ')}\n` +
        'name them with --customer, --at and --amount, or with --columns where the file has no header',
    );
  }
  return { customerId, at, amount: amount === -1 ? null : amount };
}

/** Reads one date: text with an offset stays as it is, a civil day or local time gets its instant in the zone. */
export function readInstant(text: string, timeZone: string, format: string | null): number | string {
  const day = civilDay(text.slice(0, 10), format) ?? (/^\d{8}$/.test(text) ? civilDay(text, 'YYYYMMDD') : null);
  if (day === null || /(Z|[+-]\d\d:?\d\d)$/i.test(text.slice(10))) return text;
  const time = /^[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/.exec(text.slice(10));
  if (text.length > 10 && !time) return text;
  try {
    const dayNumber = dayNumberOf(day);
    if (!time) return startOfDay(dayNumber, timeZone);
    const [hours, minutes, seconds] = [time[1], time[2], time[3] ?? '0'].map(Number) as [number, number, number];
    if (hours > 23 || minutes > 59 || seconds > 59) return text;
    return epochFromCivil(dayNumber * 86_400_000 + ((hours * 60 + minutes) * 60 + seconds) * 1000, timeZone);
  } catch {
    // No such day (31 February): the text goes to the door as it is, and is refused there with its row.
    return text;
  }
}

/** `YYYY-MM-DD` of a date in a given or obvious format; null when it is in none. */
function civilDay(text: string, format: string | null): string | null {
  if (format === null || format === 'YYYY-MM-DD') return /^\d{4}-\d\d-\d\d$/.test(text) ? text : null;
  const parts = /^(\d+)[./-]?(\d+)[./-]?(\d+)$/.exec(text);
  if (format === 'YYYYMMDD')
    return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : null;
  if (!parts) return null;
  const order = format.split(/[./-]/);
  const part = (name: string, digits: number): string => parts[order.indexOf(name) + 1]!.padStart(digits, '0');
  return `${part('YYYY', 4)}-${part('MM', 2)}-${part('DD', 2)}`;
}

/** Reads a number; text that is none stays text, so that the door can refuse it by name. */
export function readNumber(text: string, decimalComma: boolean): number | string {
  const dotted = decimalComma ? text.replaceAll('.', '').replace(',', '.') : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(dotted) ? Number(dotted) : text;
}
