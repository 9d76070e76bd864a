import { hashText } from '../statistics/index.ts';
import { epochOf } from '../time/index.ts';
import type { AnyEvent } from './event.ts';

const IGNORED: readonly string[] = ['id', 'recordedAt', 'decision', 'key'];

/** A short hash of what an event says: the same for the same body in whatever order its keys came. */
export function bodyHash(event: AnyEvent): string {
  const body: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(event)) if (!IGNORED.includes(key)) body[key] = value;
  body['at'] = epochOf(event.at, 'event.at');
  const text = canonicalJson(body);
  // Two hashes of 32 bits over the text and over its reverse: only bodies under one key are ever compared.
  return hashText(text) + hashText(`~${text.length}~${text}~`);
}

/** JSON with the keys of every object in order; absent and undefined are the same. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `${value}`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (value instanceof Date) return JSON.stringify(value.getTime());
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record).filter((key) => record[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`)
    .join(',')}}`;
}
