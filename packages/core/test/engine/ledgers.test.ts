import { describe, expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import type { BillingEvent } from '../../src/events/billing-events.ts';
import { copyOf } from '../../src/invoice/life/ledger-copy.ts';
import { money } from '../../src/money/money.ts';
import type { LedgerPayment } from '../../src/ports/accounting.ts';
import { fakeLedger } from '../../src/testing/fake-ledger.ts';
import { ledgerDesk, type LedgerDesk } from './support/ledger-desk.ts';

const stateOf = async ({ desk, ledger }: LedgerDesk, id: string): Promise<string> => {
  const invoice = await desk.invoices.get(id);
  return invoice === null ? 'gone' : copyOf(invoice, ledger.id).state;
};

const paymentOf = (
  externalId: string,
  invoice: string,
  amount: string,
  isDeleted = false,
): LedgerPayment => ({
  externalId,
  kind: 'payment',
  applications: [{ invoiceExternalId: invoice, amount: money(amount, 'EUR') }],
  amount: money(amount, 'EUR'),
  on: '2026-04-09',
  isDeleted,
});

describe('copies in ledgers', () => {
  test('R93: with auto-export, exporting follows issuing; without it, a person asks for it', async () => {
    const auto = await ledgerDesk();
    await auto.issued('inv_1');
    expect(await stateOf(auto, 'inv_1')).toBe('queued');
    const asked = await ledgerDesk({ settings: { autoExport: [] } });
    await asked.issued('inv_1');
    expect(await stateOf(asked, 'inv_1')).toBe('none');
    await asked.desk.invoices.export('inv_1');
    await asked.billing.dispatch();
    expect(await stateOf(asked, 'inv_1')).toBe('confirmed');
  });

  test('I16: every issued invoice has one message for each ledger of auto-export, written with its number', async () => {
    const { desk, issued } = await ledgerDesk();
    for (const id of ['inv_1', 'inv_2', 'inv_3']) await issued(id);
    const { items } = await desk.outbox.list({ state: 'pending' });
    expect(items.map(({ kind, subject }) => [kind, subject.id])).toEqual([
      ['export', 'inv_1'],
      ['export', 'inv_2'],
      ['export', 'inv_3'],
    ]);
  });

  test('a copy that is as the invoice is can not be copied again, and names what can be done', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    await expect(world.desk.invoices.export('inv_1')).rejects.toMatchObject({ code: 'INVOICE_STATE' });
    await world.billing.dispatch();
    await expect(world.desk.invoices.export('inv_1')).rejects.toMatchObject({ code: 'INVOICE_STATE' });
    await expect(world.desk.invoices.export('inv_1', 'xero')).rejects.toMatchObject({
      code: 'CONNECTOR_UNKNOWN',
      details: { connectorId: 'xero', known: ['fake-ledger'] },
    });
  });

  test('R82: a copy of an invoice that was reopened and changed is stale, and is brought up to date', async () => {
    const world = await ledgerDesk({ settings: { reopen: true } });
    await world.issued('inv_1');
    await world.billing.dispatch();
    await world.desk.invoices.reopen('inv_1');
    expect(await stateOf(world, 'inv_1')).toBe('stale');
    await world.desk.invoices.issue('inv_1');
    expect(await stateOf(world, 'inv_1')).toBe('queued');
    await world.billing.dispatch();
    expect(await stateOf(world, 'inv_1')).toBe('confirmed');
    expect(world.ledger.documents()).toMatchObject([{ externalId: 'doc_1', revision: 2 }]);
  });

  test('what a person asked a ledger to copy is copied, also when the invoice was reopened before it went', async () => {
    const world = await ledgerDesk({ settings: { autoExport: [], reopen: true } });
    await world.issued('inv_1');
    await world.desk.invoices.export('inv_1');
    await world.desk.invoices.reopen('inv_1');
    expect(await stateOf(world, 'inv_1')).toBe('none');
    await world.desk.invoices.issue('inv_1');
    await world.billing.dispatch();
    expect(world.ledger.documents()).toMatchObject([{ externalId: 'doc_1', revision: 2 }]);
  });

  test('a copy says when its ledger confirmed it last, also while it is stale', async () => {
    const world = await ledgerDesk({ settings: { reopen: true } });
    await world.issued('inv_1');
    const confirmedAt = async (): Promise<unknown> =>
      (await world.desk.invoices.get('inv_1'))?.ledgers['fake-ledger']?.confirmedAt;
    expect(await confirmedAt()).toBeNull();
    await world.billing.dispatch();
    const first = world.clock.now();
    expect(await confirmedAt()).toBe(first);
    world.clock.advance(60);
    await world.desk.invoices.reopen('inv_1');
    expect(await confirmedAt()).toBe(first);
    await world.desk.invoices.issue('inv_1');
    await world.billing.dispatch();
    expect(await confirmedAt()).toBe(world.clock.now());
  });

  test('R84: a void invoice is taken back in the ledger', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    await world.billing.dispatch();
    await world.desk.invoices.void('inv_1');
    await world.billing.dispatch();
    expect(world.ledger.documents()).toMatchObject([{ invoiceId: 'inv_1', isVoid: true }]);
    expect(await stateOf(world, 'inv_1')).toBe('confirmed');
  });

  test('a ledger that takes nothing back says so to a person', async () => {
    const world = await ledgerDesk({ ledger: { supports: { void: false } } });
    await world.issued('inv_1');
    await world.billing.dispatch();
    await world.desk.invoices.void('inv_1');
    expect(await world.billing.dispatch()).toMatchObject({ dead: 1 });
    expect((await world.desk.outbox.list({ state: 'dead' })).items).toMatchObject([
      { fault: 'the ledger does not take copies back: void it there by hand' },
    ]);
    await expect(world.desk.invoices.export('inv_1')).rejects.toMatchObject({ code: 'CONNECTOR_LACKS' });
  });

  test('a void invoice that never came to the ledger is not copied', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    await world.desk.invoices.void('inv_1');
    await world.work(1);
    expect(world.ledger.documents()).toEqual([]);
    expect(world.ledger.calls()).toEqual([]);
    expect((await world.desk.outbox.list()).items).toMatchObject([{ state: 'done' }]);
  });

  test('a credit note waits until its invoice is in the ledger, and names it', async () => {
    let isDown = true;
    const world = await ledgerDesk({ ledger: { faults: () => (isDown ? { kind: 'limited' } : null) } });
    await world.issued('inv_1');
    const note = await world.desk.invoices.credit('inv_1', { reason: 'wrong' });
    await world.work(2);
    expect(world.ledger.documents()).toEqual([]);
    isDown = false;
    await world.work(70);
    const [first, second] = world.ledger.documents();
    expect(first).toMatchObject({ invoiceId: 'inv_1', creditsExternalId: null });
    expect(second).toMatchObject({ invoiceId: note.id, creditsExternalId: first?.externalId });
  });

  test('what a ledger refuses waits for a person, who mends it and copies it again', async () => {
    let isClosed = true;
    const world = await ledgerDesk({ ledger: { refuses: () => (isClosed ? 'the books are closed' : null) } });
    const failed: string[] = [];
    world.desk.on('invoice.export-failed', ({ reason }) => void failed.push(reason));
    await world.issued('inv_1');
    await world.billing.dispatch();
    expect(await stateOf(world, 'inv_1')).toBe('rejected');
    expect(failed).toEqual(['the books are closed']);
    const [dead] = (await world.desk.outbox.list({ state: 'dead' })).items;
    expect(dead).toMatchObject({ attempts: 1, fault: 'the books are closed' });
    isClosed = false;
    await world.desk.outbox.retry(dead?.id ?? '');
    await world.billing.dispatch();
    expect(await stateOf(world, 'inv_1')).toBe('confirmed');
    expect(world.ledger.documents()).toHaveLength(1);
  });

  test('what a person drops is not copied, and can be copied later', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    const [message] = (await world.desk.outbox.list()).items;
    expect(await world.desk.outbox.drop(message?.id ?? '')).toMatchObject({ state: 'dropped' });
    await world.work(5);
    expect(world.ledger.documents()).toEqual([]);
    expect(await stateOf(world, 'inv_1')).toBe('rejected');
    await world.desk.invoices.export('inv_1');
    await world.billing.dispatch();
    expect(world.ledger.documents()).toHaveLength(1);
  });

  test('what may still arrive can be neither tried again nor dropped by a person', async () => {
    const world = await ledgerDesk({ ledger: { faults: () => ({ kind: 'late', seconds: 60 }) } });
    await world.issued('inv_1');
    expect(await world.billing.dispatch()).toMatchObject({ uncertain: 1 });
    const [message] = (await world.desk.outbox.list({ invoiceId: 'inv_1' })).items;
    expect(message?.state).toBe('uncertain');
    for (const action of ['retry', 'drop'] as const)
      await expect(world.desk.outbox[action](message?.id ?? '')).rejects.toMatchObject({
        code: 'MESSAGE_STATE',
      });
    expect(await stateOf(world, 'inv_1')).toBe('unknown');
  });

  test('I18: a ledger that is never there leaves a dead message within two days, and a person gets it through', async () => {
    let isDown = true;
    const world = await ledgerDesk({ ledger: { faults: () => (isDown ? { kind: 'limited' } : null) } });
    await world.issued('inv_1');
    await world.work(2 * 24 * 60);
    const [dead] = (await world.desk.outbox.list({ state: 'dead' })).items;
    expect(dead).toMatchObject({ attempts: 24, fault: 'too many calls' });
    expect(await stateOf(world, 'inv_1')).toBe('rejected');
    isDown = false;
    await world.desk.outbox.retry(dead?.id ?? '');
    await world.work(1);
    expect(await stateOf(world, 'inv_1')).toBe('confirmed');
  });

  test('a ledger that is down blocks neither issuing nor another ledger, and is not asked for each invoice', async () => {
    const down = fakeLedger({ id: 'down', faults: () => ({ kind: 'unreached' }) });
    const up = fakeLedger({ id: 'up' });
    const world = await ledgerDesk({ accounting: [down, up], settings: { autoExport: ['down', 'up'] } });
    for (let number = 1; number <= 20; number += 1) await world.issued(`inv_${number}`);
    await world.billing.dispatch();
    expect(up.documents()).toHaveLength(20);
    expect(down.calls()).toHaveLength(3);
    const attempts = (await world.desk.outbox.list({ limit: 1000 })).items.map((message) => message.attempts);
    expect(attempts.filter((count) => count === 0)).toHaveLength(17);
  });

  test('a message of another tenant is delivered with what its own tenant knows', async () => {
    const world = await ledgerDesk();
    const other = world.billing.forTenant('other');
    await world.issued('inv_1');
    await world.billing.dispatch();
    expect((await other.outbox.list()).items).toEqual([]);
    expect(await other.outbox.get('export:fake-ledger:inv_1:1')).toBeNull();
    await expect(other.outbox.retry('export:fake-ledger:inv_1:1')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(other.invoices.export('inv_1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('payments from ledgers', () => {
  test('R85: a payment in the ledger pays the invoice once, however often it is told', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    await world.billing.dispatch();
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '30.00'));
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '30.00'));
    expect(await world.desk.ledgers.sync('fake-ledger')).toMatchObject({
      told: 2,
      recorded: 1,
      postponed: 0,
    });
    expect((await world.desk.invoices.get('inv_1'))?.paid.amount).toBe('30.00');
    expect(await world.desk.ledgers.sync('fake-ledger')).toMatchObject({ told: 0 });
  });

  test('many parts are fetched one after another, and two that fetch at once count nothing twice', async () => {
    const world = await ledgerDesk({ ledger: { pageSize: 2 } });
    await world.issued('inv_1', '100.00');
    await world.billing.dispatch();
    for (let number = 1; number <= 7; number += 1)
      world.ledger.enter(paymentOf(`pay_${number}`, 'doc_1', '10.00'));
    await Promise.all([world.desk.ledgers.sync('fake-ledger'), world.desk.ledgers.sync('fake-ledger')]);
    await world.desk.ledgers.sync('fake-ledger');
    expect((await world.desk.invoices.get('inv_1'))?.paid.amount).toBe('70.00');
  });

  test('a payment that is deleted in the ledger is taken back', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    await world.billing.dispatch();
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '80.00'));
    await world.desk.ledgers.sync('fake-ledger');
    expect((await world.desk.invoices.get('inv_1'))?.settlement).toBe('paid');
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '80.00', true));
    await world.desk.ledgers.sync('fake-ledger');
    expect((await world.desk.invoices.get('inv_1'))?.settlement).toBe('issued');
  });

  test('I23: a payment of a copy that we do not know yet is recorded as soon as we do', async () => {
    let calls = 0;
    const world = await ledgerDesk({
      ledger: { faults: ({ method }) => (method === 'export' && calls++ === 0 ? { kind: 'lost' } : null) },
    });
    await world.issued('inv_1');
    await world.billing.dispatch();
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '80.00'));
    expect(await world.desk.ledgers.sync('fake-ledger')).toMatchObject({ recorded: 0, postponed: 1 });
    await world.work(90);
    expect((await world.desk.invoices.get('inv_1'))?.settlement).toBe('paid');
  });

  test('I23: what was told before a payment changed does not come back, however late its worker is', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    await world.billing.dispatch();
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '80.00'));
    const gate = { open: () => {} };
    const slow = createBilling({
      storage: world.storage,
      clock: world.clock,
      accounting: [
        {
          ...world.ledger,
          changes: async (cursor, context) => {
            const told = await world.ledger.changes(cursor, context);
            await new Promise<void>((resolve) => {
              gate.open = resolve;
            });
            return told;
          },
        },
      ],
    });
    const late = slow.forTenant('desk').ledgers.sync('fake-ledger');
    while (world.ledger.calls().every(({ method }) => method !== 'changes')) await Promise.resolve();
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '50.00'));
    await world.desk.ledgers.sync('fake-ledger');
    expect((await world.desk.invoices.get('inv_1'))?.paid.amount).toBe('50.00');
    gate.open();
    expect(await late).toMatchObject({ recorded: 0 });
    expect((await world.desk.invoices.get('inv_1'))?.paid.amount).toBe('50.00');
  });

  test('I23: a payment that waits is what was told of it last', async () => {
    let calls = 0;
    const world = await ledgerDesk({
      ledger: { faults: ({ method }) => (method === 'export' && calls++ === 0 ? { kind: 'lost' } : null) },
    });
    await world.issued('inv_1');
    await world.billing.dispatch();
    for (const amount of ['80.00', '60.00']) {
      world.ledger.enter(paymentOf('pay_1', 'doc_1', amount));
      expect(await world.desk.ledgers.sync('fake-ledger')).toMatchObject({ postponed: 1 });
    }
    expect((await world.desk.outbox.list({ state: 'pending' })).items).toHaveLength(1);
    world.clock.advance(700);
    await world.billing.dispatch({ kinds: ['export'] });
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '30.00'));
    await world.desk.ledgers.sync('fake-ledger');
    await world.work(90);
    expect((await world.desk.invoices.get('inv_1'))?.paid.amount).toBe('30.00');
  });

  test('a payment that can not be recorded stops no other, and waits for a person', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    await world.billing.dispatch();
    world.ledger.enter({ ...paymentOf('pay_1', 'doc_1', '10.00'), on: 'yesterday' });
    world.ledger.enter(paymentOf('pay_2', 'doc_1', '80.00'));
    expect(await world.desk.ledgers.sync('fake-ledger')).toMatchObject({ recorded: 1, postponed: 1 });
    expect((await world.desk.invoices.get('inv_1'))?.settlement).toBe('paid');
    await world.work(2 * 24 * 60);
    expect((await world.desk.outbox.list({ state: 'dead' })).items).toMatchObject([{ kind: 'payment' }]);
  });

  test('a webhook is a hint: the changes are fetched by the next dispatch; a wrong signature is refused', async () => {
    const world = await ledgerDesk();
    await world.issued('inv_1');
    await world.billing.dispatch();
    world.ledger.enter(paymentOf('pay_1', 'doc_1', '80.00'));
    const request = await world.ledger.webhookRequest(['desk']);
    const changed = { ...request, body: new Uint8Array([...request.body, 32]) };
    for (const forged of [{ ...request, headers: { 'x-signature': 'mine' } }, changed])
      expect(await world.billing.webhook('fake-ledger', forged)).toMatchObject({ status: 'refused' });
    expect(await world.billing.dispatch()).toMatchObject({ done: 0 });
    for (let times = 0; times < 3; times += 1)
      expect(await world.billing.webhook('fake-ledger', request)).toMatchObject({ status: 'accepted' });
    expect((await world.desk.invoices.get('inv_1'))?.settlement).toBe('issued');
    expect(await world.billing.dispatch()).toMatchObject({ done: 1 });
    expect((await world.desk.invoices.get('inv_1'))?.settlement).toBe('paid');
    await expect(world.billing.webhook('xero', request)).rejects.toMatchObject({ code: 'CONNECTOR_UNKNOWN' });
  });

  test('a ledger that tells of no payments is not asked', async () => {
    const world = await ledgerDesk({ ledger: { supports: { payments: false } } });
    await expect(world.desk.ledgers.sync('fake-ledger')).rejects.toMatchObject({ code: 'CONNECTOR_LACKS' });
    expect(world.desk.ledgers.list()).toMatchObject([{ id: 'fake-ledger', supports: { payments: false } }]);
  });
});

describe('subscriptions', () => {
  test('are told each event at least once, with the same key, until they take it', async () => {
    const told: [string, string][] = [];
    let isDown = true;
    const deliver = async ({ name }: BillingEvent, key: string): Promise<void> => {
      told.push([name, key]);
      if (isDown) throw new Error('down');
    };
    const world = await ledgerDesk({ subscriptions: [{ id: 'crm', events: ['invoice.issued'], deliver }] });
    await world.issued('inv_1');
    await world.billing.dispatch();
    isDown = false;
    await world.work(3);
    expect(told.map(([name]) => name)).toEqual(['invoice.issued', 'invoice.issued']);
    expect(new Set(told.map(([, key]) => key)).size).toBe(1);
    expect((await world.desk.outbox.list({ state: 'done' })).items.map(({ kind }) => kind)).toContain(
      'event',
    );
  });
});

test('what a connector is given beside copying remembers for its tenant, and for nobody else', async () => {
  const { billing, desk, ledger } = await ledgerDesk();
  const { memory, tenantId } = desk.ledgers.context(ledger.id);
  expect(tenantId).toBe('desk');
  expect(await memory.set('token', 'sealed', null)).toBe(true);
  expect(await desk.ledgers.context(ledger.id).memory.get('token')).toEqual({ value: 'sealed', revision: 1 });
  expect(await billing.forTenant('other').ledgers.context(ledger.id).memory.get('token')).toBeNull();
  expect(() => desk.ledgers.context('xero')).toThrow(expect.objectContaining({ code: 'CONNECTOR_UNKNOWN' }));
});
