/** Translates the ops of the `segmentation` suite; formats in its page. It never computes. */
import {
  assignSegment,
  checkSegment,
  compileSegment,
  measureSegmentMap,
} from 'clientele/segmentation';
import type { Adapter } from './adapter.ts';

const asMap = (map: any): any => ({ kind: 'segment-map', version: 1, ...map });

export const adapter: Adapter = {
  'segment-map': ({ map, subjects }) => ({
    segments: subjects.map((subject: any) => assignSegment(asMap(map), subject).segment),
  }),

  'segment-map-check': ({ map, axes }) => {
    const { cells, holes, overlapping, cellsWon, unreachable } = measureSegmentMap(asMap(map), { axes });
    return { cells, holes: holes.length, overlapping, cellsWon, unreachable };
  },

  'segment-membership': ({ model, definition, segments, asOf, customers }) => {
    const at = compileSegment(definition, { model, ...(segments && { segments }) }).at(asOf);
    return {
      members: customers.filter((customer: any) => at.test(customer)).map(({ id }: any) => id),
      nextChangeAt: Object.fromEntries(customers.map((customer: any) => [customer.id, at.nextChangeAt(customer)])),
    };
  },

  'segment-check': ({ model, definition, segments }) => {
    const problems = checkSegment(definition, { model, ...(segments && { segments }) });
    const place = ({ path, code }: any): string => `${path} ${code}`;
    // Compared as a set: in the order of the paths, as the cases list them.
    return {
      problems: problems
        .map(({ code, path, severity }) => ({ code, path, severity }))
        .toSorted((a, b) => (place(a) < place(b) ? -1 : 1)),
    };
  },
};
