import { z } from 'zod';
import { idSchema } from '../../errors/text-schema.ts';
import { type Allowance, type AllowanceInput, allowanceSchema } from '../allowance.ts';
import { componentKind } from '../component-kind.ts';
import { readPart } from '../read-part.ts';

/** Work that each period pays for already (R60). */
export interface AllowanceComponent extends Allowance {
  readonly id: string;
  readonly kind: 'allowance';
}

/** An {@link AllowanceComponent} as it is written down. */
export interface AllowanceComponentInput extends AllowanceInput {
  readonly id: string;
  readonly kind: 'allowance';
}

/** Hours, incidents or an amount in each period. */
export const allowance = componentKind<AllowanceComponent>({
  kind: 'allowance',
  schema({ currency, exhaustionKinds }) {
    const agreed = allowanceSchema(currency, exhaustionKinds);
    return z
      .looseObject({ id: idSchema, kind: z.literal('allowance') })
      .transform(({ id, kind, ...given }, context) => ({ id, kind, ...readPart(agreed, given, context) }));
  },
  compile: ({ id: _id, kind: _kind, ...agreed }) => [
    { phase: 'cover', basis: 'allowance', allowance: agreed },
  ],
});
