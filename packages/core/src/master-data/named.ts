import type { z } from 'zod';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import { type Dated, datedSchema, type DatedInput } from './dated.ts';

/** Something with a name that can change. Work keeps its id, so no new name and no end moves or re-prices it. */
export interface Named {
  readonly id: string;
  /** What it is called, from when on. */
  readonly names: readonly Dated<string>[];
  /** From this day on no work is recorded for it. */
  readonly retiredOn: CivilDate | null;
}

/** Something with a name, as it is written down. */
export interface NamedInput {
  readonly id: string;
  readonly names: readonly DatedInput<string>[];
  readonly retiredOn?: CivilDate | null | undefined;
}

/** The fields of everything with a name. */
export const namedFields = {
  id: idSchema,
  names: datedSchema(textSchema(300).min(1, 'is empty')).refine((names) => names.length > 0, 'has no name'),
  retiredOn: civilDateSchema.nullable().default(null),
} satisfies Record<keyof Named, z.ZodType>;
