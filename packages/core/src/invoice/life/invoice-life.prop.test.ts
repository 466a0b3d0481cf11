import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BillingError } from '../../errors/billing-error.ts';
import { toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import { euros, exampleDraft, issue } from '../../testing/invoice-fixture.ts';
import type { Invoice } from '../invoice.ts';
import { invoiceActions, ledgerActions } from './invoice-actions.ts';
import type { InvoiceCommand } from './invoice-command.ts';
import { openAmount } from './open-amount.ts';
import { transitionInvoice } from './transition-invoice.ts';

/** What a person would keep in a notebook: every movement of money, and who has seen the invoice. */
interface Model {
  readonly total: number;
  moves: (readonly [what: string, cents: number])[];
  phase: 'draft' | 'live' | 'void';
  hasNumber: boolean;
  delivery: string;
  ledger: { state: string; isThere: boolean; isOld: boolean };
}

interface Real {
  invoice: Invoice;
}

const policy = { reopen: true };

const sumOf = ({ moves }: Model, what: string): number =>
  moves.filter(([name]) => name === what).reduce((sum, [, cents]) => sum + cents, 0);

function booksOf(model: Model) {
  const paid = sumOf(model, 'pay') - sumOf(model, 'reverse-payment');
  const freed = sumOf(model, 'freed');
  const refunded = sumOf(model, 'refund') + freed - sumOf(model, 'reverse-refund');
  const credited = sumOf(model, 'credit') - sumOf(model, 'reverse-credit');
  const writtenOff = sumOf(model, 'write-off') - sumOf(model, 'reverse-write-off');
  const open = model.total - paid + refunded - credited - writtenOff;
  return { paid, refunded, credited, writtenOff, open, kept: paid - refunded };
}

/** The most that an amount can be, told once more. */
function roomFor(model: Model, what: string): number {
  const { paid, refunded, credited, writtenOff, open } = booksOf(model);
  const rooms: Readonly<Record<string, number>> = {
    pay: open,
    'write-off': open,
    refund: paid - refunded,
    'reverse-refund': Math.min(refunded, open),
    'reverse-payment': paid - refunded,
    credit: model.total - credited - writtenOff,
    'reverse-credit': credited,
    'reverse-write-off': writtenOff,
  };
  return rooms[what] ?? 0;
}

const deliveries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'queue-delivery': { unsent: 'queued', failed: 'queued' },
  'cancel-delivery': { queued: 'unsent' },
  deliver: { unsent: 'sent', queued: 'sent', failed: 'sent', unknown: 'sent' },
  'fail-delivery': { queued: 'failed', sent: 'failed', unknown: 'failed' },
  'lose-delivery': { queued: 'unknown' },
};

const copyMoves: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'queue-export': { none: 'queued', rejected: 'queued', stale: 'queued' },
  'start-export': { queued: 'sending' },
  'confirm-export': { sending: 'confirmed', reconciling: 'confirmed' },
  'reject-export': { sending: 'rejected', reconciling: 'rejected' },
  'lose-export': { sending: 'unknown', reconciling: 'unknown' },
  'reconcile-export': { unknown: 'reconciling' },
  'requeue-export': { sending: 'queued', reconciling: 'queued' },
};

const behind = ({ isThere }: Model['ledger']): string => (isThere ? 'stale' : 'none');

/** What becomes of the model; false when the command is refused. */
function apply(model: Model, command: InvoiceCommand): boolean {
  const { type } = command;
  const books = booksOf(model);
  if (type === 'issue' || type === 'reissue') {
    if (model.phase !== 'draft' || model.hasNumber !== (type === 'reissue') || model.total < 0) return false;
    Object.assign(model, { phase: 'live', hasNumber: true });
    return true;
  }
  if (type === 'void' || type === 'reopen') {
    const isTouched = books.paid !== 0 || books.credited !== 0 || books.writtenOff !== 0;
    if (model.phase !== 'live' || isTouched || !['unsent', 'failed'].includes(model.delivery)) return false;
    model.phase = type === 'void' ? 'void' : 'draft';
    const { ledger } = model;
    const isOnItsWay = ['sending', 'unknown', 'reconciling', 'none', 'stale'].includes(ledger.state);
    model.ledger = { ...ledger, isOld: true, state: isOnItsWay ? ledger.state : behind(ledger) };
    return true;
  }
  if ('connectorId' in command) return applyToLedger(model, type);
  if (type in deliveries) {
    const next = deliveries[type]?.[model.delivery];
    if (model.phase !== 'live' || next === undefined) return false;
    model.delivery = next;
    return true;
  }
  const room = roomFor(model, type);
  const given = 'amount' in command && command.amount != null ? Number(toMinorUnits(command.amount)) : room;
  if (model.phase !== 'live' || room === 0 || given > room) return false;
  model.moves.push([type, given]);
  if (type === 'credit' && given > books.open) model.moves.push(['freed', given - books.open]);
  return true;
}

function applyToLedger(model: Model, type: string): boolean {
  const { ledger } = model;
  const next = copyMoves[type]?.[ledger.state];
  const isWanted = model.phase === 'live' || (model.phase === 'void' && ledger.isThere);
  if (next === undefined || (type === 'queue-export' && !isWanted)) return false;
  ledger.state = next;
  if (type === 'start-export') ledger.isOld = false;
  if (type === 'confirm-export') ledger.isThere = true;
  if (ledger.isOld && (type === 'confirm-export' || type === 'requeue-export')) ledger.state = behind(ledger);
  return true;
}

/** The state that the notebook makes of the money. */
function settlementIn(model: Model): string {
  if (model.phase !== 'live') return model.phase;
  const { paid, refunded, credited, writtenOff, open, kept } = booksOf(model);
  if (paid + credited + writtenOff < model.total) return kept > 0 ? 'partially-paid' : 'issued';
  if (writtenOff > 0 && open === 0) return 'written-off';
  if (refunded === 0 || kept === model.total) return 'paid';
  return kept > 0 ? 'partially-refunded' : 'refunded';
}

class Command implements fc.Command<Model, Real> {
  readonly #command: InvoiceCommand;

  constructor(command: InvoiceCommand) {
    this.#command = command;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    const before = real.invoice;
    const copy = structuredClone(before);
    const { type } = this.#command;
    const actions: readonly string[] =
      'connectorId' in this.#command
        ? ledgerActions(before, this.#command.connectorId)
        : invoiceActions(before, policy);
    const isTaken = apply(model, this.#command);
    try {
      real.invoice = transitionInvoice(before, this.#command, policy);
      expect(isTaken).toBe(true);
      expect(actions).toContain(type);
    } catch (error) {
      if (!(error instanceof BillingError)) throw error;
      expect(isTaken).toBe(false);
      // An action that is offered can only be refused for its amount.
      expect(error.code).toBe(actions.includes(type) ? 'INVOICE_AMOUNT' : 'INVOICE_STATE');
      if (error.code === 'INVOICE_STATE') expect(error.details).toMatchObject({ allowed: actions });
    }
    expect(before).toEqual(copy);
    expectAgreement(model, real.invoice);
    expect(real.invoice.content).toBe(before.content);
    if (before.issued !== null && type !== 'reissue') expect(real.invoice.issued).toBe(before.issued);
  }

  toString(): string {
    return JSON.stringify(this.#command);
  }
}

function expectAgreement(model: Model, invoice: Invoice): void {
  const { paid, refunded, credited, writtenOff, open } = booksOf(model);
  const { settlement, delivery, ledgers } = invoice;
  const amounts = [invoice.paid, invoice.refunded, invoice.credited, invoice.writtenOff];
  expect(amounts.map((amount) => Number(toMinorUnits(amount)))).toEqual([
    paid,
    refunded,
    credited,
    writtenOff,
  ]);
  expect(Math.min(paid, refunded, credited, writtenOff, paid - refunded)).toBeGreaterThanOrEqual(0);
  expect(Number(toMinorUnits(openAmount(invoice)))).toBe(model.phase === 'live' ? open : 0);
  if (model.phase === 'live') expect(open).toBeGreaterThanOrEqual(0);
  expect({ settlement, delivery, ledger: ledgers['qbo']?.state ?? 'none' }).toEqual({
    settlement: settlementIn(model),
    delivery: model.delivery,
    ledger: model.ledger.state,
  });
  expect(invoice.issued !== null).toBe(model.hasNumber);
  expect(JSON.parse(JSON.stringify(invoice))).toEqual(invoice);
}

// Few cents, so that amounts meet exactly.
const anyAmount = fc.integer({ min: 1, max: 3 }).map((cents) => euros(`0.0${cents}`));
const anyAmountOrAll: fc.Arbitrary<Money | null> = fc.option(anyAmount);
const connectorId = 'qbo';

const issues = fc.constantFrom<InvoiceCommand>(issue, { type: 'reissue' });
const withdrawals = fc.constantFrom<InvoiceCommand>({ type: 'void' }, { type: 'reopen' });
const movements: fc.Arbitrary<InvoiceCommand> = fc.oneof(
  fc.record({
    type: fc.constantFrom('pay', 'refund', 'reverse-refund', 'reverse-payment', 'credit', 'reverse-credit'),
    amount: anyAmount,
  }),
  fc.record({ type: fc.constantFrom('write-off', 'reverse-write-off'), amount: anyAmountOrAll }),
);
const sendings: fc.Arbitrary<InvoiceCommand> = fc.record({
  type: fc.constantFrom('queue-delivery', 'cancel-delivery', 'deliver', 'fail-delivery', 'lose-delivery'),
});
const copyings = fc.oneof<fc.Arbitrary<InvoiceCommand>[]>(
  fc.record({
    type: fc.constantFrom(
      'queue-export',
      'start-export',
      'lose-export',
      'reconcile-export',
      'requeue-export',
    ),
    connectorId: fc.constant(connectorId),
  }),
  fc.constantFrom<InvoiceCommand>(
    { type: 'confirm-export', connectorId, externalId: '17', at: '2026-04-01T09:00:00Z' },
    { type: 'reject-export', connectorId, reason: 'the period is closed' },
  ),
);

/** Goes through a life of up to 40 commands, from a draft or from an issued invoice of so many cents. */
function live(total: number, isIssued: boolean, run: Iterable<fc.Command<Model, Real>>): void {
  const draft = exampleDraft(total < 0 ? `-0.0${-total}` : `0.0${total}`);
  const model: Model = {
    total,
    moves: [],
    phase: isIssued ? 'live' : 'draft',
    hasNumber: isIssued,
    delivery: 'unsent',
    ledger: { state: 'none', isThere: false, isOld: false },
  };
  fc.modelRun(() => ({ model, real: { invoice: isIssued ? transitionInvoice(draft, issue) : draft } }), run);
}

const anyLife = (...kinds: readonly fc.Arbitrary<InvoiceCommand>[]) =>
  fc.commands(
    kinds.map((kind) => kind.map((command) => new Command(command))),
    { maxCommands: 40, size: 'max' },
  );

test('R80 and R82: an invoice moves by its tables and its amounts alone, and what it says never changes', () => {
  const all = anyLife(issues, withdrawals, movements, sendings, copyings);
  fc.assert(
    fc.property(fc.integer({ min: -1, max: 4 }), fc.boolean(), all, (total, isIssued, run) => {
      live(total, isIssued && total >= 0, run);
    }),
    { numRuns: 200 },
  );
});

test('R85 and R86: no amount, nothing open and nothing kept falls below 0, whatever is paid and credited', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), anyLife(movements), (total, run) => live(total, true, run)),
    { numRuns: 200 },
  );
});

test('R82 and R84: a copy in a ledger is up to date, or known not to be, however an invoice was taken back', () => {
  // Kinds of their own, so that an invoice is often copied whole before it is voided or reopened.
  const copied = [
    { type: 'queue-export' },
    { type: 'start-export' },
    { type: 'confirm-export', externalId: '17', at: '2026-04-01T09:00:00Z' },
  ];
  const steps = copied.map((step) => fc.constant({ connectorId, ...step } as InvoiceCommand));
  fc.assert(
    fc.property(anyLife(...steps, ...steps, copyings, withdrawals, issues), (run) => live(1, true, run)),
    { numRuns: 200 },
  );
});
