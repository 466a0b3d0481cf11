import { z } from 'zod';
import { type CurrencyCode, isCurrency } from '../money/currency.ts';
import { readPart } from './read-part.ts';

/**
 * A schema for input that says in its field `currency` how its amounts are to be read. When it names no currency, the
 * schema itself tells that fault, and amounts are read as those of any currency of two digits.
 */
export function inCurrencyOf<Output>(
  schemaIn: (currency: CurrencyCode) => z.ZodType<Output>,
): z.ZodType<Output> {
  // Making a schema costs far more than reading with it.
  const made = new Map<CurrencyCode, z.ZodType<Output>>();
  return z.unknown().transform((given, context): Output => {
    const named = typeof given === 'object' && given !== null && 'currency' in given ? given.currency : null;
    const currency = typeof named === 'string' && isCurrency(named) ? named : 'EUR';
    const schema = made.get(currency) ?? schemaIn(currency);
    made.set(currency, schema);
    return readPart(schema, given, context);
  });
}
