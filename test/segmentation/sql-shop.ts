/** A shop's tables, and segments written for them. */
import type {
  CompileSegmentSqlOptions,
  SegmentCondition,
  SegmentDefinition,
  SegmentTables,
  SqlDialect,
} from 'clientele/segmentation';
import { compileSegmentSql } from 'clientele/segmentation';
import { MODEL } from './random-segments.ts';

/** The columns of the random customers; instants stand in them as `stored`. */
export const tablesOf = (stored: 'timestamp' | 'epoch-ms') => ({
  customers: {
    table: 'customers',
    id: 'id',
    columns: {
      plan: 'plan',
      spend: 'spend',
      country: 'country',
      active: 'active',
      tags: 'tags',
      scores: 'scores',
      lastLogin: { column: 'last_login', stored },
      renewsOn: 'renews_on',
      birthday: 'birthday',
      zone: 'zone',
    },
  },
  events: {
    table: 'events',
    customerId: 'customer',
    name: 'type',
    at: { column: 'happened_at', stored },
    columns: { amount: 'amount', sku: 'sku', gift: 'gift', page: 'page' },
  },
});

const { customers, events } = tablesOf('epoch-ms');
export const TABLES: SegmentTables = {
  customers: { ...customers, table: 'shop.customers' },
  events: { ...events, table: 'shop.events', at: 'happened_at' },
};

export type WriteOptions = Partial<CompileSegmentSqlOptions> & { definition?: Partial<SegmentDefinition> };

/** The query of a condition, asked on Saturday, 15 June 2024, at noon. */
export const write = (where: SegmentCondition, dialect: SqlDialect, rest: WriteOptions = {}) => {
  const { definition, ...options } = rest;
  return compileSegmentSql(
    { version: 1, ...definition, where },
    { model: MODEL, dialect, asOf: '2024-06-15T12:00:00Z', tables: TABLES, ...options },
  );
};
