import type { FieldKindName, FieldType } from './customer-model.ts';

/** A field's type taken apart. */
export interface FieldKind {
  kind: FieldKindName;
  optional: boolean;
  values: readonly string[] | null;
  currency: string | null;
}

/** Takes a field's type apart. */
export function fieldKind(type: FieldType): FieldKind {
  if (typeof type === 'string') {
    const optional = type.endsWith('?');
    const kind = (optional ? type.slice(0, -1) : type) as FieldKindName;
    return { kind, optional, values: null, currency: null };
  }
  if (isTextList(type)) return { kind: 'text', optional: false, values: type, currency: null };
  const { type: kind, optional = false, values = null, currency = null } = type;
  return { kind, optional, values, currency };
}

/** `Array.isArray` does not narrow readonly lists. */
function isTextList(type: FieldType): type is readonly string[] {
  return Array.isArray(type);
}
