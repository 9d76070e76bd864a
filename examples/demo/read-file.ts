import { readFileSync } from 'node:fs';
import { findColumns, readInstant, readNumber, type RawRow } from './read-rows.ts';
import { readTable, type ColumnMapping } from './read-table.ts';

/** The rows of a file as the doors of the library take them, each with the line on which it stands. */
export interface FileRows {
  rows: RawRow[];
  /** line of the file of row i is `firstLine + i` */
  firstLine: number;
  /** the cells as they stood in the file */
  text: (row: number) => string;
  hasAmounts: boolean;
}

/** Reads a purchase file. Cells that cannot be read stay text, so that the door refuses the row by name. */
export function readPurchaseFile(file: string, mapping: ColumnMapping, timeZone: string): FileRows {
  const table = readTable(readFileSync(file, 'utf8'), mapping);
  const columns = findColumns(table, mapping);
  const instants = new Map<string, number | string>();
  const instantOf = (text: string): number | string => {
    let instant = instants.get(text);
    if (instant === undefined) instants.set(text, (instant = readInstant(text, timeZone, mapping.dateFormat)));
    return instant;
  };
  const rows = table.rows.map((cells): RawRow => {
    const row: RawRow = {};
    const customerId = cells[columns.customerId];
    if (customerId !== undefined && customerId !== '') row['customerId'] = customerId;
    const at = cells[columns.at];
    if (at !== undefined && at !== '') row['at'] = instantOf(at);
    if (columns.amount !== null) {
      const amount = cells[columns.amount];
      // An empty amount would be a purchase without one; a log has amounts on every row or on none, so it is refused.
      row['amount'] = amount === undefined || amount === '' ? null : readNumber(amount, mapping.decimalComma);
    }
    return row;
  });
  return {
    rows,
    firstLine: table.firstLine,
    text: (row) => table.rows[row]!.join(' | '),
    hasAmounts: columns.amount !== null,
  };
}

/** Reads a file of survey answers with the columns customerId, at, score. */
export function readAnswerFile(file: string, timeZone: string): FileRows {
  const table = readTable(readFileSync(file, 'utf8'), {
    customerId: null,
    at: null,
    amount: null,
    names: null,
    delimiter: null,
    dateFormat: null,
    decimalComma: false,
  });
  const at = (name: string): number => {
    const position = table.names.indexOf(name);
    if (position < 0)
      throw new Error(`${file}: expected the columns customerId, at, score; the file has: ${table.names.join(', ')}`);
    return position;
  };
  const [customer, when, score] = [at('customerId'), at('at'), at('score')];
  return {
    rows: table.rows.map((cells) => ({
      customerId: cells[customer],
      at: readInstant(cells[when] ?? '', timeZone, null),
      score: cells[score] === '' ? null : readNumber(cells[score] ?? '', false),
    })),
    firstLine: table.firstLine,
    text: (row) => table.rows[row]!.join(' | '),
    hasAmounts: false,
  };
}
