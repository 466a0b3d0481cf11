import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import type { Invoice } from './invoice.ts';
import { deliveryTransitions } from './life/delivery-transitions.ts';
import { settlementTransitions } from './life/settlement-transitions.ts';

/** Refuses what is no invoice by its form, so that nobody looks into nothing. {@link readInvoice} checks all of it. */
export function requireInvoice(value: Invoice, path: readonly (string | number)[] = []): void {
  const { content, settlement, delivery, ledgers }: Partial<Record<keyof Invoice, unknown>> = Object(value);
  const totals: unknown = Object(content).totals;
  const hasLines = Array.isArray(Object(content).lines) && Array.isArray(Object(totals).lines);
  const hasStates = isOf(settlementTransitions, settlement) && isOf(deliveryTransitions, delivery);
  if (hasLines && hasStates && typeof ledgers === 'object' && ledgers !== null) return;
  throw inputError('INVOICE_INVALID', [{ path, message: `is ${nameOfValue(value)} and no invoice` }]);
}

const isOf = (table: object, state: unknown): boolean =>
  typeof state === 'string' && Object.hasOwn(table, state);
