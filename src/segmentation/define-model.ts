import type { Json } from '../errors/index.ts';
import type { CustomerModel, FieldKindName, HostType } from './customer-model.ts';

/** The value at a dotted path of a record, `never` where there is none. */
export type ValueAt<Record, Path extends string> = Path extends keyof Record
  ? Record[Path]
  : Path extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Record
      ? ValueAt<NonNullable<Record[Head]>, Rest> | Extract<Record[Head], null | undefined>
      : never
    : never;

/** The kinds of field that a value of the host's type may be. */
type KindsFor<Value> =
  | (Value extends string ? 'text' | 'instant' | 'day' : never)
  | (Value extends number ? 'number' | 'instant' : never)
  | (Value extends boolean ? 'boolean' : never)
  | (Value extends Date ? 'instant' : never)
  | (Value extends readonly string[] ? 'text[]' : never)
  | (Value extends readonly number[] ? 'number[]' : never);

/** The field types that describe a value of the host's type; a value that may be absent must say so. */
export type FieldTypeFor<Value> = unknown extends Value
  ? FieldKindName | `${FieldKindName}?` | readonly string[] | { readonly type: FieldKindName }
  : [Value] extends [never]
    ? never
    : | (Extract<Value, null | undefined> extends never ? KindsFor<NonNullable<Value>> : never)
      | `${KindsFor<NonNullable<Value>>}?`
      | (NonNullable<Value> extends string ? readonly NonNullable<Value>[] : never)
      | {
          readonly type: KindsFor<NonNullable<Value>>;
          readonly optional?: true;
          readonly values?: readonly Extract<NonNullable<Value>, string>[];
          readonly currency?: string;
        };

/** A model whose every path exists in the host's customer with a fitting type. */
export type ModelFor<Host, Fields extends string> = Omit<CustomerModel, 'fields'> & {
  readonly fields: { readonly [P in Fields]: FieldTypeFor<ValueAt<Host, P>> };
};

/**
 * A customer model checked by the compiler against the application's own customer type.
 *
 * Call it twice: first with the type, then with the model. The model itself is plain JSON and comes back unchanged; the
 * type rides along, so that {@link compileSegment} and {@link segmentBuilder} know it. Models read from a database have
 * no type: check those with `parseCustomerModel` of `clientele/schemas`.
 *
 * @returns a function that takes the model and returns it, typed
 *
 * @example Can I misspell a field of my customers?
 * ```ts
 * import { compileSegment, defineModel } from 'clientele/segmentation';
 *
 * interface Customer { id: string; plan: 'free' | 'pro'; lastLogin?: Date; address?: { city: string } }
 * const model = defineModel<Customer>()({
 *   version: 1,
 *   fields: { plan: ['free', 'pro'], lastLogin: 'instant?', 'address.city': 'text?' },
 * });
 * const pro = compileSegment({ version: 1, where: { field: 'plan', op: 'eq', value: 'pro' } }, { model });
 * pro.at('2025-06-01T00:00:00Z').test({ id: 'ana', plan: 'pro' }); // => true
 * ```
 */
export function defineModel<Host>(): <const Model extends CustomerModel>(
  model: Model & ModelFor<Host, Extract<keyof Model['fields'], string>>,
) => Model & HostType<Host> {
  return (model) => model;
}

/** A customer as a host without a type of its own stores it. */
export type CustomerRecord = Readonly<Record<string, Json | Date | undefined>>;
