import { describe, expect, test } from 'vitest';
import { isBillingError } from '../../src/errors/billing-error.ts';
import type { BillingEvent } from '../../src/events/billing-events.ts';
import { invoiceRecords } from '../../src/engine/records/billing.ts';
import { carriedRecords } from '../../src/engine/records/carried.ts';
import type { Desk } from '../../src/engine/desk.ts';
import type { Invoice } from '../../src/invoice/invoice.ts';
import type { ReviewAnswer } from '../../src/ports/plugin.ts';
import { fakeLedger } from '../../src/testing/fake-ledger.ts';
import { fakeMailer } from '../../src/testing/fake-mailer.ts';
import { violationsOf } from './support/busy-desk.ts';
import { rowsOf, testDesk, testEntry } from './support/desk.ts';

const march = { through: '2026-03-31' } as const;
const saveMarch = { ...march, key: '2026-03' } as const;

const codeOf = async (call: () => Promise<unknown>): Promise<string> => {
  try {
    await call();
    return 'accepted';
  } catch (error) {
    return isBillingError(error) ? error.code : String(error);
  }
};

const outcomes = async (desk: Desk, batchId: string): Promise<readonly string[]> => {
  const { items } = await desk.batches.customers(batchId);
  return items.map(({ customerId, status, reason, amounts }) =>
    [customerId, status, ...amounts.map(({ amount }) => amount), reason?.code].filter(Boolean).join(' '),
  );
};

describe('R6 and R92: work of a customer whom nobody knows', () => {
  test('is told by the preview and by the batch, and billed once the customer is known', async () => {
    const { desk } = await testDesk();
    await desk.work.record([
      testEntry('te_1'),
      testEntry('te_2', { customerId: 'stranger' }),
      testEntry('te_3', { customerId: 'stranger', date: '2026-04-01' }),
    ]);
    const amount = { amount: '5.00', currency: 'EUR' };
    const thing = { id: 'ex_1', customerId: 'stranger', date: '2026-03-04', description: 'Cable' };
    await desk.work.recordExpenses([{ ...thing, amount, kind: 'billable' }]);
    const told = (await desk.batches.preview(march)).customers.find(({ status }) => status === 'blocked');
    expect(told).toMatchObject({
      customerId: 'stranger',
      reason: {
        code: 'unknown-customer',
        message: 'there is no customer "stranger", and 2 of its work records wait: put the customer',
      },
      figures: { blocked: 1 },
    });
    const first = await desk.batches.save(saveMarch);
    expect(first.counts).toMatchObject({ invoiced: 1, blocked: 1 });
    expect(await outcomes(desk, first.id)).toEqual([
      'acme invoiced 142.80',
      'stranger blocked unknown-customer',
    ]);
    expect(await violationsOf(desk)).toEqual([]);

    await desk.customers.put({ id: 'stranger', party: { name: 'Stranger' } });
    const second = await desk.batches.save({ ...march, key: 'again' });
    expect(await outcomes(desk, second.id)).toEqual(['stranger invoiced 148.75']);
    await desk.batches.delete(first.id);
    expect((await desk.batches.get(first.id))?.state).toBe('deleted');
  });

  test('is not told of where the batch is not about it', async () => {
    const { desk } = await testDesk();
    await desk.work.record([testEntry('te_1', { customerId: 'stranger' })]);
    const none = [
      { ...march, include: { customers: ['acme'] } },
      { ...march, exclude: { customers: ['stranger'] } },
      { ...march, exclude: { entries: ['te_1'] } },
      { through: '2026-03-01' },
    ];
    for (const request of none) expect((await desk.batches.preview(request)).customers).toEqual([]);
    await desk.work.edit(testEntry('te_1', { customerId: 'acme' }));
    expect((await desk.batches.preview(march)).customers.map(({ customerId }) => customerId)).toEqual([
      'acme',
    ]);
  });
});

describe('R90: a preview', () => {
  test('shows what save would do, with counters, and writes nothing', async () => {
    const { desk, storage, putContract } = await testDesk();
    await putContract({
      components: [{ id: 'care', kind: 'recurring-fee', price: '50.00', billing: 'arrears' }],
    });
    const workItem = { kind: 'ticket', id: 't_1' } as const;
    await desk.work.record([
      testEntry('te_1', { workItem }),
      testEntry('te_2', { workItem, minutes: 30 }),
      testEntry('te_3', { customerId: 'globex' }),
      testEntry('te_4', { customerId: null }),
    ]);
    const before = await rowsOf(storage);
    const preview = await desk.batches.preview(march);
    expect(await rowsOf(storage)).toEqual(before);
    expect(preview.withoutCustomer).toBe(1);
    expect(preview.figures).toEqual({
      bills: 2,
      drafts: 2,
      workItems: 1,
      billedSeconds: 9000,
      blocked: 0,
      amounts: [
        {
          net: { amount: '350.00', currency: 'EUR' },
          tax: { amount: '66.50', currency: 'EUR' },
          total: { amount: '416.50', currency: 'EUR' },
        },
      ],
    });
    const told = preview.customers.map(({ customerId, status }) => `${customerId} ${status}`);
    expect(told).toEqual(['acme invoiced', 'globex invoiced']);

    const saved = await desk.batches.save(saveMarch);
    expect(saved.amounts).toEqual(preview.figures.amounts.map(({ total }) => total));
    expect(saved.counts).toMatchObject({ invoiced: 2, pending: 0, failed: 0 });
  });

  test('tells open periods, which save leaves alone unless it is told otherwise', async () => {
    const { desk, putContract } = await testDesk();
    await putContract({});
    await desk.work.record([testEntry('te_1')]);
    const request = { through: '2026-03-15' };
    const [acme] = (await desk.batches.preview(request)).customers;
    expect(acme).toMatchObject({ status: 'nothing-due', bills: [], openPeriods: [{ contractId: 'c_1' }] });
    const saved = await desk.batches.save({ ...request, key: 'a' });
    expect(await outcomes(desk, saved.id)).toEqual(['acme nothing-due']);
    const early = await desk.batches.save({ ...request, key: 'b', early: true });
    expect(await outcomes(desk, early.id)).toEqual(['acme invoiced 142.80']);
  });

  test('tells what is blocked, and why', async () => {
    const { desk } = await testDesk({ settings: { requireApproval: true } });
    await desk.work.record([testEntry('te_1', { approval: 'pending' })]);
    const [acme] = (await desk.batches.preview(march)).customers;
    expect(acme).toMatchObject({
      status: 'blocked',
      reason: { code: 'not-approved', message: 'work waits: not-approved 1' },
      blocked: [{ entryId: 'te_1', reason: 'not-approved' }],
    });
    const { id } = await desk.batches.save(saveMarch);
    expect(await outcomes(desk, id)).toEqual(['acme blocked not-approved']);
  });
});

describe('R91: saving', () => {
  test('locks what it bills, and a second run finds nothing to do', async () => {
    const { desk } = await testDesk();
    const workItem = { kind: 'ticket', id: 't_1' } as const;
    await desk.work.record([testEntry('te_1', { workItem })]);
    expect(await desk.work.isLocked(workItem)).toBe(false);
    await desk.batches.save(saveMarch);
    expect(await desk.work.isLocked(workItem)).toBe(true);
    expect(await codeOf(() => desk.work.edit(testEntry('te_1', { minutes: 5 })))).toBe('WORK_LOCKED');
    expect(await codeOf(() => desk.work.delete('entry', 'te_1'))).toBe('WORK_LOCKED');
    const again = await desk.batches.save({ ...march, key: 'again' });
    expect(again).toMatchObject({ customers: 0, state: 'saved' });
  });

  test('with the same key is the same batch, and with another request is refused', async () => {
    const { desk, storage } = await testDesk();
    await desk.work.record([testEntry('te_1')]);
    const first = await desk.batches.save(saveMarch);
    const before = await rowsOf(storage);
    expect(await desk.batches.save(saveMarch)).toEqual(first);
    expect(await rowsOf(storage)).toEqual(before);
    expect(await codeOf(() => desk.batches.save({ ...saveMarch, early: true }))).toBe('KEY_REUSED');
  });

  test('makes one draft for each customer and currency, or for each contract', async () => {
    const bills = async (invoicePer: 'customer' | 'contract') => {
      const { desk, seed, putContract } = await testDesk({ settings: { invoicePer } });
      await putContract({ id: 'c_1', order: 1, covers: { serviceType: 'support' } });
      await putContract({ id: 'c_2', order: 2 });
      await desk.work.record([
        testEntry('te_1'),
        testEntry('te_2', { serviceTypeId: 'travel', minutes: 30 }),
      ]);
      await desk.batches.save(saveMarch);
      const invoices = await seed((unit) => unit.all(invoiceRecords));
      return invoices.map(({ content }) => `${content.bills.length} ${content.totals.total.amount}`);
    };
    expect(await bills('customer')).toEqual(['2 214.20']);
    expect(await bills('contract')).toEqual(['1 142.80', '1 71.40']);
  });

  test('leaves bills without an invoice when nothing is to be paid', async () => {
    const { desk, seed, putContract } = await testDesk();
    await putContract({ components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '2' }] });
    await desk.work.record([testEntry('te_1')]);
    const { id } = await desk.batches.save(saveMarch);
    expect(await outcomes(desk, id)).toEqual(['acme nothing-due']);
    expect(await seed((unit) => unit.all(invoiceRecords))).toEqual([]);
    expect((await desk.work.get('entry', 'te_1'))?.billId).toBe('bill_0001');
  });

  test('takes only what is included, and not what is excluded', async () => {
    const { desk } = await testDesk();
    await desk.work.record([
      testEntry('te_1'),
      testEntry('te_2'),
      testEntry('te_3', { customerId: 'globex' }),
    ]);
    const some = { ...saveMarch, exclude: { entries: ['te_2'] }, include: { customers: ['acme'] } };
    const { id } = await desk.batches.save(some);
    expect(await outcomes(desk, id)).toEqual(['acme invoiced 142.80']);
    const open = await desk.work.list({ customerId: 'acme', isOpen: true });
    expect(open.items.map(({ work }) => work.id)).toEqual(['te_2']);
    const unknown = { ...march, key: 'b', include: { customers: ['nobody'] } };
    expect(await codeOf(() => desk.batches.save(unknown))).toBe('NOT_FOUND');
  });

  test('words the bills in the language of the customer', async () => {
    const { desk, seed, putContract } = await testDesk();
    await putContract({ components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '0.5' }] });
    await desk.customers.put({ id: 'acme', party: { name: 'Acme' }, language: 'de' });
    await desk.work.record([testEntry('te_1')]);
    await desk.batches.save(saveMarch);
    const [invoice] = await seed((unit) => unit.all(invoiceRecords));
    expect(invoice?.content.language).toBe('de');
    expect(invoice?.content.lines.map(({ description }) => description).join()).toMatch(/abgedeckt/);
  });
});

describe('R87: a result below 0', () => {
  const refund = (id: string, date: string) => ({
    id,
    customerId: 'acme',
    date,
    description: 'Parts given back',
    amount: { amount: '-100.00', currency: 'EUR' },
    kind: 'pass-through' as const,
  });

  test('becomes a credit note', async () => {
    const { desk, seed } = await testDesk();
    await desk.work.recordExpenses([refund('ex_1', '2026-03-02')]);
    const { id } = await desk.batches.save(saveMarch);
    expect(await outcomes(desk, id)).toEqual(['acme invoiced -119.00']);
    const [note] = await seed((unit) => unit.all(invoiceRecords));
    expect(note).toMatchObject({ kind: 'credit-note', content: { totals: { total: { amount: '119.00' } } } });
  });

  test('is carried onto the next invoice, and back when that is deleted', async () => {
    const { desk, seed } = await testDesk({ settings: { negativeInvoices: 'carry-forward' } });
    await desk.work.recordExpenses([refund('ex_1', '2026-02-02')]);
    const february = await desk.batches.save({ through: '2026-02-28', key: '2026-02' });
    expect(await outcomes(desk, february.id)).toEqual(['acme nothing-due carried-forward']);
    await desk.work.record([testEntry('te_1')]);
    const first = await desk.batches.save(saveMarch);
    expect(await outcomes(desk, first.id)).toEqual(['acme invoiced 23.80']);
    expect(await codeOf(() => desk.batches.delete(february.id))).toBe('BATCH_STATE');

    await desk.batches.delete(first.id);
    const [open] = await seed((unit) => unit.all(carriedRecords));
    expect(open?.takenBy).toBeNull();
    const second = await desk.batches.save({ ...march, key: 'b' });
    expect(await outcomes(desk, second.id)).toEqual(['acme invoiced 23.80']);
    await desk.batches.delete(second.id);
    await desk.batches.delete(february.id);
    expect(await seed((unit) => unit.all(carriedRecords))).toEqual([]);
    expect((await desk.work.get('expense', 'ex_1'))?.billId).toBeNull();
  });
});

describe('R83, R87: what a contract has off its invoices', () => {
  const month = async (discount: object) => {
    const { desk, putContract } = await testDesk({ settings: { negativeInvoices: 'carry-forward' } });
    const discounts = [{ id: 'agreed', description: 'Agreed', ...discount }];
    await putContract({ start: '2026-02-01', taxCodes: [], discounts });
    const product = { customerId: 'acme', unitPrice: '50.00', currency: 'EUR', description: 'Cable' };
    await desk.work.recordProducts([{ ...product, id: 'p_1', date: '2026-02-02', quantity: '-1' }]);
    await desk.batches.save({ through: '2026-02-28', key: '2026-02' });
    await desk.work.recordProducts([{ ...product, id: 'p_2', date: '2026-03-02', quantity: '2' }]);
    return outcomes(desk, (await desk.batches.save(saveMarch)).id);
  };

  test('is off before something is carried forward, and not off that once more', async () => {
    // February -50.00 + 5.00; March 100.00 - 10.00 - 45.00.
    expect(await month({ percent: '10' })).toEqual(['acme invoiced 45.00']);
  });

  test('does not stop the next invoice when that comes to less than it', async () => {
    expect(await month({ amount: { amount: '80.00', currency: 'EUR' } })).toEqual([
      'acme nothing-due carried-forward',
    ]);
  });
});

describe('R92: one customer', () => {
  test('that fails stops no other, and can be tried again', async () => {
    const { desk, putContract } = await testDesk();
    await putContract({ id: 'c_1', covers: { serviceType: 'support' } });
    await putContract({ id: 'c_2' });
    await desk.customers.put({ id: 'initech', party: { name: 'Initech' }, rateCardId: 'gone' });
    await desk.work.record([
      testEntry('te_1'),
      testEntry('te_2', { customerId: 'globex' }),
      testEntry('te_3', { customerId: 'initech' }),
    ]);
    const { id, state, counts } = await desk.batches.save(saveMarch);
    expect({ state, counts }).toMatchObject({ state: 'saved', counts: { failed: 2, invoiced: 1 } });
    expect(await outcomes(desk, id)).toEqual([
      'acme failed CONTRACTS_OVERLAP',
      'globex invoiced 142.80',
      'initech failed NOT_FOUND',
    ]);
    await desk.customers.put({ id: 'initech', party: { name: 'Initech' } });
    const steps: string[] = [];
    for await (const { customerId, status, done, total } of desk.batches.run(id, { retryFailed: true }))
      steps.push(`${done}/${total} ${customerId} ${status}`);
    expect(steps).toEqual(['1/3 acme failed', '2/3 globex invoiced', '3/3 initech invoiced']);
    expect((await desk.batches.get(id))?.amounts).toEqual([{ amount: '285.60', currency: 'EUR' }]);
  });

  test('whose taxes a plugin can not tell has failed; whose it tells has these', async () => {
    const plugin = {
      id: 'taxes',
      async taxCodes({ customerId }: { customerId: string }) {
        if (customerId === 'globex') throw new Error('no answer');
        return [{ id: 'vat', name: 'VAT 7 %', percent: '7' }];
      },
    };
    const { desk } = await testDesk({ plugins: [plugin] });
    await desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
    const { id } = await desk.batches.save(saveMarch);
    expect(await outcomes(desk, id)).toEqual(['acme invoiced 128.40', 'globex failed UNEXPECTED']);
  });
});

describe('R94: many workers', () => {
  const many = Array.from({ length: 12 }, (_, index) => `customer_${String(index).padStart(2, '0')}`);

  test('that run one batch at once bill each customer once', async () => {
    const { desk, seed } = await testDesk({ customers: many });
    await desk.work.record(many.map((customerId, index) => testEntry(`te_${index}`, { customerId })));
    const { id } = await desk.batches.plan(saveMarch);
    const work = async (atOnce: number) => {
      const seen: string[] = [];
      for await (const step of desk.batches.run(id, { atOnce })) seen.push(step.customerId);
      return seen;
    };
    const seen = await Promise.all([work(1), work(3), work(5)]);
    expect(seen).toEqual([many, many, many]);
    const invoices = await seed((unit) => unit.all(invoiceRecords));
    expect(invoices.map(({ content }) => content.customerId).toSorted()).toEqual(many);
    expect(await desk.batches.get(id)).toMatchObject({ state: 'saved', counts: { invoiced: 12 } });
  });

  test('take customers from a runner', async () => {
    const jobs: { key: string; tenantId: string; batchId: string; customerId: string }[] = [];
    const signal = new AbortController().signal;
    const runner = {
      enqueue: async (given: readonly (typeof jobs)[number][]) => {
        jobs.push(...given.filter(({ key }) => jobs.every((job) => job.key !== key)));
      },
      async work(worker: (job: (typeof jobs)[number], stop: AbortSignal) => Promise<void>) {
        // Each job twice: a queue may.
        await Promise.all([...jobs, ...jobs].map((job) => worker(job, signal)));
        return { stop: async () => {} };
      },
    };
    const { desk, billing } = await testDesk({ customers: many, runner });
    await desk.work.record(many.map((customerId, index) => testEntry(`te_${index}`, { customerId })));
    const { id } = await desk.batches.plan(saveMarch);
    expect(await desk.batches.distribute(id)).toBe(12);
    await desk.batches.distribute(id);
    await (await billing.work()).stop();
    expect(await desk.batches.get(id)).toMatchObject({ state: 'saved', counts: { invoiced: 12 } });
    expect(await desk.batches.distribute(id)).toBe(0);
  });

  test('need a runner', async () => {
    const { desk, billing } = await testDesk();
    const { id } = await desk.batches.plan(saveMarch);
    expect(await codeOf(() => desk.batches.distribute(id))).toBe('ENGINE_INVALID');
    expect(await codeOf(() => billing.work())).toBe('ENGINE_INVALID');
  });
});

describe('deleting a batch', () => {
  test('I24: releases exactly what it billed', async () => {
    const { desk, storage, putContract } = await testDesk();
    await putContract({ components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '0.5' }] });
    await desk.work.record([
      testEntry('te_1'),
      testEntry('te_2', { billable: false }),
      testEntry('te_3', { customerId: 'globex' }),
    ]);
    const without = [
      'batches',
      'batch-customers',
      'bills',
      'answers',
      'audit',
      'counters',
      'notices',
    ] as const;
    const before = await rowsOf(storage, 'desk', without);
    const { id } = await desk.batches.save(saveMarch);
    expect(await rowsOf(storage, 'desk', without)).not.toEqual(before);
    await desk.batches.delete(id);
    expect(await rowsOf(storage, 'desk', without)).toEqual(before);
    expect(await desk.batches.get(id)).toMatchObject({
      state: 'deleted',
      amounts: [],
      counts: { released: 2 },
    });
    await desk.batches.delete(id);
    const run = async () => {
      for await (const step of desk.batches.run(id)) throw new Error(step.customerId);
    };
    expect(await codeOf(run)).toBe('BATCH_STATE');
    // The same key is still that of the deleted batch.
    expect((await desk.batches.save(saveMarch)).state).toBe('deleted');
    const again = await desk.batches.save({ ...march, key: 'again' });
    expect(again.counts.invoiced).toBe(2);
  });

  test('is refused when an invoice of it was issued, and leaves everything as it is', async () => {
    const { desk, storage, seed } = await testDesk();
    await desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
    const { id } = await desk.batches.save(saveMarch);
    await seed(async (unit) => {
      const invoice = await unit.load(invoiceRecords, 'invoice_0002');
      await unit.save(invoiceRecords, { ...invoice, settlement: 'issued' });
    });
    const before = await rowsOf(storage);
    await expect(desk.batches.delete(id)).rejects.toMatchObject({
      code: 'BATCH_STATE',
      details: { state: 'saved', action: 'delete', invoiceIds: ['invoice_0002'] },
    });
    expect(await rowsOf(storage)).toEqual(before);
  });
});

describe('R93: a batch', () => {
  test('is issued as a whole, a result for each; again issues only what was refused', async () => {
    const held = new Set(['acme']);
    const review = async ({ content }: Invoice): Promise<ReviewAnswer> =>
      held.has(content.customerId) ? { status: 'held', reason: 'a look first' } : { status: 'accepted' };
    const { desk } = await testDesk({ plugins: [{ id: 'review', review }] });
    await desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
    const { id } = await desk.batches.save(saveMarch);
    const told = async () =>
      (await desk.batches.issue(id)).map((one) =>
        one.status === 'issued' ? `issued ${one.invoice.issued?.number}` : `refused ${one.code}`,
      );
    expect(await told()).toEqual(['refused INVOICE_HELD', 'issued INV-00001']);
    held.clear();
    expect(await told()).toEqual(['issued INV-00002']);
    expect(await told()).toEqual([]);
    expect(await codeOf(() => desk.batches.delete(id))).toBe('BATCH_STATE');
    expect(await codeOf(() => desk.batches.issue('none'))).toBe('NOT_FOUND');
  });

  test('is sent and exported as a whole, as far as each can be', async () => {
    const { desk } = await testDesk({ mailer: fakeMailer(), accounting: [fakeLedger()] });
    await desk.customers.put({ id: 'acme', party: { name: 'Acme', email: 'billing@acme.example' } });
    await desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
    const { id } = await desk.batches.save(saveMarch);
    expect(await desk.batches.send(id)).toEqual([]);
    await desk.batches.issue(id);
    const sent = await desk.batches.send(id);
    expect(sent.map((one) => (one.status === 'queued' ? 'queued' : one.code))).toEqual([
      'queued',
      'RECIPIENT_MISSING',
    ]);
    expect(await desk.batches.send(id)).toHaveLength(1);
    expect((await desk.batches.export(id)).map(({ status }) => status)).toEqual(['queued', 'queued']);
    expect(await desk.batches.export(id)).toEqual([]);
    expect(await codeOf(() => desk.batches.send('none'))).toBe('NOT_FOUND');
    expect(await codeOf(() => desk.batches.export('none'))).toBe('NOT_FOUND');
  });

  test('that a ledger sends is copied as a whole, and sent as far as somebody knows an address', async () => {
    const ledger = fakeLedger();
    const { desk, billing, clock } = await testDesk({
      accounting: [ledger],
      settings: { deliverBy: 'fake-ledger' },
    });
    await desk.customers.put({ id: 'acme', party: { name: 'Acme', email: 'billing@acme.example' } });
    await desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
    const { id } = await desk.batches.save(saveMarch);
    await desk.batches.issue(id);
    const sent = await desk.batches.send(id);
    expect(sent.map((one) => (one.status === 'queued' ? 'queued' : `${one.status} ${one.code}`))).toEqual([
      'queued',
      'copied RECIPIENT_MISSING',
    ]);
    await billing.dispatch();
    clock.advance(61);
    await billing.dispatch();
    expect(ledger.documents().map(({ mailedTo }) => mailedTo.length)).toEqual([1, 0]);
    // Those that nobody got are told again.
    expect((await desk.batches.send(id)).map(({ status }) => status)).toEqual(['copied']);
    expect(ledger.documents()).toHaveLength(2);
  });
});

test('events are told: of each customer, of thresholds that were crossed, of the batch', async () => {
  const { desk, putContract } = await testDesk();
  await putContract({ components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1' }] });
  const told: string[] = [];
  const note = ({ name }: BillingEvent) => void told.push(name);
  for (const name of [
    'batch.saved',
    'batch.customer',
    'batch.deleted',
    'invoice.drafted',
    'quota.crossed',
  ] as const)
    desk.on(name, note);
  await desk.work.record([testEntry('te_1', { minutes: 90 })]);
  const { id } = await desk.batches.save(saveMarch);
  expect(told).toEqual([
    'quota.crossed',
    'quota.crossed',
    'quota.crossed',
    'invoice.drafted',
    'batch.customer',
    'batch.saved',
  ]);
  await desk.batches.delete(id);
  expect(told.at(-1)).toBe('batch.deleted');
});

test('I21: another tenant sees nothing of a batch and can do nothing with it', async () => {
  const { desk, billing, storage } = await testDesk();
  await desk.work.record([testEntry('te_1')]);
  const { id } = await desk.batches.save(saveMarch);
  const before = await rowsOf(storage);
  const { desk: other } = await testDesk({ storage, tenantId: 'other' });
  expect(await other.batches.get(id)).toBeNull();
  expect((await other.batches.list()).items).toEqual([]);
  expect((await other.batches.customers(id)).items).toEqual([]);
  expect((await other.batches.preview(march)).customers).toEqual([]);
  expect(await codeOf(() => other.batches.delete(id))).toBe('NOT_FOUND');
  expect(await codeOf(() => other.batches.run(id).next())).toBe('NOT_FOUND');
  expect((await other.batches.save(saveMarch)).customers).toBe(0);
  expect(await codeOf(() => billing.forTenant('third').batches.preview(march))).toBe('SETTINGS_MISSING');
  expect(await rowsOf(storage)).toEqual(before);
  expect((await desk.batches.list({ state: 'saved' })).items).toHaveLength(1);
});

test.each([
  ['no day', { through: 'tomorrow' }],
  ['a misspelt key', { ...march, erly: true }],
  ['ids that are none', { ...march, exclude: { entries: [''] } }],
])('%s is refused', async (_, request) => {
  const { desk } = await testDesk();
  expect(await codeOf(() => desk.batches.preview(request as never))).toBe('BATCH_INVALID');
  expect(await codeOf(() => desk.batches.save({ ...request, key: 'a' }))).toBe('BATCH_INVALID');
});
