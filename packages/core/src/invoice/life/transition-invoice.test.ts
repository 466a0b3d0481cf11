import { describe, expect, test } from 'vitest';
import { isBillingError } from '../../errors/billing-error.ts';
import { euros, exampleContent, exampleDraft, exampleInvoice, issue } from '../../testing/invoice-fixture.ts';
import { money } from '../../money/money.ts';
import type { Invoice } from '../invoice.ts';
import type { InvoiceCommand } from './invoice-command.ts';
import type { InvoicePolicy } from './invoice-policy.ts';
import { openAmount } from './open-amount.ts';
import { transitionInvoice } from './transition-invoice.ts';

const after = (invoice: Invoice, commands: readonly InvoiceCommand[], policy: InvoicePolicy = {}): Invoice =>
  commands.reduce((one, command) => transitionInvoice(one, command, policy), invoice);
const told = (invoice: Invoice): string => `${invoice.settlement}, open ${openAmount(invoice).amount}`;

const refusal = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return isBillingError(error, 'INVOICE_STATE') ? error.details : error;
  }
};

describe('issuing', () => {
  test('R81: gives the number, and the due date by the payment terms', () => {
    const { settlement, issued } = exampleInvoice('100.00');
    const { type: _, ...place } = issue;
    expect([settlement, issued]).toEqual(['issued', { ...place, dueOn: '2026-04-15' }]);
  });

  test('takes a due date of its own, though none before the day of issue', () => {
    const due = (dueOn: string) => transitionInvoice(exampleDraft('1.00'), { ...issue, dueOn }).issued?.dueOn;
    expect(due('2026-04-01')).toBe('2026-04-01');
    expect(() => due('2026-03-31')).toThrow('dueOn: 2026-03-31 is before the day of issue');
  });

  test('R87: does not take a total below 0', () => {
    expect(refusal(() => transitionInvoice(exampleDraft('-0.01'), issue))).toMatchObject({
      allowed: [],
      reason: 'its total is below 0',
    });
  });

  test('an invoice of 0 is paid at once', () => {
    expect(told(exampleInvoice('0.00'))).toBe('paid, open 0.00');
  });

  test('R81: nobody gets a second number', () => {
    const draft = after(exampleInvoice('1.00'), [{ type: 'reopen' }], { reopen: true });
    expect(refusal(() => transitionInvoice(draft, issue))).toMatchObject({
      allowed: ['reissue'],
      reason: 'it has its number already',
    });
  });
});

describe('money on an invoice of 100.00', () => {
  const pay = (amount: string): InvoiceCommand => ({ type: 'pay', amount: euros(amount) });
  const refund = (amount: string): InvoiceCommand => ({ type: 'refund', amount: euros(amount) });
  const credit = (amount: string): InvoiceCommand => ({ type: 'credit', amount: euros(amount) });
  const unrefund = (amount: string): InvoiceCommand => ({ type: 'reverse-refund', amount: euros(amount) });
  const bounce = (amount: string): InvoiceCommand => ({ type: 'reverse-payment', amount: euros(amount) });
  const invoice = exampleInvoice('100.00');

  test.each<[string, readonly InvoiceCommand[], string]>([
    ['paid in part', [pay('40.00')], 'partially-paid, open 60.00'],
    ['paid in two parts', [pay('40.00'), pay('60.00')], 'paid, open 0.00'],
    ['paid by a debit that bounced', [pay('100.00'), bounce('100.00')], 'issued, open 100.00'],
    ['paid and refunded in part', [pay('100.00'), refund('30.00')], 'partially-refunded, open 30.00'],
    ['paid and refunded', [pay('100.00'), refund('100.00')], 'refunded, open 100.00'],
    [
      'refunded, and the refund never arrived',
      [pay('100.00'), refund('100.00'), unrefund('100.00')],
      'paid, open 0.00',
    ],
    ['refunded in part and paid again', [pay('100.00'), refund('30.00'), pay('30.00')], 'paid, open 0.00'],
    ['credited in part', [credit('30.00')], 'issued, open 70.00'],
    ['credited in part and paid', [credit('30.00'), pay('70.00')], 'paid, open 0.00'],
    ['credited in full', [credit('100.00')], 'paid, open 0.00'],
    ['refunded, then credited', [pay('100.00'), refund('100.00'), credit('100.00')], 'refunded, open 0.00'],
    ['paid, then credited', [pay('100.00'), credit('30.00')], 'partially-refunded, open 0.00'],
    [
      'credited by a note that was voided',
      [credit('30.00'), { type: 'reverse-credit', amount: euros('30.00') }],
      'issued, open 100.00',
    ],
    ['written off', [{ type: 'write-off' }], 'written-off, open 0.00'],
    ['written off in part', [{ type: 'write-off', amount: euros('99.99') }], 'issued, open 0.01'],
    [
      'paid but for a cent that was written off',
      [pay('99.99'), { type: 'write-off' }],
      'written-off, open 0.00',
    ],
    [
      'written off, and paid after all',
      [{ type: 'write-off' }, { type: 'reverse-write-off' }, pay('100.00')],
      'paid, open 0.00',
    ],
  ])('R85: %s', (_, commands, expected) => {
    expect(told(after(invoice, commands))).toBe(expected);
  });

  test('R85: a refund that never arrived leaves what was paid, counted once', () => {
    const again = after(invoice, [pay('100.00'), refund('30.00'), unrefund('30.00')]);
    expect([again.paid, again.refunded]).toEqual([euros('100.00'), euros('0.00')]);
  });

  test('R85: what a credit note takes off a paid invoice goes back', () => {
    const credited = after(invoice, [pay('90.00'), credit('30.00')]);
    expect([credited.paid, credited.credited, credited.refunded].map(({ amount }) => amount)).toEqual([
      '90.00',
      '30.00',
      '20.00',
    ]);
  });

  test.each<[string, readonly InvoiceCommand[], string]>([
    ['R85: paid above what is open', [pay('40.00'), pay('60.01')], "can't pay 60.01 EUR, the most is 60.00"],
    [
      'refunded above what was kept',
      [pay('40.00'), refund('40.01')],
      "can't refund 40.01 EUR, the most is 40.00",
    ],
    [
      'given back more than was refunded',
      [pay('100.00'), refund('30.00'), unrefund('30.01')],
      "can't reverse-refund 30.01 EUR, the most is 30.00",
    ],
    [
      'given back what a credit note took off meanwhile',
      [pay('100.00'), refund('30.00'), credit('20.00'), unrefund('10.01')],
      "can't reverse-refund 10.01 EUR, the most is 10.00",
    ],
    ['R86: credited above its total', [pay('40.00'), credit('60.00'), credit('40.01')], 'the most is 40.00'],
    [
      'written off above what is open',
      [{ type: 'write-off', amount: euros('100.01') }],
      'the most is 100.00',
    ],
    ['paid in another currency', [{ type: 'pay', amount: money('1.00', 'USD') }], 'CURRENCY_MISMATCH'],
    ['paid with nothing', [pay('0.00')], 'amount: must be above 0'],
    ['paid with less than nothing', [pay('-1.00')], 'amount: must be above 0'],
  ])('is not %s', (_, commands, fault) => {
    expect(() => after(invoice, commands)).toThrow(fault);
  });

  test('a credit note is not credited itself', () => {
    const note = exampleInvoice('10.00', { kind: 'credit-note' });
    expect(refusal(() => after(note, [credit('1.00')]))).toMatchObject({
      reason: 'it is a credit note itself',
    });
  });
});

describe('voiding and reopening', () => {
  const invoice = exampleInvoice('100.00');
  const queue: InvoiceCommand = { type: 'queue-delivery' };
  const received = [
    ['queued', [queue]],
    ['sent', [{ type: 'deliver' }]],
    ['perhaps sent', [queue, { type: 'lose-delivery' }]],
    ['paid in part', [{ type: 'pay', amount: euros('0.01') }]],
    ['credited in part', [{ type: 'credit', amount: euros('0.01') }]],
  ] as const satisfies readonly (readonly [string, readonly InvoiceCommand[]])[];

  test('R84: an invoice keeps its number when it is voided, and can then only be read', () => {
    const dead = after(invoice, [{ type: 'void' }]);
    expect([dead.settlement, dead.issued]).toEqual(['void', invoice.issued]);
    expect(refusal(() => after(dead, [{ type: 'reopen' }], { reopen: true }))).toMatchObject({ allowed: [] });
  });

  test.each(received)('R82 and R84: an invoice that is %s is neither voided nor reopened', (_, commands) => {
    for (const type of ['void', 'reopen'] as const) {
      expect(() => after(invoice, [...commands, { type }], { reopen: true })).toThrow(`it can't ${type}`);
    }
  });

  test('R84: an invoice that came back, or whose sending was stopped, is voided', () => {
    const failed = after(invoice, [queue, { type: 'deliver' }, { type: 'fail-delivery' }, { type: 'void' }]);
    const stopped = after(invoice, [queue, { type: 'cancel-delivery' }, { type: 'void' }]);
    expect([failed.settlement, stopped.settlement]).toEqual(['void', 'void']);
  });

  test('R82 and R84: strict mode knows credit notes only', () => {
    const policy = { strict: true, reopen: true };
    for (const type of ['void', 'reopen'] as const) {
      expect(refusal(() => after(invoice, [{ type }], policy))).toMatchObject({
        allowed: ['pay', 'credit', 'write-off', 'queue-delivery', 'deliver'],
        reason: 'strict mode asks for a credit note',
      });
    }
  });

  test('R82: reopening is off unless the policy says otherwise', () => {
    expect(() => after(invoice, [{ type: 'reopen' }])).toThrow(
      'the invoice "inv_1" is issued: it can\'t reopen, since the policy does not reopen invoices, only pay, credit, write-off, void, queue-delivery, deliver',
    );
  });

  test('R82: an invoice that is reopened and issued again keeps number and date, and its revision goes up', () => {
    const draft = after(invoice, [{ type: 'reopen' }], { reopen: true });
    expect([draft.settlement, draft.issued, draft.revision]).toEqual(['draft', invoice.issued, 2]);
    const longer = exampleContent('100.00', { terms: { days: 30, from: 'issue', instructions: null } });
    const again = transitionInvoice({ ...draft, content: longer }, { type: 'reissue' });
    expect([again.settlement, again.issued]).toEqual(['issued', { ...invoice.issued, dueOn: '2026-05-01' }]);
  });

  test('an invoice of 0 can be voided, though it counts as paid', () => {
    expect(after(exampleInvoice('0.00'), [{ type: 'void' }]).settlement).toBe('void');
  });
});

describe('the copy in a ledger', () => {
  const qbo = { connectorId: 'qbo' };
  const queue: InvoiceCommand = { type: 'queue-export', ...qbo };
  const start: InvoiceCommand = { type: 'start-export', ...qbo };
  const confirm: InvoiceCommand = {
    type: 'confirm-export',
    ...qbo,
    externalId: '17',
    at: '2026-04-01T09:00:00Z',
  };
  const reopen: InvoiceCommand = { type: 'reopen' };
  const copyAfter = (...commands: readonly InvoiceCommand[]) =>
    after(exampleInvoice('100.00'), commands, { reopen: true }).ledgers['qbo'];

  test('has the id that the ledger gave it, the revision that was sent, and the time of it', () => {
    expect(copyAfter(queue, start, confirm)).toEqual({
      state: 'confirmed',
      externalId: '17',
      revision: 1,
      confirmedAt: '2026-04-01T09:00:00.000Z',
      reason: null,
    });
  });

  test('R82: is stale when the invoice is reopened, and can be copied again', () => {
    expect(copyAfter(queue, start, confirm, reopen)?.state).toBe('stale');
    const again = [queue, start, confirm, reopen, { type: 'reissue' }, queue, start, confirm] as const;
    expect(copyAfter(...again)).toMatchObject({ state: 'confirmed', revision: 2 });
  });

  test('R82: is stale when it arrives after the invoice was reopened', () => {
    expect(copyAfter(queue, start, reopen, confirm)).toMatchObject({ state: 'stale', externalId: '17' });
  });

  test('R84: of a void invoice is copied once more, so that it is voided there too', () => {
    expect(copyAfter(queue, start, confirm, { type: 'void' }, queue, start, confirm)?.state).toBe(
      'confirmed',
    );
  });

  test('R84: of a void invoice that never got there is not made', () => {
    expect(copyAfter(queue, { type: 'void' })?.state).toBe('none');
    expect(() => copyAfter({ type: 'void' }, queue)).toThrow(
      'the invoice "inv_1" is void, qbo: none: it can\'t queue-export, only be read',
    );
  });

  test('that nobody knows of is looked for before it is sent again', () => {
    const lost = [queue, start, { type: 'lose-export', ...qbo }] as const;
    expect(() => copyAfter(...lost, start)).toThrow("it can't start-export, only reconcile-export");
    const looked = [...lost, { type: 'reconcile-export', ...qbo }] as const;
    expect(copyAfter(...looked, confirm)?.state).toBe('confirmed');
    expect(copyAfter(...looked, { type: 'requeue-export', ...qbo })?.state).toBe('queued');
  });

  test('that was refused keeps the reason until it is queued again', () => {
    const refused = [queue, start, { type: 'reject-export', ...qbo, reason: 'unknown tax' }] as const;
    expect(copyAfter(...refused)).toMatchObject({ state: 'rejected', reason: 'unknown tax' });
    expect(copyAfter(...refused, queue)).toMatchObject({ state: 'queued', reason: null });
  });

  test('in one ledger is apart from that in another', () => {
    const { ledgers } = after(exampleInvoice('1.00'), [
      queue,
      { type: 'queue-export', connectorId: 'xero' },
      start,
    ]);
    expect([ledgers['qbo']?.state, ledgers['xero']?.state]).toEqual(['sending', 'queued']);
  });
});

test('a draft is not sent and not copied', () => {
  const draft = exampleDraft('1.00');
  expect(() => after(draft, [{ type: 'queue-delivery' }])).toThrow(
    "is draft, unsent: it can't queue-delivery, only issue",
  );
  expect(() => after(draft, [{ type: 'queue-export', connectorId: 'qbo' }])).toThrow('only be read');
});
