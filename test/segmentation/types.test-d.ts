import type { RfmRow } from 'clientele/segmentation';
import { expectTypeOf } from 'vitest';
import {
  assignSegment,
  compileSegment,
  defineModel,
  measureMigration,
  rankRfm,
  segmentBuilder,
} from 'clientele/segmentation';

interface Customer {
  id: string;
  plan: 'free' | 'pro';
  spend?: number;
  lastLogin: Date | null;
  tags: string[];
  address?: { city: string };
}

const model = defineModel<Customer>()({
  version: 1,
  fields: { plan: ['free', 'pro'], spend: 'number?', lastLogin: 'instant?', tags: 'text[]', 'address.city': 'text?' },
  events: { types: { purchase: { amount: 'number' } } },
});

// @ts-expect-error TS2322: the customer has no such path
defineModel<Customer>()({ version: 1, fields: { plna: 'text' } });
// @ts-expect-error TS2322: a number is no text
defineModel<Customer>()({ version: 1, fields: { spend: 'text?' } });
// @ts-expect-error TS2322: the spend may be missing and must say so
defineModel<Customer>()({ version: 1, fields: { spend: 'number' } });
// @ts-expect-error TS2322: no such plan
defineModel<Customer>()({ version: 1, fields: { plan: ['gold'] } });

const segment = compileSegment({ version: 1, where: { always: true } }, { model });
expectTypeOf(segment.at(0).test).parameter(0).toEqualTypeOf<Customer>();

const map = {
  kind: 'segment-map',
  version: 1,
  segments: [{ name: 'big', when: { value: { gte: 1 } } }],
  otherwise: 'small',
} as const;
expectTypeOf(assignSegment(map, { value: 1 }).segment).toEqualTypeOf<'big' | 'small'>();

const s = segmentBuilder(model);
s.field('plan').eq('pro');
// @ts-expect-error TS2345: no such plan
s.field('plan').eq('gold');
// @ts-expect-error TS2345: the model has no such field
s.field('plna');
// @ts-expect-error TS2339: numbers contain nothing
s.field('spend').contains('x');
// @ts-expect-error TS2345: there is no such event
s.event('visit');
s.event('purchase').sum('amount').gte(5);
// @ts-expect-error TS2345: purchases have no such property
s.event('purchase').sum('sku');

declare const rows: RfmRow<number>[];
expectTypeOf(rankRfm(rows, { ties: 'split' })[0]!.customerId).toEqualTypeOf<number>();
expectTypeOf(measureMigration([], [], { groups: ['a', 'b'] }).groups).toEqualTypeOf<('a' | 'b')[]>();
