import { lineOf } from './encode-record.ts';
import type { Encoder } from './encoder.ts';
import type { FeatureSchema } from './feature.ts';

/** What a column was made of, and what it counts as when nothing is known: its mean over the training records. */
export interface EncoderColumn {
  column: string;
  feature: string;
  mean: number;
}

/** The columns of an encoder, in their order. */
export function encoderColumns({ schema, learned, columns }: Encoder<FeatureSchema>): EncoderColumn[] {
  const found = learned.flatMap((known, f) => {
    const feature = schema[f]!;
    const indicator = known.kind === 'number' && known.missingShare !== null ? [known.missingShare] : [];
    const means = known.kind === 'category' ? known.shares : [lineOf(known, feature).substitute, ...indicator];
    return means.map((mean) => ({ feature: feature.name, mean }));
  });
  return found.map((of, c) => ({ column: columns[c]!, ...of }));
}
