import { describe, expect, test } from 'vitest';
import { BillingError } from './billing-error.ts';
import type { ErrorCode, ErrorDetails, InputDetails } from './codes.ts';
import { brokenRules } from './broken-rules.ts';
import { engineErrors } from './engine-errors.ts';
import { refusedInput } from './refused-input.ts';
import { errorRegistry } from './registry.ts';

const input = { issues: [{ path: ['rules', 0, 'price'], message: 'is missing' }] };

// One occurrence of each error that is about something else than the form of an input.
const occurrences: Partial<ErrorDetails> = {
  ALREADY_BILLED: { kind: 'entry', id: 'te_1', billId: 'bill_1' },
  ALREADY_EXISTS: { collection: 'work', id: 'te_1' },
  AMOUNT_OUT_OF_RANGE: { value: '10', limit: '9' },
  BATCH_STATE: { batchId: 'batch_1', state: 'saved', action: 'delete', invoiceIds: ['inv_1'] },
  CHARGE_NOT_FOUND: { index: 3, count: 2 },
  COMPONENT_KIND_FAULTY: { componentId: 'seats', kind: 'own', problem: 'compile() is no array' },
  CONNECTOR_FAILED: {
    connectorId: 'quickbooks',
    kind: 'refused',
    status: 400,
    fault: '6240',
    reason: 'Duplicate Name Exists Error',
    trace: '1-abc',
    after: null,
  },
  CONNECTOR_LACKS: { connectorId: 'quickbooks', ability: 'send' },
  CONNECTOR_NOT_CONNECTED: { connectorId: 'quickbooks', tenantId: 'desk', reason: 'the grant has ended' },
  CONNECTOR_UNKNOWN: { connectorId: 'xero', known: ['quickbooks'] },
  CONTRACTS_OVERLAP: { customerId: 'acme', contractIds: ['one', 'other'], from: '2026-01-01' },
  CONTRACT_STATE: { contractId: 'c_1', state: 'ended', action: 'resume', allowed: [] },
  COVERAGE_MISMATCH: { expected: 60, found: 59, unit: 'seconds' },
  CSV_UNREADABLE: { line: 7, reason: 'a quote is never closed' },
  CURRENCY_MISMATCH: { left: 'EUR', right: 'USD' },
  CURRENCY_UNKNOWN: { currency: 'XXX' },
  DUPLICATE_CHARGE: { key: 'te_1#0' },
  DUPLICATE_ENTRY: { id: 'te_1', first: 0, second: 4 },
  EXHAUSTION_KIND_FAULTY: { name: 'own', problem: 'becomes() is no object' },
  INVOICE_AMOUNT: { invoiceId: 'inv_1', action: 'pay', amount: '10.00', most: '9.00', currency: 'EUR' },
  INVOICE_HELD: { invoiceId: 'inv_1', plugin: 'order-numbers', reason: 'it has no order number' },
  INVOICE_STATE: {
    invoiceId: 'inv_1',
    state: 'issued',
    action: 'void',
    allowed: ['pay'],
    reason: 'strict mode asks for a credit note',
  },
  KEY_REUSED: { key: '2026-10', method: 'batches.save' },
  LOCALE_UNKNOWN: { locale: 'tlh', known: ['de', 'en'] },
  MAILER_MISSING: {},
  MAIL_UNWRITABLE: { reason: 'the mail is addressed to nobody' },
  MESSAGE_STATE: {
    messageId: 'mail:1',
    state: 'pending',
    action: 'retry',
    reason: 'it is tried again by itself',
  },
  NOT_FOUND: { collection: 'customers', id: 'acme' },
  NUMBER_TAKEN: { number: 'INV-00001', invoiceId: 'inv_1' },
  PREPAID_SHORT: { lotId: 'lot_1', needed: '10', left: '9' },
  PRICE_KIND_FAULTY: { ruleId: 'any', kind: 'call-out', problem: 'compile() is no object' },
  RATE_AMBIGUOUS: { entryId: 'te_1', rateCardId: 'standard', ruleIds: ['one', 'other'] },
  RECIPIENT_MISSING: { invoiceId: 'inv_1', customerId: 'acme' },
  RUNNER_UNAVAILABLE: { reason: 'connection refused' },
  SETTINGS_MISSING: { tenantId: 'desk' },
  STORAGE_CONFLICT: { collection: 'work', id: 'te_1' },
  STORAGE_CONSTRAINT: { collection: 'invoices', id: 'inv_1', rule: 'belt_totals' },
  STORAGE_LOCKED: { folder: '/var/lib/desk' },
  STORAGE_REFUSED: { reason: 'its role is a superuser' },
  STORAGE_UNAVAILABLE: { reason: 'it was closed' },
  STORAGE_UNKNOWN: { reason: 'the connection broke' },
  STORAGE_VERSION: { found: 1, known: 2 },
  TAX_CODE_UNKNOWN: { taxCode: 'vat', known: [] },
  TENANT_NOT_EMPTY: { tenantId: 'desk', collection: 'customers', id: 'acme' },
  TIMER_RUNNING: { agentId: 'ana', timerId: 'te_1' },
  TRANSACTION_NESTED: {},
  TRANSACTION_OVER: {},
  WORK_LOCKED: { kind: 'entry', id: 'te_1', billId: 'bill_1' },
  ZONE_UNKNOWN: { zone: 'Mars/Olympus' },
};

const firstFault = (issues: InputDetails['issues']): string =>
  errorRegistry.RATE_CARD_INVALID.message({ issues });

const codes = Object.keys(errorRegistry) as ErrorCode[];

describe('the registry of errors', () => {
  test('is in alphabetical order, file by file', () => {
    const files = [refusedInput, brokenRules, engineErrors].map((entries) => Object.keys(entries));
    expect(files).toEqual(files.map((names) => names.toSorted()));
    expect(codes).toEqual(files.flat());
  });

  test('has an occurrence to try for each code that is not about the form of an input', () => {
    const others = codes.filter((code) => !code.endsWith('_INVALID'));
    expect(others.toSorted()).toEqual(Object.keys(occurrences));
  });

  test.each(codes)('%s says when it happens, what to do about it, and what happened', (code) => {
    const { when, remedy } = errorRegistry[code];
    expect(when).toMatch(/^[A-Z].{10,}\.$/);
    expect(remedy).toMatch(/^[A-Z].{10,}\.$/);
    const { message } = new BillingError(code, occurrences[code] ?? input);
    expect(message.startsWith(`${code}: `)).toBe(true);
    expect(message).not.toMatch(/undefined|null|\[object|NaN/);
  });

  test('a refused input is told by its first fault, with the path as it is typed in code, and a count', () => {
    const fault = { path: ['rules', 0, 'price'], message: 'is missing' };
    expect(firstFault([fault])).toBe('rules[0].price: is missing');
    expect(firstFault([fault, fault, fault])).toBe('rules[0].price: is missing (and 2 more)');
    expect(firstFault([{ path: [], message: 'is missing' }])).toBe('(input): is missing');
    expect(firstFault([])).toBe('the input was refused');
  });
});
