import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import type { Invoice } from './invoice.ts';

/** Refuses what is no invoice by its form, so that nobody looks into nothing. {@link readInvoice} checks all of it. */
export function requireInvoice(value: Invoice, path: readonly (string | number)[] = []): void {
  const content: unknown = Object(value).content;
  const totals: unknown = Object(content).totals;
  if (Array.isArray(Object(content).lines) && Array.isArray(Object(totals).lines)) return;
  throw inputError('INVOICE_INVALID', [{ path, message: `is ${nameOfValue(value)} and no invoice` }]);
}
