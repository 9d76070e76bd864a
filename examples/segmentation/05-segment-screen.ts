/** A segment screen: the model gives the form its JSON Schema, what comes back is parsed, checked and said in words. */
import { parseSegment, segmentJsonSchema } from 'clientele/schemas';
import { checkSegment, describeSegment } from 'clientele/segmentation';
import type { CustomerModel } from 'clientele/segmentation';

const model: CustomerModel = {
  version: 1,
  fields: { spend: 'number?', country: 'text?' },
  events: { types: { purchase: {} } },
};
console.log('schema for the form:', JSON.stringify(segmentJsonSchema(model)).length > 1000 ? 'ready' : 'too small');

const fromTheBrowser: unknown[] = [
  { version: 1, where: { field: 'spent', op: 'gte', value: 100 } },
  {
    version: 1,
    where: {
      all: [
        { field: 'spend', op: 'gt', value: 500 },
        { field: 'spend', op: 'lt', value: 100 },
      ],
    },
  },
  {
    version: 1,
    name: 'Campaign audience',
    where: {
      all: [
        { field: 'country', op: 'ne', value: 'US' },
        { event: 'purchase', window: { last: 30, unit: 'day' }, op: 'gte', value: 2 },
      ],
    },
  },
];
for (const untrusted of fromTheBrowser) {
  const { value, issues } = parseSegment(untrusted, { model });
  if (!value) {
    for (const { path, code, message } of issues) console.log(`\nrefused: ${code} at ${path}: ${message}`);
    continue;
  }
  console.log(`\n${describeSegment(value, { model })}`);
  for (const { code, path, message } of checkSegment(value, { model })) console.log(`  ${code} at ${path}: ${message}`);
}
