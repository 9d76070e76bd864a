import { parseArgs } from 'node:util';
import type { ColumnMapping } from './read-table.ts';

/** What the command line asks for. */
export interface DemoOptions {
  /** purchase file; null: the bundled shop */
  purchases: string | null;
  /** survey answers; null: the bundled answers with the bundled shop, none with a file */
  answers: string | null;
  columns: ColumnMapping;
  /** IANA zone of civil days, and of dates without an offset in the file */
  timeZone: string;
  /** civil day after which nothing is known yet; null: the day after the last purchase */
  asOf: string | null;
  /** first civil day of the holdout; null: two thirds into the log */
  splitOn: string | null;
  out: string;
}

export const USAGE = `usage: npm run demo -- [FILE | --purchases FILE] [options]

  --customer NAME     header of the customer column     (found by itself where it has a usual name)
  --at NAME           header of the date column
  --amount NAME       header of the amount column; --amount none for a log without amounts
  --columns A,B,C     names for the columns of a file without a header: customerId, at, amount, _ for others
  --delimiter C       , ; tab | or space                (found by itself)
  --date-format F     YYYY-MM-DD, YYYYMMDD (both found by themselves), DD.MM.YYYY, MM/DD/YYYY, DD/MM/YYYY
  --decimal-comma     amounts are written 1.234,56
  --time-zone ZONE    civil days and dates without an offset are of this zone   (UTC)
  --as-of DAY         look at the log as of the beginning of this day           (the day after the last purchase)
  --split-on DAY      first day of the holdout                                  (two thirds into the log)
  --answers FILE      survey answers with the columns customerId, at, score (0..10)
  --out FILE          where the report goes                                     (clientele-report.html)`;

/** Reads the command line; throws an Error with the usage when it does not understand. */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      purchases: { type: 'string' },
      answers: { type: 'string' },
      customer: { type: 'string' },
      at: { type: 'string' },
      amount: { type: 'string' },
      columns: { type: 'string' },
      delimiter: { type: 'string' },
      'date-format': { type: 'string' },
      'decimal-comma': { type: 'boolean' },
      'time-zone': { type: 'string' },
      'as-of': { type: 'string' },
      'split-on': { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || positionals.length > 1) throw new Error(USAGE);
  return {
    purchases: values.purchases ?? positionals[0] ?? null,
    answers: values.answers ?? null,
    columns: {
      customerId: values.customer ?? null,
      at: values.at ?? null,
      amount: values.amount ?? null,
      names: values.columns?.split(',').map((name) => name.trim()) ?? null,
      delimiter: values.delimiter ?? null,
      dateFormat: values['date-format'] ?? null,
      decimalComma: values['decimal-comma'] ?? false,
    },
    timeZone: values['time-zone'] ?? 'UTC',
    asOf: values['as-of'] ?? null,
    splitOn: values['split-on'] ?? null,
    out: values.out ?? 'clientele-report.html',
  };
}
