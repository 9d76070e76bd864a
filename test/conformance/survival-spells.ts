/** Reads the spells of a case: given inline, or described as expressions over the columns of a data file. */

type Row = Record<string, string>;
interface Expression {
  column?: string;
  equals?: string | number;
  minus?: number;
  atLeast?: number;
  times?: number;
  cycle?: number[];
  constant?: number;
}
interface Condition {
  column?: string;
  equals?: string | number;
  in?: (string | number)[];
  above?: number;
  below?: number;
  row?: { modulo?: number; in?: number[]; below?: number };
}
interface Source {
  data: string;
  days: Expression;
  ended: Expression;
  entryDays?: Expression;
  weight?: Expression;
  covariates?: Record<string, Expression>;
  group?: { column: string };
  stratum?: { column: string };
  cause?: { cause: string; if?: Condition[] }[];
  where?: Condition[];
}

/** A spell as the cases write it. */
export interface CaseSpell {
  days: number;
  ended: boolean;
  entryDays?: number;
  weight?: number;
  covariates?: Record<string, number>;
  group?: string;
  stratum?: string;
  cause?: string | null;
  [extra: string]: unknown;
}

export function spellsOf(given: CaseSpell[] | Source, readData: (path: string) => string): CaseSpell[] {
  if (Array.isArray(given)) return given;
  const rows = table(readData(given.data), given.data.startsWith('telco/'));
  const needed = [given.days, given.ended, ...Object.values(given.covariates ?? {}), given.group ?? {}]
    .map((part) => (part as { column?: string }).column)
    .filter((column) => column !== undefined);
  return rows.flatMap((row, index) => {
    if (needed.some((column) => row[column] === '' || row[column] === 'NA' || row[column] === undefined)) return [];
    if (!(given.where ?? []).every((condition) => holds(condition, row, index))) return [];
    const ended = value(given.ended, row, index) === 1;
    const cause = given.cause?.find((one) => (one.if ?? []).every((condition) => holds(condition, row, index)))?.cause;
    return [
      {
        days: value(given.days, row, index),
        ended,
        ...(given.entryDays && { entryDays: value(given.entryDays, row, index) }),
        ...(given.weight && { weight: value(given.weight, row, index) }),
        ...(given.covariates && {
          covariates: Object.fromEntries(
            Object.entries(given.covariates).map(([name, expression]) => [name, value(expression, row, index)]),
          ),
        }),
        ...(given.group && { group: row[given.group.column]! }),
        ...(given.stratum && { stratum: row[given.stratum.column]! }),
        ...(given.cause && { cause: ended ? (cause ?? null) : null }),
      },
    ];
  });
}

export function value(expression: Expression, row: Row, index: number): number {
  if (expression.cycle) return expression.cycle[index % expression.cycle.length]!;
  if (expression.constant !== undefined) return expression.constant;
  const text = row[expression.column!]!;
  if (expression.equals !== undefined) return text === String(expression.equals) ? 1 : 0;
  const minus = Number(text) - (expression.minus ?? 0);
  return Math.max(expression.atLeast ?? -Infinity, minus) * (expression.times ?? 1);
}

export function holds(condition: Condition, row: Row, index: number): boolean {
  if (condition.row) {
    const { modulo, in: list, below } = condition.row;
    return (modulo === undefined || list!.includes(index % modulo)) && (below === undefined || index < below);
  }
  const text = row[condition.column!]!;
  if (condition.equals !== undefined && text !== String(condition.equals)) return false;
  if (condition.in && !condition.in.map(String).includes(text)) return false;
  if (condition.above !== undefined && !(Number(text) > condition.above)) return false;
  return condition.below === undefined || Number(text) < condition.below;
}

export function table(text: string, telco: boolean): Row[] {
  const [header, ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = cells(header!);
  return lines.map((line) => {
    const row: Row = {};
    cells(line).forEach((cell, i) => {
      let clean = cell;
      if (telco && (cell === 'No internet service' || cell === 'No phone service')) clean = 'No';
      if (telco && names[i] === 'TotalCharges' && cell.trim() === '') clean = '0';
      row[names[i]!] = clean;
    });
    return row;
  });
}

function cells(line: string): string[] {
  const found: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    found.push(quoted !== undefined ? quoted.replaceAll('""', '"') : plain!.trim());
  }
  return found;
}
