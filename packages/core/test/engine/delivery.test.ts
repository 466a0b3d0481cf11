import { describe, expect, test } from 'vitest';
import { manualLine } from '../../src/invoice/manual-line.ts';
import type { FakeFault } from '../../src/testing/fake-fault.ts';
import { ledgerDesk, type LedgerDesk } from './support/ledger-desk.ts';

const byLedger = { settings: { autoExport: [], deliverBy: 'fake-ledger' } };
const byMail = { settings: { autoExport: [] } };

const deliveryOf = async ({ desk }: LedgerDesk, id = 'inv_1'): Promise<string | undefined> =>
  (await desk.invoices.get(id))?.delivery;

/** The fault of the first so many mails. */
function first(count: number, fault: FakeFault): () => FakeFault | null {
  let seen = 0;
  return () => (seen++ < count ? fault : null);
}

describe('invoices by mail', () => {
  test('go to the address on the invoice, once, with the same key', async () => {
    const world = await ledgerDesk(byMail);
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    expect(await deliveryOf(world)).toBe('queued');
    await world.work(2);
    expect(world.mailer.sent()).toMatchObject([
      {
        tenantId: 'desk',
        to: [{ name: 'Acme', address: 'billing@acme.example' }],
        language: 'en',
        subject: { kind: 'invoice', invoice: { id: 'inv_1' } },
      },
    ]);
    expect(await deliveryOf(world)).toBe('sent');
  });

  test('that are on their way are not sent twice; those that have arrived can be sent once more', async () => {
    const world = await ledgerDesk(byMail);
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    await expect(world.desk.invoices.send('inv_1')).rejects.toMatchObject({ code: 'INVOICE_STATE' });
    await world.billing.dispatch();
    await world.desk.invoices.send('inv_1', { to: [{ address: 'boss@acme.example' }] }, { key: 'again' });
    await world.desk.invoices.send('inv_1', { to: [{ address: 'boss@acme.example' }] }, { key: 'again' });
    await world.billing.dispatch();
    expect(world.mailer.sent().map(({ to }) => to[0]?.address)).toEqual([
      'billing@acme.example',
      'boss@acme.example',
    ]);
    expect(new Set(world.mailer.sent().map(({ key }) => key)).size).toBe(2);
    expect(await deliveryOf(world)).toBe('sent');
  });

  test.each([
    [{ kind: 'unreached' }, 1],
    [{ kind: 'lost' }, 2],
    [{ kind: 'late', seconds: 30 }, 2],
    [{ kind: 'silent', seconds: null }, 1],
    [{ kind: 'limited' }, 1],
  ] as const)(
    'I17: after a mail that was %o it is sent again once, with the same key',
    async (fault, mails) => {
      const world = await ledgerDesk({ ...byMail, mailer: { faults: first(1, fault) } });
      await world.issued('inv_1');
      await world.desk.invoices.send('inv_1');
      await world.work(60);
      expect(await deliveryOf(world)).toBe('sent');
      expect(world.mailer.sent()).toHaveLength(mails);
      expect(new Set(world.mailer.sent().map(({ key }) => key)).size).toBe(1);
    },
  );

  test('I17: that may have arrived twice are told so, where it is told that they were sent', async () => {
    const world = await ledgerDesk({ ...byMail, mailer: { faults: first(1, { kind: 'lost' }) } });
    const told: string[] = [];
    world.desk.on('invoice.sent', ({ invoice, sentAgain }) => void told.push(`${invoice.id} ${sentAgain}`));
    for (const id of ['inv_1', 'inv_2']) {
      await world.issued(id);
      await world.desk.invoices.send(id);
      await world.work(60);
    }
    expect(told).toEqual(['inv_1 true', 'inv_2 false']);
    expect((await world.desk.mails.list()).items).toMatchObject([
      { about: { id: 'inv_1' }, status: 'sent', sentAgain: true },
      { about: { id: 'inv_2' }, status: 'sent', sentAgain: false },
    ]);
  });

  test('that may have arrived twice are left to a person, who says that it arrived, or sends it again', async () => {
    const world = await ledgerDesk({ ...byMail, mailer: { faults: first(2, { kind: 'lost' }) } });
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    await world.work(24 * 60);
    expect(world.mailer.sent()).toHaveLength(2);
    expect(await deliveryOf(world)).toBe('unknown');
    expect((await world.desk.mails.list()).items).toMatchObject([{ status: 'unknown', sentAgain: true }]);
    const [dead] = (await world.desk.outbox.list({ state: 'dead' })).items;
    expect(dead?.fault).toMatch(/nobody can say/);
    await expect(world.desk.invoices.send('inv_1')).rejects.toMatchObject({ code: 'INVOICE_STATE' });
    await world.desk.outbox.retry(dead?.id ?? '');
    await world.work(1);
    expect(world.mailer.sent()).toHaveLength(3);
    expect(await deliveryOf(world)).toBe('sent');
    expect((await world.desk.mails.list()).items).toMatchObject([{ status: 'sent', sentAgain: true }]);
  });

  test('I17: that may have arrived are not said to have failed when the second try is refused', async () => {
    const faults = [{ kind: 'lost' }, { kind: 'refused' }] as const;
    let seen = 0;
    const world = await ledgerDesk({ ...byMail, mailer: { faults: () => faults[seen++] ?? null } });
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    await world.work(60);
    expect(world.mailer.sent()).toHaveLength(1);
    expect(await deliveryOf(world)).toBe('unknown');
    expect((await world.desk.mails.list()).items).toMatchObject([{ status: 'unknown' }]);
  });

  test('I17: that may have arrived are not said to have failed when nobody takes them for a day', async () => {
    let seen = 0;
    const faults = () => ({ kind: seen++ === 0 ? 'lost' : 'limited' }) as const;
    const world = await ledgerDesk({ ...byMail, mailer: { faults } });
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    await world.work(48 * 60);
    expect(world.mailer.sent()).toHaveLength(1);
    expect(await deliveryOf(world)).toBe('unknown');
  });

  test('that are refused for good have failed; with another address they are sent again', async () => {
    const world = await ledgerDesk({
      ...byMail,
      mailer: {
        faults: ({ to }) => (to[0]?.address === 'billing@acme.example' ? { kind: 'refused' } : null),
      },
    });
    const failed: string[] = [];
    world.desk.on('invoice.delivery-failed', ({ reason }) => void failed.push(reason));
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    await world.billing.dispatch();
    expect(await deliveryOf(world)).toBe('failed');
    expect(failed).toEqual(['550 no such user']);
    await world.desk.invoices.send('inv_1', { to: [{ name: 'Ana', address: 'ana@acme.example' }] });
    await world.billing.dispatch();
    expect(await deliveryOf(world)).toBe('sent');
  });

  test('are dropped by a person before they go out', async () => {
    const world = await ledgerDesk(byMail);
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    const [message] = (await world.desk.outbox.list({ state: 'pending' })).items;
    await world.desk.outbox.drop(message?.id ?? '');
    await world.work(2);
    expect(world.mailer.sent()).toEqual([]);
    expect(await deliveryOf(world)).toBe('unsent');
  });

  test.each([
    'a@x.example\r\nBcc: evil@x.example',
    'a@x.example, evil@x.example',
    'a@x.example;evil@x.example',
    'Ana <a@x.example>',
    'a b@x.example',
    'a@x@y.example',
    '',
  ])('no recipient is smuggled in: %j is refused', async (address) => {
    const world = await ledgerDesk(byMail);
    await world.issued('inv_1');
    await expect(world.desk.invoices.send('inv_1', { to: [{ address }] })).rejects.toMatchObject({
      code: 'RECIPIENT_INVALID',
    });
    const name = 'Ana\r\nBcc: evil@x.example';
    await expect(
      world.desk.invoices.send('inv_1', { to: [{ name, address: 'a@x.example' }] }),
    ).rejects.toMatchObject({ code: 'RECIPIENT_INVALID' });
    expect(await deliveryOf(world)).toBe('unsent');
  });

  test('a customer without an address is refused with a code, and what was copied stays copied', async () => {
    const world = await ledgerDesk();
    await issuedToNobody(world);
    await world.billing.dispatch();
    await expect(world.desk.invoices.send('inv_2')).rejects.toMatchObject({
      code: 'RECIPIENT_MISSING',
      details: { invoiceId: 'inv_2', customerId: 'globex' },
    });
    expect((await world.desk.invoices.get('inv_2'))?.ledgers['fake-ledger']?.state).toBe('confirmed');
    await world.desk.customers.put({
      id: 'globex',
      party: { name: 'Globex', email: 'billing@globex.example' },
    });
    await world.desk.invoices.send('inv_2');
    await world.billing.dispatch();
    expect(await deliveryOf(world, 'inv_2')).toBe('sent');
  });

  test('a draft can not be sent', async () => {
    const world = await ledgerDesk(byMail);
    const line = manualLine({
      id: 'x',
      description: 'X',
      unitPrice: '1',
      currency: 'EUR',
      from: '2026-04-01',
    });
    await world.desk.invoices.draft({ id: 'inv_2', customerId: 'acme', lines: [line] });
    await expect(world.desk.invoices.send('inv_2')).rejects.toMatchObject({ code: 'INVOICE_STATE' });
    await expect(world.billing.forTenant('other').invoices.send('inv_2')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('what came back has failed, and what was handed over by hand has arrived', async () => {
    const world = await ledgerDesk(byMail);
    await world.issued('inv_1');
    await world.desk.invoices.reportDelivery('inv_1', { status: 'sent' });
    expect(await deliveryOf(world)).toBe('sent');
    await world.desk.invoices.reportDelivery('inv_1', { status: 'failed', reason: 'the mailbox is full' });
    expect(await deliveryOf(world)).toBe('failed');
  });
});

/** Issues an invoice to a customer of whom nobody knows an address for mail. */
async function issuedToNobody({ desk }: LedgerDesk): Promise<void> {
  await desk.customers.put({ id: 'globex', party: { name: 'Globex' } });
  const line = manualLine({
    id: 'x',
    description: 'X',
    unitPrice: '1',
    currency: 'EUR',
    from: '2026-04-01',
  });
  await desk.invoices.draft({ id: 'inv_2', customerId: 'globex', lines: [line] });
  await desk.invoices.issue('inv_2');
}

describe('invoices by a ledger', () => {
  test('are copied first, and mailed once', async () => {
    const world = await ledgerDesk(byLedger);
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    await world.work(5);
    expect(world.ledger.documents()).toMatchObject([{ mailedTo: [['billing@acme.example']] }]);
    expect(world.mailer.sent()).toEqual([]);
    expect(await deliveryOf(world)).toBe('sent');
  });

  test('have failed when the ledger refuses the copy', async () => {
    const world = await ledgerDesk({ ...byLedger, ledger: { refuses: () => 'the customer is archived' } });
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    await world.work(5);
    expect(await deliveryOf(world)).toBe('failed');
    expect(
      (await world.desk.outbox.list({ state: 'dead' })).items.map(({ kind, fault }) => [kind, fault]),
    ).toEqual([
      ['ledger-send', 'the customer is archived'],
      ['export', 'the customer is archived'],
    ]);
  });

  test('to a customer without an address are copied, not sent, and the call says so', async () => {
    const world = await ledgerDesk(byLedger);
    const failed: string[] = [];
    world.desk.on('invoice.delivery-failed', ({ invoice, reason }) => {
      failed.push(`${invoice.id} ${invoice.delivery}: ${reason}`);
    });
    await issuedToNobody(world);
    const told = 'the invoice "inv_2" goes nowhere: the customer "globex" has no e-mail address';
    const reason = `RECIPIENT_MISSING: ${told}`;
    expect(await world.desk.invoices.send('inv_2', {}, { key: 'send' })).toMatchObject({
      status: 'copied',
      invoice: { id: 'inv_2', delivery: 'unsent', ledgers: { 'fake-ledger': { state: 'queued' } } },
      code: 'RECIPIENT_MISSING',
      reason,
    });
    expect(failed).toEqual([`inv_2 unsent: ${reason}`]);
    // The same call again says the same, and does nothing.
    expect(await world.desk.invoices.send('inv_2', {}, { key: 'send' })).toMatchObject({ status: 'copied' });
    expect(failed).toHaveLength(1);
    expect((await world.desk.outbox.list()).items.map(({ kind }) => kind)).toEqual(['export']);
    await world.work(5);
    expect(world.ledger.documents()).toMatchObject([{ invoiceId: 'inv_2', mailedTo: [] }]);
    expect(await world.desk.invoices.label('inv_2')).toBe('exported');
    const [last] = (await world.desk.invoices.history('inv_2')).items.filter(
      ({ action }) => action === 'invoice.send',
    );
    expect(last?.after).toMatchObject({ delivery: 'unsent', to: [], notSent: 'RECIPIENT_MISSING' });
  });

  test('to a customer who got an address later are sent once, and not copied twice', async () => {
    const world = await ledgerDesk(byLedger);
    await issuedToNobody(world);
    for (let call = 0; call < 2; call += 1) {
      expect((await world.desk.invoices.send('inv_2')).status).toBe('copied');
      await world.work(1);
    }
    const party = { name: 'Globex', email: 'billing@globex.example' };
    await world.desk.customers.put({ id: 'globex', party });
    expect((await world.desk.invoices.send('inv_2')).status).toBe('queued');
    await world.work(5);
    expect(world.ledger.documents()).toMatchObject([{ mailedTo: [['billing@globex.example']] }]);
    expect(world.ledger.calls().map(({ method }) => method)).toEqual(['export', 'send']);
    expect(await deliveryOf(world, 'inv_2')).toBe('sent');
  });

  test('without an address are copied again after a refusal, and sent to whom the call names', async () => {
    let isClosed = true;
    const refuses = () => (isClosed ? 'the books are closed' : null);
    const world = await ledgerDesk({ ...byLedger, ledger: { refuses } });
    await issuedToNobody(world);
    await world.desk.invoices.send('inv_2');
    await world.work(1);
    expect(await world.desk.invoices.get('inv_2')).toMatchObject({
      delivery: 'unsent',
      ledgers: { 'fake-ledger': { state: 'rejected' } },
    });
    isClosed = false;
    expect((await world.desk.invoices.send('inv_2')).status).toBe('copied');
    await world.work(1);
    expect(world.ledger.documents()).toHaveLength(1);
    const { status, invoice } = await world.desk.invoices.send('inv_2', {
      to: [{ address: 'ana@globex.example' }],
    });
    expect([status, invoice.delivery]).toEqual(['queued', 'queued']);
    await world.work(1);
    expect(world.ledger.documents()).toMatchObject([{ mailedTo: [['ana@globex.example']] }]);
  });

  test('without an address are refused where they could not be sent anyhow', async () => {
    const drafted = await ledgerDesk(byLedger);
    await issuedToNobody(drafted);
    await drafted.desk.invoices.void('inv_2');
    await expect(drafted.desk.invoices.send('inv_2')).rejects.toMatchObject({ code: 'INVOICE_STATE' });
    const mute = await ledgerDesk({ ...byLedger, ledger: { supports: { send: false } } });
    await issuedToNobody(mute);
    await expect(mute.desk.invoices.send('inv_2')).rejects.toMatchObject({ code: 'CONNECTOR_LACKS' });
    expect(await drafted.desk.invoices.get('inv_2')).toMatchObject({ ledgers: {} });
  });

  test('are refused where the ledger does not mail', async () => {
    const world = await ledgerDesk({ ...byLedger, ledger: { supports: { send: false } } });
    await world.issued('inv_1');
    await expect(world.desk.invoices.send('inv_1')).rejects.toMatchObject({
      code: 'CONNECTOR_LACKS',
      details: { connectorId: 'fake-ledger', ability: 'send' },
    });
  });

  test('I17: after an answer that was lost they are mailed again once, with the same key', async () => {
    let seen = 0;
    const world = await ledgerDesk({
      ...byLedger,
      ledger: { faults: ({ method }) => (method === 'send' && seen++ === 0 ? { kind: 'lost' } : null) },
    });
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1');
    await world.work(60);
    // The ledger knows the key, so the customer has one mail.
    expect(world.ledger.documents()[0]?.mailedTo).toHaveLength(1);
    expect(world.ledger.calls().filter(({ method }) => method === 'send')).toHaveLength(2);
    expect(await deliveryOf(world)).toBe('sent');
  });
});
