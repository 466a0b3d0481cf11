import { z } from 'zod';
import { type CivilDate, civilDate, civilDateSchema } from '../time/civil-date.ts';

/** A value from a day on. `null`: from the beginning. */
export interface Dated<Value> {
  readonly from: CivilDate | null;
  readonly value: Value;
}

/** A dated value as it is written down. */
export interface DatedInput<Value> {
  readonly from?: CivilDate | null | undefined;
  readonly value: Value;
}

/**
 * What holds on a day: the value that began last by then, or `null` before the first.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the day is not a civil date.
 *
 * @example
 * ```ts
 * import { valueOn } from '@billwright/core';
 *
 * const names = [{ from: null, value: 'Support' }, { from: '2026-07-01', value: 'Service desk' }];
 * console.log(valueOn(names, '2026-06-30'), '|', valueOn(names, '2026-07-01'));
 * // => Support | Service desk
 * ```
 */
export function valueOn<Value>(history: readonly Dated<Value>[], date: CivilDate): Value | null {
  const day = civilDate(date);
  return history.findLast(({ from }) => from === null || from <= day)?.value ?? null;
}

/** A history in which each value begins after the one before it. */
export function datedSchema<Value, Input>(
  value: z.ZodType<Value, Input>,
): z.ZodType<readonly Dated<Value>[], readonly DatedInput<Input>[]> {
  const one = z.strictObject({ from: civilDateSchema.nullable().default(null), value });
  return z
    .array(one)
    .max(1000)
    .superRefine((history, context) => {
      for (const [index, { from }] of history.entries()) {
        const before = history[index - 1];
        if (before === undefined || (from !== null && (before.from === null || before.from < from))) continue;
        context.addIssue({
          code: 'custom',
          path: [index, 'from'],
          message: 'must be after the one before it',
        });
      }
    });
}
