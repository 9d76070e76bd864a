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

export const TABLES: SegmentTables = {
  customers: {
    table: 'shop.customers',
    id: 'id',
    columns: {
      plan: 'plan',
      spend: 'spend',
      country: 'country',
      active: 'active',
      tags: 'tags',
      scores: 'scores',
      lastLogin: { column: 'last_login', stored: 'epoch-ms' },
      renewsOn: 'renews_on',
      birthday: 'birthday',
      zone: 'zone',
    },
  },
  events: {
    table: 'shop.events',
    customerId: 'customer',
    name: 'type',
    at: 'happened_at',
    columns: { amount: 'amount', sku: 'sku', gift: 'gift', page: 'page' },
  },
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
