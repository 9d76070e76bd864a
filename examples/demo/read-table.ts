import { parse } from 'csv-parse/sync';

/** How the columns of a file are called; null: find out. */
export interface ColumnMapping {
  customerId: string | null;
  at: string | null;
  amount: string | null;
  /** names for a file without a header; `_` for columns to pass over */
  names: readonly string[] | null;
  delimiter: string | null;
  dateFormat: string | null;
  decimalComma: boolean;
}

/** A text table: names of its columns, its rows of cells, and the line of the file on which the first row stands. */
export interface Table {
  names: readonly string[];
  rows: string[][];
  firstLine: number;
}

/** Splits a text file into cells: quoted CSV with any usual delimiter, or columns separated by blanks. */
export function readTable(text: string, mapping: ColumnMapping): Table {
  const clean = text.replace(/^\uFEFF/, '');
  const firstLine = clean.slice(0, clean.search(/[\r\n]|$/));
  const delimiter = mapping.delimiter === 'tab' ? '\t' : (mapping.delimiter ?? guessDelimiter(firstLine));
  const cells: string[][] =
    delimiter === 'space' || delimiter === ' '
      ? clean.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim().split(/\s+/)]))
      : parse(clean, { delimiter, skip_empty_lines: true, relax_column_count: true, relax_quotes: true, trim: true });
  if (mapping.names) return { names: mapping.names, rows: cells, firstLine: 1 };
  return { names: cells[0] ?? [], rows: cells.slice(1), firstLine: 2 };
}

function guessDelimiter(line: string): string {
  const count = (c: string): number => line.split(c).length - 1;
  const best = [',', ';', '\t', '|'].toSorted((a, b) => count(b) - count(a))[0]!;
  return count(best) > 0 ? best : 'space';
}
