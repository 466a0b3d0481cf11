import { invoiceRecords } from '../../../src/engine/records/billing.ts';
import { type CreditMovement, creditRecords, paymentRecords } from '../../../src/engine/records/payments.ts';
import type { Unit } from '../../../src/engine/unit.ts';
import type { Invoice } from '../../../src/invoice/invoice.ts';
import { money } from '../../../src/money/money.ts';
import { change, changing, isIssued, seal, type Wrong } from './wrong.ts';

/** A movement of initech's credit that belongs to nothing. */
const moveCredit = (unit: Unit, sequence: number, amount: string, refundId: string | null = null) =>
  unit.save(creditRecords, {
    id: `initech/${sequence}`,
    sequence,
    customerId: 'initech',
    amount: money(amount, 'EUR'),
    kind: amount.startsWith('-') ? 'applied' : 'credited',
    fund: { kind: 'credit-note', id: 'unknown' },
    invoiceId: null,
    refundId,
    at: unit.at,
  } satisfies CreditMovement);

const isNote = ({ kind, settlement }: Invoice): boolean => kind === 'credit-note' && settlement !== 'draft';

/** Faults in numbers and in money, each the smallest of its kind. */
export const wrongMoney: readonly Wrong[] = [
  {
    invariant: 'I5',
    fault: 'has a number that was given before',
    plant: async (unit) => {
      const twice = await change(
        unit,
        invoiceRecords,
        ({ issued }) => issued?.series === 'INV' && issued.sequence === 2,
        (one) => ({ ...one, issued: one.issued === null ? null : { ...one.issued, sequence: 1 } }),
      );
      await seal(unit, twice);
    },
  },
  {
    invariant: 'I23',
    fault: 'was paid more than it asks for',
    plant: changing(
      invoiceRecords,
      ({ settlement, kind }) => kind === 'invoice' && settlement === 'paid',
      (invoice) => ({ ...invoice, writtenOff: money('0.01', 'EUR') }),
    ),
  },
  {
    invariant: 'I23',
    fault: 'has used more credit than there was',
    plant: (unit) => moveCredit(unit, 1, '-0.01'),
  },
  {
    invariant: 'I23',
    fault: 'gave back more than it says',
    plant: async (unit) => {
      const refund = { id: 'refund', kind: 'refund', meant: [], reversedAt: null } as const;
      const [payment] = await unit.all(paymentRecords, { index: ['customer', 'initech'] });
      if (payment === undefined) throw new Error('there is no payment');
      await unit.save(paymentRecords, { ...payment, ...refund, amount: money('1.00', 'EUR') });
      await moveCredit(unit, 1, '1.01');
      await moveCredit(unit, 2, '-1.01', 'refund');
    },
  },
  {
    invariant: 'I24',
    fault: 'was credited more than it asked for',
    // Its total fits neither its parts nor what it was paid any more.
    also: ['I3', 'I23'],
    plant: async (unit) => {
      const isCredited = ({ credited }: Invoice): boolean => credited.amount !== '0.00';
      const smaller = await change(unit, invoiceRecords, isCredited, (invoice) => {
        const totals = { ...invoice.content.totals, total: money('9.99', 'EUR') };
        return { ...invoice, content: { ...invoice.content, totals } };
      });
      await seal(unit, smaller);
    },
  },
  {
    invariant: 'I24',
    fault: 'credits an invoice that is not there',
    plant: async (unit) => {
      const note = await change(unit, invoiceRecords, isNote, (one) => ({
        ...one,
        credits: one.credits === null ? null : { ...one.credits, invoiceId: 'unknown' },
      }));
      await seal(unit, note);
    },
  },
  {
    invariant: 'I24',
    fault: 'stands although its invoice is void',
    plant: changing(
      invoiceRecords,
      (invoice) => isIssued(invoice) && invoice.batchId !== null && invoice.credited.amount === '0.00',
      (invoice) => ({ ...invoice, settlement: 'void' as const }),
    ),
  },
];
