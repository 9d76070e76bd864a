import type { FieldKindName } from './customer-model.ts';
import type { FieldCondition, NumberOp } from './segment-definition.ts';
import type { SqlContext } from './sql-context.ts';
import { unsupportedSql } from './sql-context.ts';
import type { SqlLiteral, SqlPiece } from './sql-fragment.ts';
import { sql, sqlGroup, totalSql } from './sql-fragment.ts';

/** A number column without NaN and infinities, which count as missing: NaN sorts above all numbers in both engines. */
export function finiteSql(column: SqlPiece, largest: number = Number.MAX_VALUE): SqlPiece {
  const text = String(largest).replace('+', '');
  return sql('CASE WHEN ', column, ` BETWEEN -${text} AND ${text} THEN `, column, ' END');
}

/** A number (NULL for missing) compared, as a total boolean. */
export function compareNumberSql(number: SqlPiece, op: NumberOp, value: unknown): SqlPiece {
  const literal = (x: unknown): SqlLiteral => ({ type: 'double', value: x as number });
  const one = (sign: string): SqlPiece => totalSql(sql(number, ` ${sign} `, literal(value)));
  switch (op) {
    case 'exists':
      return sql('(', number, ') IS NOT NULL');
    case 'missing':
      return sql('(', number, ') IS NULL');
    case 'eq':
      return one('=');
    case 'ne':
      return sql('NOT ', one('='));
    case 'lt':
      return one('<');
    case 'lte':
      return one('<=');
    case 'gt':
      return one('>');
    case 'gte':
      return one('>=');
    case 'between': {
      const [low, high] = value as [number, number];
      return totalSql(sql(number, ' BETWEEN ', literal(low), ' AND ', literal(high)));
    }
    default: {
      const listed = totalSql(sql(number, ' IN (', listSql((value as number[]).map(literal)), ')'));
      return op === 'in' ? listed : sql('NOT ', listed);
    }
  }
}

function listSql(literals: readonly SqlLiteral[]): SqlPiece {
  return literals.flatMap((literal, i) => (i === 0 ? [literal] : [', ', literal]));
}

/** A column of the kind compared by a checked condition, as a total boolean. */
export function compareSql(
  condition: FieldCondition,
  column: SqlPiece,
  kind: FieldKindName,
  path: string,
  context: SqlContext,
): SqlPiece {
  const { op, value } = condition;
  if (kind === 'number') return compareNumberSql(sql('(', finiteSql(column), ')'), op as NumberOp, value);
  if (op === 'exists') return sql(column, ' IS NOT NULL');
  if (op === 'missing') return sql(column, ' IS NULL');
  if (kind === 'boolean') {
    const same = totalSql(sql(column, ' = ', { type: 'boolean', value: value as boolean }));
    return op === 'eq' ? same : sql('NOT ', same);
  }
  if (kind === 'text') return compareTextSql(condition, column, path, context);
  const items = (Array.isArray(value) ? value : [value]) as (string | number)[];
  const has = items.map((item): SqlPiece => {
    if (typeof item === 'number') return totalSql(context.rules.listHas(column, [{ type: 'double', value: item }]));
    const literal = textLiteral(item, path, context);
    return literal ? totalSql(context.rules.listHas(column, [literal])) : ['FALSE'];
  });
  return sqlGroup(has, op === 'hasAll' ? 'AND' : 'OR');
}

function compareTextSql(condition: FieldCondition, column: SqlPiece, path: string, context: SqlContext): SqlPiece {
  const { op, value, ignoreCase } = condition;
  const texts = (Array.isArray(value) ? value : [value]) as string[];
  const folded = ignoreCase ? texts.map((text) => foldedNeedle(text, path, context)) : texts;
  const subject = ignoreCase ? foldSql(column, context) : column;
  const literals = folded.map((text) => textLiteral(text, path, context)).filter((one) => one !== null);
  const { contains, startsWith, endsWith } = context.rules;
  const part = literals[0];
  switch (op) {
    case 'contains':
    case 'startsWith':
    case 'endsWith': {
      // Every text has the empty text in it; databases differ in saying so.
      if (texts[0] === '') return sql(column, ' IS NOT NULL');
      if (!part) return ['FALSE'];
      const test = op === 'contains' ? contains : op === 'startsWith' ? startsWith : endsWith;
      return totalSql(test(subject, [part]));
    }
    default: {
      const listed = literals.length > 0 ? totalSql(sql(subject, ' IN (', listSql(literals), ')')) : ['FALSE'];
      return op === 'eq' || op === 'in' ? listed : sql('NOT ', listed);
    }
  }
}

/**
 * A text as a literal; null where no column can hold it (Postgres knows no NUL), so that nothing equals it. Half a
 * surrogate pair is no text outside UTF-16: JavaScript finds it inside an emoji, no database does.
 */
function textLiteral(text: string, path: string, context: SqlContext): SqlLiteral | null {
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)) {
    throw unsupportedSql(context, `${path}/value`, 'a text with half a surrogate pair');
  }
  return context.rules.noNul && text.includes('\0') ? null : { type: 'text', value: text };
}

/** Databases fold letters beyond ASCII each in their own way, so only ASCII is compared without case. */
function foldedNeedle(text: string, path: string, context: SqlContext): string {
  const lower = text.toLowerCase();
  // oxlint-disable-next-line no-control-regex -- the range of ASCII begins with control characters
  if (!/^[\u0000-\u007f]*$/.test(lower)) {
    throw unsupportedSql(context, `${path}/ignoreCase`, 'ignoreCase on letters beyond ASCII');
  }
  return lower;
}

/**
 * What `toLowerCase` does to letters that become ASCII: A–Z, the Kelvin sign, and the dotted capital I, which becomes
 * two characters. Others stay as they are, which no ASCII text equals.
 */
function foldSql(column: SqlPiece, { rules }: SqlContext): SqlPiece {
  const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ\u212A';
  const lower = 'abcdefghijklmnopqrstuvwxyzk';
  return sql(`replace(${rules.translate}(`, column, `, '${upper}', '${lower}'), '\u0130', 'i\u0307')`);
}
