import type { Json } from '../errors/index.ts';

/** Types of bound parameters, the same names in every dialect. */
export type SqlType = 'text' | 'double' | 'bigint' | 'boolean' | 'timestamp' | 'date';

/** A literal that travels beside the text, never inside it. */
export interface SqlLiteral {
  readonly type: SqlType;
  readonly value: Json;
}

/** A piece of SQL: text and literals in the order in which they stand. */
export type SqlPiece = readonly (string | SqlLiteral)[];

/** Glues pieces together: `sql('a = ', literal, ' OR ', piece)`. */
export function sql(...parts: readonly (string | SqlLiteral | SqlPiece)[]): SqlPiece {
  return parts.flatMap((part): readonly (string | SqlLiteral)[] => (isPiece(part) ? part : [part]));
}

/** Pieces with a separator between them. */
export function joinSql(pieces: readonly SqlPiece[], separator: string): SqlPiece {
  return pieces.flatMap((piece, i) => (i === 0 ? piece : [separator, ...piece]));
}

/** A group that is true for everybody or nobody when it is empty. */
export function sqlGroup(pieces: readonly SqlPiece[], word: 'AND' | 'OR'): SqlPiece {
  if (pieces.length === 0) return [word === 'AND' ? 'TRUE' : 'FALSE'];
  return pieces.length === 1 ? pieces[0]! : sql('(', joinSql(pieces, ` ${word} `), ')');
}

/** At least so many total booleans hold. */
export function atLeastSql(least: number, parts: readonly SqlPiece[]): SqlPiece {
  if (least <= 0) return ['TRUE'];
  if (least > parts.length) return ['FALSE'];
  const ones = parts.map((part) => sql('CASE WHEN ', part, ' THEN 1 ELSE 0 END'));
  return sql('(', joinSql(ones, ' + '), `) >= ${least}`);
}

/** A comparison that is false, not unknown, where a value is missing. */
export function totalSql(piece: SqlPiece): SqlPiece {
  return sql('COALESCE(', piece, ', FALSE)');
}

function isPiece(part: string | SqlLiteral | SqlPiece): part is SqlPiece {
  return Array.isArray(part);
}
