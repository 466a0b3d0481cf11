import { describe, expect, test } from 'vitest';
import type { BillingEvent, BillingEventName } from '../../src/events/billing-events.ts';
import type { BounceReport } from '../../src/engine/delivery/report-bounce.ts';
import type { MailRecord } from '../../src/engine/records/mails.ts';
import { createBilling } from '../../src/engine/create-billing.ts';
import type { Invoice } from '../../src/invoice/invoice.ts';
import { money } from '../../src/money/money.ts';
import type { RefusedRecipient } from '../../src/ports/mailer.ts';
import { violationsOf } from './support/busy-desk.ts';
import { rowsOf } from './support/desk.ts';
import { ledgerDesk, type LedgerDesk } from './support/ledger-desk.ts';

const about = { kind: 'invoice', id: 'inv_1' } as const;
const accounts = 'billing@acme.example';
const boss = 'boss@acme.example';

interface MailDesk extends LedgerDesk {
  readonly heard: BillingEvent[];
}

async function mailDesk(): Promise<MailDesk> {
  const world = await ledgerDesk({ settings: { autoExport: [], reminders: [{ afterDays: 7 }] } });
  const heard: BillingEvent[] = [];
  const names: readonly BillingEventName[] = ['mail.failed', 'mail.bounced', 'invoice.delivery-failed'];
  for (const name of names) world.desk.on(name, (event) => void heard.push(event));
  return { ...world, heard };
}

/** An invoice that a mail server has taken over, for these addresses. */
async function mailed(world: MailDesk, to: readonly string[] = [accounts]): Promise<MailRecord> {
  await world.issued('inv_1');
  await world.desk.invoices.send('inv_1', { to: to.map((address) => ({ address })) });
  await world.billing.dispatch();
  return mailOf(world);
}

async function mailOf({ desk }: MailDesk, kind: MailRecord['kind'] = 'invoice'): Promise<MailRecord> {
  const { items } = await desk.mails.list({ about });
  const found = items.findLast((mail) => mail.kind === kind);
  if (found === undefined) throw new Error(`there is no ${kind} that was mailed`);
  return found;
}

const invoiceOf = async ({ desk }: MailDesk): Promise<Invoice | null> => desk.invoices.get('inv_1');

const bounceOf = ({ messageId }: MailRecord, given: Partial<BounceReport> = {}): BounceReport => ({
  messageId: messageId ?? '',
  recipient: accounts,
  kind: 'hard',
  reason: '550 5.1.1 no such user',
  ...given,
});

describe('a mail that comes back', () => {
  test('R80: from the only one to whom it went has failed; it is told, and in the audit log', async () => {
    const world = await mailDesk();
    const mail = await mailed(world);
    const frame = { mailId: mail.id, kind: 'invoice', about, customerId: 'acme' } as const;
    expect(await world.desk.mails.reportBounce(bounceOf(mail))).toMatchObject({
      status: 'recorded',
      mail: {
        status: 'failed',
        reason: '550 5.1.1 no such user',
        bounces: [{ recipient: accounts, kind: 'hard', at: world.clock.now() }],
      },
    });
    expect((await invoiceOf(world))?.delivery).toBe('failed');
    expect(world.heard).toMatchObject([
      { ...frame, name: 'mail.bounced', bounce: 'hard', recipient: accounts },
      { name: 'invoice.delivery-failed', reason: '550 5.1.1 no such user' },
    ]);
    const { items } = await world.desk.audit.list({ subject: about });
    expect(items.slice(-2).map(({ action }) => action)).toEqual(['mail.bounce', 'invoice.fail-delivery']);
    expect(await violationsOf(world.desk)).toEqual([]);
  });

  test('is known when it is told again, with a key or without, by two at once', async () => {
    const world = await mailDesk();
    const mail = await mailed(world);
    const report = (key?: string) =>
      world.desk.mails.reportBounce(bounceOf(mail), key === undefined ? {} : { key });
    const both = await Promise.all([report('dsn-1'), report('dsn-2')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['known', 'recorded']);
    const before = await rowsOf(world.storage);
    expect(await report()).toMatchObject({ status: 'known', mail: { bounces: [{ kind: 'hard' }] } });
    expect(await rowsOf(world.storage)).toEqual(before);
    expect(world.heard).toHaveLength(2);
  });

  test('from one of two has reached the other: the invoice stays sent until that one comes back, too', async () => {
    const world = await mailDesk();
    const mail = await mailed(world, [accounts, boss]);
    await world.desk.mails.reportBounce(bounceOf(mail));
    expect(await mailOf(world)).toMatchObject({ status: 'sent' });
    expect((await invoiceOf(world))?.delivery).toBe('sent');
    await world.desk.mails.reportBounce(bounceOf(mail, { recipient: boss }));
    expect((await invoiceOf(world))?.delivery).toBe('failed');
  });

  test('counts with those that the server refused at once', async () => {
    const world = await mailDesk();
    const refused: readonly RefusedRecipient[] = [{ address: boss, reason: '550 no such user' }];
    const { storage, clock, mailer } = world;
    const billing = createBilling({
      storage,
      clock,
      mailer: {
        send: async (mail, options) => {
          const outcome = await mailer.send(mail, options);
          return outcome.status === 'sent' ? { ...outcome, refused } : outcome;
        },
      },
    });
    await world.issued('inv_1');
    await world.desk.invoices.send('inv_1', { to: [{ address: accounts }, { address: boss }] });
    await billing.dispatch();
    const mail = await mailOf(world);
    expect(mail).toMatchObject({ status: 'sent', refused });
    await world.desk.mails.reportBounce(bounceOf(mail));
    expect((await invoiceOf(world))?.delivery).toBe('failed');
  });

  test.each(['soft', 'complaint'] as const)(
    'for now, or by a complaint (%s), is kept and told, and was sent',
    async (kind) => {
      const world = await mailDesk();
      const mail = await mailed(world);
      expect(await world.desk.mails.reportBounce(bounceOf(mail, { kind }))).toMatchObject({
        status: 'recorded',
        mail: { status: 'sent', bounces: [{ kind }] },
      });
      expect((await invoiceOf(world))?.delivery).toBe('sent');
      expect(world.heard).toMatchObject([{ name: 'mail.bounced', bounce: kind }]);
    },
  );

  test('late changes nothing of an invoice that was sent again meanwhile', async () => {
    const world = await mailDesk();
    const first = await mailed(world);
    await world.desk.invoices.send('inv_1', { to: [{ address: boss }] });
    await world.billing.dispatch();
    expect(await world.desk.mails.reportBounce(bounceOf(first))).toMatchObject({
      mail: { status: 'failed' },
    });
    expect((await invoiceOf(world))?.delivery).toBe('sent');
    const second = await mailOf(world);
    await world.desk.mails.reportBounce(bounceOf(second, { recipient: boss }));
    expect((await invoiceOf(world))?.delivery).toBe('failed');
  });

  test('while another is on its way leaves the invoice to that one', async () => {
    const world = await mailDesk();
    const mail = await mailed(world);
    await world.desk.mails.reportBounce(bounceOf(mail));
    await world.desk.invoices.send('inv_1', { to: [{ address: boss }] });
    const alias = bounceOf(mail, { recipient: 'archive@acme.example' });
    expect(await world.desk.mails.reportBounce(alias)).toMatchObject({ status: 'recorded' });
    expect((await invoiceOf(world))?.delivery).toBe('queued');
    await world.billing.dispatch();
    expect((await invoiceOf(world))?.delivery).toBe('sent');
  });

  test('is found by its Message-ID with or without brackets, and by an address in other capitals', async () => {
    const world = await mailDesk();
    const mail = await mailed(world);
    const messageId = (mail.messageId ?? '').slice(1, -1);
    const told = bounceOf(mail, { messageId, recipient: 'Billing@Acme.Example' });
    expect(await world.desk.mails.reportBounce(told)).toMatchObject({
      mail: { status: 'failed', bounces: [{ recipient: accounts }] },
    });
  });

  test('of which nobody knows here, or of another tenant, is unknown, and changes nothing', async () => {
    const world = await mailDesk();
    const mail = await mailed(world);
    const before = await rowsOf(world.storage);
    const report = bounceOf(mail, { messageId: '<other@mail.example>' });
    expect(await world.desk.mails.reportBounce(report)).toEqual({ status: 'unknown' });
    const other = world.billing.forTenant('other');
    expect(await other.mails.reportBounce(bounceOf(mail))).toEqual({ status: 'unknown' });
    expect(await rowsOf(world.storage)).toEqual(before);
  });

  test.each([
    ['no Message-ID', { messageId: '' }],
    ['no recipient', { recipient: '' }],
    ['another kind', { kind: 'late' }],
    ['a reason that is none', { reason: 7 }],
    ['something else', { at: 'now' }],
  ])('that is told with %s is refused', async (_, given) => {
    const { desk } = await mailDesk();
    const report = { messageId: 'a@b', recipient: accounts, kind: 'hard', reason: '', ...given };
    await expect(desk.mails.reportBounce(report as BounceReport)).rejects.toMatchObject({
      code: 'BOUNCE_INVALID',
    });
  });
});

describe('reminders by mail', () => {
  const dayOfReminder = '2026-04-22T08:00:00.000Z';

  test('that came back have failed; the invoice itself was sent', async () => {
    const world = await mailDesk();
    await mailed(world);
    world.clock.set(dayOfReminder);
    await world.billing.tick();
    const reminder = await mailOf(world, 'reminder');
    expect(reminder).toMatchObject({ status: 'sent' });
    await world.desk.mails.reportBounce(bounceOf(reminder));
    expect(await mailOf(world, 'reminder')).toMatchObject({ status: 'failed' });
    expect((await invoiceOf(world))?.delivery).toBe('sent');
    expect(world.heard).toMatchObject([{ name: 'mail.bounced', kind: 'reminder' }]);
  });

  test('of which a recipient was refused are told of, as those of invoices are', async () => {
    const world = await mailDesk();
    await world.issued('inv_1');
    const { storage, clock } = world;
    const refused = [{ address: accounts, reason: '550 no such user' }];
    const billing = createBilling({
      storage,
      clock,
      mailer: { send: async () => ({ status: 'sent', messageId: '<r@mail.example>', refused }) },
    });
    const failed: string[] = [];
    billing
      .forTenant('desk')
      .on('mail.failed', ({ kind, recipient, reason }) => void failed.push(`${kind} ${recipient} ${reason}`));
    clock.set(dayOfReminder);
    await billing.tick();
    expect(failed).toEqual([`reminder ${accounts} 550 no such user`]);
    expect(await mailOf(world, 'reminder')).toMatchObject({ status: 'sent', refused });
  });

  test('that are refused for good are told of, and have failed', async () => {
    const world = await ledgerDesk({
      settings: { autoExport: [], reminders: [{ afterDays: 7 }] },
      mailer: { faults: () => ({ kind: 'refused' }) },
    });
    const failed: string[] = [];
    world.desk.on('mail.failed', ({ kind, recipient }) => void failed.push(`${kind} ${recipient}`));
    await world.issued('inv_1');
    world.clock.set(dayOfReminder);
    await world.billing.tick();
    expect(failed).toEqual(['reminder null']);
    expect((await world.desk.mails.list()).items).toMatchObject([
      { kind: 'reminder', status: 'failed', reason: '550 no such user' },
    ]);
  });

  test('are not mailed when the invoice was paid while they waited', async () => {
    const world = await mailDesk();
    await world.issued('inv_1');
    world.clock.set(dayOfReminder);
    await world.desk.invoices.remind();
    await world.desk.payments.record({
      customerId: 'acme',
      amount: money('80.00', 'EUR'),
      on: '2026-04-22',
    });
    const { settlement } = (await invoiceOf(world)) ?? {};
    expect(settlement).toBe('paid');
    await world.billing.dispatch();
    expect(world.mailer.sent()).toEqual([]);
    expect(await mailOf(world, 'reminder')).toMatchObject({
      status: 'dropped',
      reason: 'nothing is open any more',
    });
  });

  test('are not mailed again when the invoice was paid while nobody knew whether they arrived', async () => {
    const world = await ledgerDesk({
      settings: { autoExport: [], reminders: [{ afterDays: 7 }] },
      mailer: { faults: () => ({ kind: 'lost' }) },
    });
    await world.issued('inv_1');
    world.clock.set(dayOfReminder);
    await world.billing.tick();
    const amount = money('80.00', 'EUR');
    await world.desk.payments.record({ customerId: 'acme', amount, on: '2026-04-22' });
    await world.work(60);
    expect(world.mailer.sent()).toHaveLength(1);
    expect((await world.desk.mails.list()).items).toMatchObject([{ kind: 'reminder', status: 'unknown' }]);
  });
});
