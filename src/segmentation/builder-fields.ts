import type { Json } from '../errors/index.ts';
import type { BuilderWindowOptions, BuilderWindows } from './builder-windows.ts';
import { builderWindows } from './builder-windows.ts';
import type { FieldType } from './customer-model.ts';
import type { FieldCondition, FieldWindowCondition, SegmentOp, WindowUnit } from './segment-definition.ts';

/** The kind of a field's type. */
export type KindOf<T extends FieldType> = T extends readonly string[]
  ? 'text'
  : T extends `${infer Kind}?`
    ? Kind
    : T extends { readonly type: infer Kind }
      ? Kind
      : T;

/** The texts that a field may hold. */
export type TextOf<T extends FieldType> = T extends readonly (infer Text extends string)[]
  ? Text
  : T extends { readonly values: readonly (infer Text extends string)[] }
    ? Text
    : string;

/** Is a value there? */
export interface PresenceBuilder {
  /** The value is there. */
  exists(): FieldCondition;
  /** The value is missing. */
  missing(): FieldCondition;
}

/** Options of comparisons of texts. */
export interface TextBuilderOptions {
  /** compare in lower case on both sides */
  ignoreCase?: true;
}

/** Comparisons of a text. */
export interface TextBuilder<Text extends string = string> extends PresenceBuilder {
  /** The very text. */
  eq(value: Text, options?: TextBuilderOptions): FieldCondition;
  /** Another text, or none: customers without the field pass. */
  ne(value: Text, options?: TextBuilderOptions): FieldCondition;
  /** One of these. */
  in(values: readonly Text[], options?: TextBuilderOptions): FieldCondition;
  /** None of these, or no text at all. */
  notIn(values: readonly Text[], options?: TextBuilderOptions): FieldCondition;
  /** Has the part in it. */
  contains(part: string, options?: TextBuilderOptions): FieldCondition;
  /** Begins with the part. */
  startsWith(part: string, options?: TextBuilderOptions): FieldCondition;
  /** Ends with the part. */
  endsWith(part: string, options?: TextBuilderOptions): FieldCondition;
}

/** Comparisons of a number or measure; each gives a finished condition. */
export interface NumberBuilder<Result = FieldCondition> {
  /** Equal. */
  eq(value: number): Result;
  /** Another number, or none. */
  ne(value: number): Result;
  /** One of these. */
  in(values: readonly number[]): Result;
  /** None of these, or none at all. */
  notIn(values: readonly number[]): Result;
  /** Less than. */
  lt(value: number): Result;
  /** At most. */
  lte(value: number): Result;
  /** More than. */
  gt(value: number): Result;
  /** At least. */
  gte(value: number): Result;
  /** Both ends included. */
  between(low: number, high: number): Result;
  /** The number is there. */
  exists(): Result;
  /** The number is missing. */
  missing(): Result;
}

/** Comparisons of a truth. */
export interface BooleanBuilder extends PresenceBuilder {
  /** Is it so? */
  eq(value: boolean): FieldCondition;
  /** Is it otherwise, or not known? */
  ne(value: boolean): FieldCondition;
}

/** Comparisons of a list. */
export interface ListBuilder<Item extends string | number> extends PresenceBuilder {
  /** Has the item. */
  has(item: Item): FieldCondition;
  /** Has at least one of these. */
  hasAny(items: readonly Item[]): FieldCondition;
  /** Has every one of these. */
  hasAll(items: readonly Item[]): FieldCondition;
}

/** Windows of an instant or a day. */
export interface MomentBuilder extends PresenceBuilder, BuilderWindows<FieldWindowCondition> {
  /** The coming n units. */
  next(amount: number, unit: WindowUnit, options?: BuilderWindowOptions): FieldWindowCondition;
  /** Some yearly return of the day, such as a birthday, instead of the day itself. */
  anniversary(): BuilderWindows<FieldWindowCondition> & Pick<MomentBuilder, 'next'>;
}

/** What can be asked of a field of a type. */
export type BuilderOf<T extends FieldType> =
  KindOf<T> extends 'text'
    ? TextBuilder<TextOf<T>>
    : KindOf<T> extends 'number'
      ? NumberBuilder & PresenceBuilder
      : KindOf<T> extends 'boolean'
        ? BooleanBuilder
        : KindOf<T> extends 'text[]'
          ? ListBuilder<string>
          : KindOf<T> extends 'number[]'
            ? ListBuilder<number>
            : MomentBuilder;

/** The comparisons of numbers, given how a condition is made of operator and value. */
export function numberBuilder<Result>(
  make: (op: SegmentOp & keyof NumberBuilder, value?: Json) => Result,
): NumberBuilder<Result> {
  return {
    eq: (value) => make('eq', value),
    ne: (value) => make('ne', value),
    in: (values) => make('in', values),
    notIn: (values) => make('notIn', values),
    lt: (value) => make('lt', value),
    lte: (value) => make('lte', value),
    gt: (value) => make('gt', value),
    gte: (value) => make('gte', value),
    between: (low, high) => make('between', [low, high]),
    exists: () => make('exists'),
    missing: () => make('missing'),
  };
}

/** Everything that can be asked of any field; the types let through what fits. */
export function fieldBuilder(
  field: string,
): NumberBuilder & TextBuilder & ListBuilder<string> & Omit<MomentBuilder, 'between'> {
  const make = (op: SegmentOp, value?: Json, options?: TextBuilderOptions): FieldCondition => ({
    field,
    op,
    ...(value !== undefined && { value }),
    ...options,
  });
  const moments = (anniversary?: true): BuilderWindows<FieldWindowCondition> & Pick<MomentBuilder, 'next'> => {
    const inside = (window: FieldWindowCondition['window']): FieldWindowCondition => ({
      field,
      window,
      ...(anniversary && { anniversary }),
    });
    return { ...builderWindows(inside), next: (amount, unit, options) => inside({ next: amount, unit, ...options }) };
  };
  const numbers = numberBuilder(make);
  const windows = moments();
  return {
    ...windows,
    ...numbers,
    // Two numbers are a range of numbers; a pair with a unit is a window.
    // The two overloads share nothing but their name; the types of the fields keep them apart.
    between: ((first: any, second: any, options?: BuilderWindowOptions) =>
      Array.isArray(first)
        ? windows.between(first as [number, number], second as WindowUnit, options)
        : numbers.between(first as number, second as number)) as typeof numbers.between,
    eq: (value: unknown, options?: TextBuilderOptions) => make('eq', value as Json, options),
    ne: (value: unknown, options?: TextBuilderOptions) => make('ne', value as Json, options),
    in: (values: readonly Json[], options?: TextBuilderOptions) => make('in', values, options),
    notIn: (values: readonly Json[], options?: TextBuilderOptions) => make('notIn', values, options),
    contains: (part, options) => make('contains', part, options),
    startsWith: (part, options) => make('startsWith', part, options),
    endsWith: (part, options) => make('endsWith', part, options),
    has: (item) => make('has', item),
    hasAny: (items) => make('hasAny', items),
    hasAll: (items) => make('hasAll', items),
    anniversary: () => moments(true),
  };
}
