import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerModel, ExplainNode, SegmentCondition } from 'clientele/segmentation';
import { compileSegment } from 'clientele/segmentation';

/** Conditions of which no leaf repeats: the n-th leaf asks for the n-th field. */
const shapes = fc.letrec<{ tree: Shape }>((tie) => {
  const parts = fc.array(tie('tree'), { maxLength: 3 });
  return {
    tree: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'tree' },
      fc.constant('leaf' as const),
      fc.record({ all: parts }),
      fc.record({ any: parts }),
      fc.record({ not: tie('tree') }),
      fc.record({ atLeast: fc.nat(3), of: parts }),
      fc.record({ always: fc.boolean() }),
    ),
  };
}).tree;

type Shape =
  | 'leaf'
  | { all: Shape[] }
  | { any: Shape[] }
  | { not: Shape }
  | { atLeast: number; of: Shape[] }
  | { always: boolean };

const MOST = 9;
const fields = Array.from({ length: MOST }, (_, i) => `f${i}`);
const model: CustomerModel = { version: 1, fields: Object.fromEntries(fields.map((field) => [field, 'boolean'])) };

function conditionOf(shape: Shape, next: { leaf: number }): SegmentCondition {
  const each = (list: Shape[]): SegmentCondition[] => list.map((one) => conditionOf(one, next));
  if (shape === 'leaf') return { field: `f${next.leaf++ % MOST}`, op: 'eq', value: true };
  if ('all' in shape) return { all: each(shape.all) };
  if ('any' in shape) return { any: each(shape.any) };
  if ('not' in shape) return { not: conditionOf(shape.not, next) };
  if ('of' in shape) return { atLeast: shape.atLeast, of: each(shape.of) };
  return shape;
}

/** The truth of the root when the conditions at some paths say the contrary: written again, from the definitions. */
function truthOf(
  condition: any,
  customer: Record<string, boolean>,
  turned: ReadonlySet<string>,
  path: string,
): boolean {
  const each = (key: string): boolean[] =>
    condition[key].map((one: unknown, i: number) => truthOf(one, customer, turned, `${path}/${key}/${i}`));
  const plain = (): boolean => {
    if ('all' in condition) return each('all').every(Boolean);
    if ('any' in condition) return each('any').some(Boolean);
    if ('not' in condition) return !truthOf(condition.not, customer, turned, `${path}/not`);
    if ('of' in condition) return each('of').filter(Boolean).length >= condition.atLeast;
    return 'always' in condition ? condition.always : customer[condition.field] === true;
  };
  return plain() !== turned.has(path);
}

const nodesOf = (node: ExplainNode): ExplainNode[] => [node, ...(node.children ?? []).flatMap(nodesOf)];

describe('explanations of rules whose leaves do not repeat', () => {
  test('decisive is what turns the answer alone; toFlip is a smallest set of leaves that does', () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.boolean(), { minLength: MOST, maxLength: MOST }), (shape, values) => {
        const next = { leaf: 0 };
        const where = conditionOf(shape, next);
        fc.pre(next.leaf <= MOST);
        const customer = Object.fromEntries(fields.map((field, i) => [field, values[i]!]));
        const { member, tree, toFlip } = compileSegment({ version: 1, where }, { model }).at(0).explain(customer);
        const turns = (paths: readonly string[]): boolean =>
          truthOf(where, customer, new Set(paths), '/where') !== member;
        expect(turns([])).toBe(false);
        const nodes = nodesOf(tree);
        for (const { path, decisive } of nodes) expect([path, decisive]).toEqual([path, turns([path])]);
        const leaves = nodes.filter(({ children, path }) => !children && !isNoQuestion(where, path));
        const sets = Array.from({ length: 2 ** leaves.length }, (_, bits) =>
          leaves.filter((__, i) => bits & (1 << i)).map(({ path }) => path),
        );
        const sizes = sets.filter(turns).map(({ length }) => length);
        if (sizes.length === 0) expect(toFlip).toEqual([]);
        else {
          expect(turns(toFlip)).toBe(true);
          expect(toFlip).toHaveLength(Math.min(...sizes));
        }
      }),
      { seed: 20261126, numRuns: 400 },
    );
  });
});

/** Is the condition at the path no question to the customer (`always`, an empty group)? */
function isNoQuestion(where: any, path: string): boolean {
  const node = path
    .split('/')
    .slice(2)
    .reduce((at, key) => at[key], where);
  return !('field' in node);
}
