import { describe, expect, test } from 'vitest';
import { auditLog } from '../../src/engine/audit/audit-chain.ts';
import { outbox } from '../../src/engine/outbox/outbox.ts';
import {
  billRecords,
  claimKey,
  claimRecords,
  invoiceRecords,
  postingRecords,
} from '../../src/engine/records/billing.ts';
import { digestRecords, seriesRecords } from '../../src/engine/records/issuing.ts';
import { paymentRecords } from '../../src/engine/records/payments.ts';
import { workRecords } from '../../src/engine/records/work.ts';
import { checkers } from '../../src/engine/verify/checkers.ts';
import type { Invoice } from '../../src/invoice/invoice.ts';
import { manualLine } from '../../src/invoice/manual-line.ts';
import { busyDesk, violationsOf } from './support/busy-desk.ts';
import { testDesk } from './support/desk.ts';
import { change, changing, isDraft, isIssued, seal, stands, type Wrong } from './support/wrong.ts';
import { wrongMoney } from './support/wrong-money.ts';
import { wrongUse } from './support/wrong-use.ts';

test('a healthy desk breaks no promise', async () => {
  const { desk } = await busyDesk();
  expect(await violationsOf(desk)).toEqual([]);
});

test('I24: a draft below 0 was not credited too much', async () => {
  const { desk } = await testDesk();
  const price = { unitPrice: '-80.00', currency: 'EUR', from: '2026-04-01' } as const;
  const lines = [manualLine({ id: 'rebate', description: 'Rebate', ...price })];
  const draft = await desk.invoices.draft({ customerId: 'acme', lines });
  expect(draft.content.totals.total.amount).toBe('-80.00');
  expect(await violationsOf(desk)).toEqual([]);
});

const wrongs: readonly Wrong[] = [
  {
    invariant: 'I1',
    fault: 'has no claim on what it consumes',
    plant: async (unit) => {
      const claim = (await unit.all(claimRecords)).find((one) => one.claim.kind === 'fee');
      if (claim !== undefined) await unit.drop(claimRecords, claimKey(claim.claim));
    },
  },
  {
    invariant: 'I1',
    fault: 'consumes what another bill consumes',
    plant: async (unit) => {
      const bills = (await unit.all(billRecords)).filter(({ bill }) => bill.customerId === 'acme');
      const [march, april] = bills.filter(stands);
      const fees = march?.bill.claims.filter(({ kind }) => kind === 'fee') ?? [];
      if (april === undefined) throw new Error('there is one bill only');
      const claims = [...april.bill.claims, ...fees];
      await unit.save(billRecords, { ...april, bill: { ...april.bill, claims } });
    },
  },
  {
    invariant: 'I1',
    fault: 'was released and still has a claim',
    plant: async (unit) => {
      const released = (await unit.all(billRecords)).find((one) => !stands(one));
      const claim = { kind: 'true-up', id: 'c_1/least', part: '2026-03-01' } as const;
      await unit.save(claimRecords, { claim, owner: released?.id ?? '' });
    },
  },
  {
    invariant: 'I1',
    fault: 'belongs to no bill',
    plant: (unit) =>
      unit.save(claimRecords, { claim: { kind: 'expense', id: 'ex_9', part: null }, owner: 'nobody' }),
  },
  {
    invariant: 'I2',
    fault: 'has other time on bills than was worked',
    plant: changing(
      billRecords,
      ({ bill, releasedAt }) => releasedAt === null && bill.charges.length > 0,
      (stored) => {
        const [first, ...others] = stored.bill.charges;
        if (first === undefined) throw new Error('it has no charge');
        const charges = [{ ...first, measuredSeconds: first.measuredSeconds + 1 }, ...others];
        return { ...stored, bill: { ...stored.bill, charges } };
      },
    ),
  },
  {
    invariant: 'I3',
    fault: 'net, tax and rounding do not sum to the total',
    plant: changing(invoiceRecords, isDraft, (draft) => {
      const total = { ...draft.content.totals.total, amount: '0.01' };
      return { ...draft, content: { ...draft.content, totals: { ...draft.content.totals, total } } };
    }),
  },
  {
    invariant: 'I3',
    fault: 'has an amount in another currency',
    plant: changing(invoiceRecords, isDraft, (draft) => {
      const total = { ...draft.content.totals.total, currency: 'USD' };
      return { ...draft, content: { ...draft.content, totals: { ...draft.content.totals, total } } };
    }),
  },
  {
    invariant: 'I4',
    fault: 'a line does not multiply out',
    plant: changing(invoiceRecords, isDraft, (draft) => {
      const lines = draft.content.lines.map((line) => ({ ...line, unitPrice: '1.00' }));
      return { ...draft, content: { ...draft.content, lines } };
    }),
  },
  {
    invariant: 'I4',
    fault: 'a tax is not that of its base',
    plant: changing(invoiceRecords, isDraft, (draft) => {
      const taxes = draft.content.totals.taxes.map((tax) => ({ ...tax, percent: '7' }));
      return { ...draft, content: { ...draft.content, totals: { ...draft.content.totals, taxes } } };
    }),
  },
  {
    invariant: 'I5',
    fault: 'has a gap',
    plant: changing(
      seriesRecords,
      ({ series }) => series === 'INV',
      (series) => ({ ...series, last: { INV: Number(Object.values(series.last)[0]) + 1 } }),
    ),
  },
  {
    invariant: 'I5',
    fault: 'has a number that its counter never gave',
    plant: async (unit) => {
      const numbered = await change(
        unit,
        invoiceRecords,
        ({ issued }) => issued?.series === 'CN',
        (note) => ({ ...note, issued: note.issued === null ? null : { ...note.issued, sequence: 2 } }),
      );
      await seal(unit, numbered);
    },
  },
  {
    invariant: 'I6',
    fault: 'was issued after one with a later number or date',
    plant: async (unit) => {
      const first = await change(unit, invoiceRecords, isIssued, (invoice) => ({
        ...invoice,
        issued: invoice.issued === null ? null : { ...invoice.issued, on: '2026-12-31' },
      }));
      await seal(unit, first);
    },
  },
  {
    invariant: 'I7',
    fault: 'was changed after its issue',
    plant: changing(invoiceRecords, isIssued, (invoice) => ({
      ...invoice,
      content: { ...invoice.content, note: 'Thank you' },
    })),
  },
  {
    invariant: 'I7',
    fault: 'was issued without a seal',
    plant: async (unit) => {
      const issued = (await unit.all(invoiceRecords)).find(isIssued);
      await unit.drop(digestRecords, issued?.id ?? '');
    },
  },
  {
    invariant: 'I8',
    fault: 'held less than nothing',
    plant: async (unit) => {
      const last = (await unit.all(postingRecords)).at(-1);
      if (last === undefined) throw new Error('the ledger is empty');
      const { posting, sequence } = last;
      const adjusted = { ...posting, kind: 'adjust', key: 'adjust:=wrong', quantity: '-360000' } as const;
      const about = { entryId: null, part: null, workDate: null, reverses: null };
      await unit.save(postingRecords, {
        ...last,
        posting: { ...adjusted, ...about },
        sequence: sequence + 1,
      });
    },
  },
  {
    invariant: 'I9',
    fault: 'has a gap in its ledger',
    plant: async (unit) => {
      const last = (await unit.all(postingRecords)).at(-1);
      if (last !== undefined) await unit.save(postingRecords, { ...last, sequence: last.sequence + 1 });
    },
  },
  {
    invariant: 'I10',
    fault: 'has drawn other than its bills cover',
    plant: changing(
      postingRecords,
      ({ posting }) => posting.kind === 'draw',
      (stored) => ({ ...stored, posting: { ...stored.posting, quantity: '-1' } }),
    ),
  },
  {
    invariant: 'I11',
    fault: 'stands and its invoice is not there',
    plant: async (unit) => {
      const draft = (await unit.all(invoiceRecords)).find(({ settlement }) => settlement === 'draft');
      await unit.drop(invoiceRecords, draft?.id ?? '');
    },
  },
  {
    invariant: 'I12',
    fault: 'counts other use of an allowance than its work has made',
    plant: changing(
      billRecords,
      ({ bill, releasedAt }) => releasedAt === null && bill.allowances.length > 0,
      (stored) => {
        const allowances = stored.bill.allowances.map((one) => ({ ...one, usedHere: '1' }));
        return { ...stored, bill: { ...stored.bill, allowances } };
      },
    ),
  },
  {
    invariant: 'I12',
    fault: 'leaves other of an allowance than was not used',
    plant: changing(
      billRecords,
      ({ bill, releasedAt }) => releasedAt === null && bill.allowances.length > 0,
      (stored) => {
        const allowances = stored.bill.allowances.map((one) => ({ ...one, limit: '999999' }));
        return { ...stored, bill: { ...stored.bill, allowances } };
      },
    ),
  },
  {
    invariant: 'I13',
    fault: 'are of one batch, customer and currency',
    plant: async (unit) => {
      const all = await unit.all(invoiceRecords);
      const made = all.find(({ batchId, content }) => batchId !== null && content.customerId === 'acme');
      const isOther = (one: Invoice): boolean => one.batchId === null && one.content.customerId === 'acme';
      await change(unit, invoiceRecords, isOther, (other) => ({ ...other, batchId: made?.batchId ?? null }));
    },
  },
  {
    invariant: 'I16',
    fault: 'is queued for its customer, and no message takes it there',
    plant: changing(invoiceRecords, isIssued, (invoice) => ({
      ...invoice,
      delivery: 'queued' as const,
    })),
  },
  {
    invariant: 'I16',
    fault: 'is queued for a ledger, and no message takes it there',
    plant: changing(invoiceRecords, isIssued, (invoice) => ({
      ...invoice,
      ledgers: {
        books: {
          state: 'queued' as const,
          externalId: null,
          revision: null,
          confirmedAt: null,
          reason: null,
        },
      },
    })),
  },
  {
    invariant: 'I18',
    fault: 'is due for more than a day',
    plant: (unit) =>
      unit.save(outbox, {
        id: 'lost',
        kind: 'event',
        subject: { kind: 'subscription', id: 'chat' },
        payload: null,
        due: '2026-04-20T00:00:00.000Z',
        state: 'pending',
        attempts: 0,
        sends: 0,
        resends: 0,
        fault: null,
      }),
  },
  {
    invariant: 'I20',
    fault: 'is edited',
    plant: changing(
      auditLog,
      ({ sequence }) => sequence === 3,
      (record) => ({ ...record, reason: 'because' }),
    ),
  },
  {
    invariant: 'I22',
    fault: 'is on a bill and not locked',
    plant: changing(
      workRecords,
      ({ kind, billId }) => kind === 'product' && billId !== null,
      (record) => ({ ...record, billId: null }),
    ),
  },
  {
    invariant: 'I22',
    fault: 'is locked by a bill that does not have it',
    plant: changing(
      workRecords,
      ({ billId, leftOutBy }) => billId === null && leftOutBy === null,
      (record) => ({ ...record, billId: 'bill_0001' }),
    ),
  },
  {
    invariant: 'I22',
    fault: 'is on a bill and is not there',
    plant: (unit) => unit.drop(workRecords, 'product:pr_1'),
  },
  {
    invariant: 'I23',
    fault: 'is not where its money is',
    plant: changing(
      paymentRecords,
      ({ customerId }) => customerId === 'globex',
      (payment) => ({ ...payment, amount: { ...payment.amount, amount: '1000.01' } }),
    ),
  },
  {
    invariant: 'I23',
    fault: 'was paid other than it says',
    plant: changing(
      invoiceRecords,
      ({ settlement }) => settlement === 'partially-paid',
      (invoice) => ({ ...invoice, paid: { ...invoice.paid, amount: '30.01' } }),
    ),
  },
  {
    invariant: 'I24',
    fault: 'was credited other than its credit notes say',
    plant: changing(
      invoiceRecords,
      ({ settlement }) => settlement === 'partially-paid',
      (invoice) => ({ ...invoice, credited: { ...invoice.credited, amount: '0.01' } }),
    ),
  },
  {
    invariant: 'I26',
    fault: 'has an amount that is none of its currency',
    plant: changing(
      workRecords,
      ({ kind }) => kind === 'expense',
      (record) =>
        record.kind === 'expense'
          ? { ...record, work: { ...record.work, amount: { amount: 'NaN', currency: 'EUR' } } }
          : record,
    ),
  },
];

describe('the smallest violation is found, and nothing else', () => {
  const all = [...wrongs, ...wrongMoney, ...wrongUse];
  test.each(all)('$invariant: $fault', async ({ invariant, fault, plant, also = [] }) => {
    const { desk, seed } = await busyDesk();
    await seed(plant);
    const found = await violationsOf(desk);
    expect(found.map(({ details }) => details.fault)).toContain(fault);
    const broken = new Set<string>(found.map((violation) => violation.invariant));
    expect([...broken].toSorted()).toEqual([invariant, ...also].toSorted());
  });

  test('every checker has been seen to find something', () => {
    const seen = new Set(wrongs.map(({ invariant }) => invariant));
    expect(checkers.filter(({ invariant }) => !seen.has(invariant))).toEqual([]);
  });
});
