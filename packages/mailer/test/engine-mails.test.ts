import { createBilling, manualLine } from '@billwright/core';
import { fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBounces } from '../src/mail/read-bounces.ts';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import { deliveryReport, feedbackReport } from './support/reports.ts';
import { type MailServer, mailServer } from './support/mail-server.ts';

let server: MailServer;
beforeAll(async () => {
  server = await mailServer();
});
afterAll(() => server.close());

const everybody = ['customer', 'seller'] as const;

/** A desk whose mails go to the server; what it sends from now on. */
async function desk() {
  const count = server.mails().length;
  const mailer = smtpMailer({
    transport: server.transport,
    sender: { from: { name: 'Nordlicht', address: 'rechnung@nordlicht.example' } },
    unsubscribeUrl: ({ key }) => `https://nordlicht.example/stop?key=${encodeURIComponent(key)}`,
  });
  const clock = fixedClock('2026-03-10T09:00:00.000Z');
  const billing = createBilling({ storage: memoryStorage(), mailer, clock, ids: sequentialIds() });
  const own = billing.forTenant('desk');
  await own.calendars.put({ id: 'office', calendar: { zone: 'Europe/Berlin', business: [] } });
  await own.rateCards.put({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'any', price: { kind: 'hourly', rate: '90.00' } }],
  });
  await own.settings.put({
    seller: { name: 'Nordlicht', email: 'team@nordlicht.example' },
    currency: 'EUR',
    zone: 'Europe/Berlin',
    language: 'de',
    reminders: [{ afterDays: 1 }, { afterDays: 14 }],
    rateCardId: 'standard',
    calendarId: 'office',
    notices: {
      'contract-expiring': everybody,
      'contract-renewed': ['customer'],
      'quota-warning': ['customer'],
      'prepaid-low': ['customer'],
      'prepaid-refilled': ['customer'],
    },
  });
  await own.customers.put({
    id: 'acme',
    language: 'fr',
    party: { name: 'Acme SARL', contact: 'Comptabilité', email: 'compta@acme.example' },
  });
  const mails = async () =>
    Promise.all(
      server
        .mails()
        .slice(count)
        .map(async ({ recipients, text }) => ({ recipients, text, ...(await PostalMime.parse(text)) })),
    );
  const tickOn = async (...days: readonly string[]) => {
    for (const day of days) {
      clock.set(`${day}T06:00:00.000Z`);
      await billing.tick();
    }
  };
  return { billing, own, mails, tickOn };
}

const subjects = (
  mails: readonly { readonly recipients: readonly string[]; readonly subject?: string | undefined }[],
) =>
  mails
    .map(({ recipients, subject }) => `${recipients.join()}: ${subject ?? ''}`.replaceAll('\u00a0', ' '))
    .toSorted();

const contract = {
  id: 'support-26',
  customerId: 'acme',
  state: 'active',
  start: '2026-03-01',
  end: '2026-06-01',
  cycle: { frequency: 'monthly' },
} as const;

describe('notices go out by themselves, each once, in the language of who reads them', () => {
  test('R67: of a contract near its end, to the customer and to the seller’s people', async () => {
    const { own, mails, tickOn } = await desk();
    await own.contracts.put(contract);
    await tickOn('2026-04-01', '2026-04-02', '2026-04-03');
    expect(subjects(await mails())).toEqual([
      'compta@acme.example: Votre contrat support-26 prend fin le 31/05/2026 – Nordlicht',
      'team@nordlicht.example: Vertrag support-26 endet am 31.05.2026: Acme SARL – Nordlicht',
    ]);
  });

  test('R67: of a contract that goes on', async () => {
    const { own, mails, tickOn } = await desk();
    await own.contracts.put({ ...contract, renewal: { mode: 'automatic', months: 12, noticeDays: [] } });
    await tickOn('2026-06-01', '2026-06-02');
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Votre contrat support-26 est reconduit – Nordlicht');
    expect(mail?.text).toContain('01/06/2026');
  });

  test('R63: of an allowance that is nearly used', async () => {
    const { own, mails, tickOn } = await desk();
    const components = [{ id: 'Fernwartung', kind: 'allowance', unit: 'hours', quantity: '10' } as const];
    await own.contracts.put({ ...contract, components });
    const work = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-09' };
    await own.work.record([{ ...work, id: 'te_1', minutes: 510 }]);
    await tickOn('2026-03-11', '2026-03-12');
    const found = await mails();
    expect(subjects(found)).toEqual([
      'compta@acme.example: 80 % de votre forfait « Fernwartung » sont consommés – Nordlicht',
    ]);
    expect(found[0]?.text?.replaceAll('\u00a0', ' ')).toContain('Restant : 1,5 h');
  });

  test('R73, R74: of a prepaid account that runs low, and of its refill', async () => {
    const { own, mails, tickOn } = await desk();
    await own.prepaid.open({
      id: 'heures',
      customerId: 'acme',
      unit: 'hours',
      usableFrom: 'issue',
      topUp: { threshold: '2', by: '10', pricePerHour: { amount: '90.00', currency: 'EUR' } },
    });
    await tickOn('2026-03-11', '2026-03-12');
    const found = await mails();
    expect(subjects(found)).toEqual([
      'compta@acme.example: Votre compte prépayé heures est presque épuisé – Nordlicht',
      'compta@acme.example: Votre compte prépayé heures est rechargé – Nordlicht',
    ]);
    const text = found.map((mail) => (mail.text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ')).join('\n');
    for (const part of ['Montant hors taxes : 900,00 EUR', 'Ajouté : 10 h']) expect(text).toContain(part);
    expect(text).not.toContain('List-Unsubscribe');
  });
});

/** A desk with an invoice that was mailed to two. */
async function sentInvoice() {
  const parts = await desk();
  const { own, billing } = parts;
  const price = { unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' };
  const lines = [manualLine({ id: 'setup', description: 'Setup', ...price })];
  await own.invoices.draft({ id: 'inv_1', customerId: 'acme', terms: { days: 7 }, lines });
  await own.invoices.issue('inv_1');
  await own.invoices.send('inv_1');
  await billing.dispatch();
  const [mail] = await parts.mails();
  return { ...parts, original: mail?.text ?? '', raw: server.mails().at(-1)?.text ?? '' };
}

/** Reads a report, and tells it to the desk as an application would. */
async function tell(
  own: Awaited<ReturnType<typeof desk>>['own'],
  report: string,
): Promise<readonly string[]> {
  const results: string[] = [];
  for (const { messageId, recipient, kind, reason } of await readBounces(report))
    if (messageId !== null && recipient !== null)
      results.push((await own.mails.reportBounce({ messageId, recipient, kind, reason })).status);
  return results;
}

describe('what comes back of a mail', () => {
  test('R80: finds its invoice by the Message-ID, and says that nobody has it', async () => {
    const { own, raw } = await sentInvoice();
    const report = deliveryReport({ recipient: 'compta@acme.example', status: '5.1.1', original: raw });
    expect(await tell(own, report)).toEqual(['recorded']);
    expect(await tell(own, report)).toEqual(['known']);
    expect((await own.invoices.get('inv_1'))?.delivery).toBe('failed');
  });

  test('is kept, and changes nothing, when it is a full mailbox or a complaint', async () => {
    const { own, raw } = await sentInvoice();
    const soft = deliveryReport({ recipient: 'compta@acme.example', status: '4.2.2', original: raw });
    expect(await tell(own, soft)).toEqual(['recorded']);
    expect(await tell(own, feedbackReport({ type: 'abuse', original: raw }))).toEqual(['recorded']);
    expect((await own.invoices.get('inv_1'))?.delivery).toBe('sent');
    const { items } = await own.mails.list();
    expect(items[0]?.bounces.map(({ kind }) => kind)).toEqual(['soft', 'complaint']);
  });

  test('of another tenant is not known', async () => {
    const { billing, raw } = await sentInvoice();
    const other = billing.forTenant('other');
    const report = deliveryReport({ recipient: 'compta@acme.example', status: '5.1.1', original: raw });
    expect(await tell(other, report)).toEqual(['unknown']);
  });
});

test('R88: an overdue invoice is reminded of by schedule, with the headers that stop reminders', async () => {
  const { mails, tickOn } = await sentInvoice();
  await tickOn('2026-03-17', '2026-03-18', '2026-03-19', '2026-04-20');
  const reminders = (await mails()).filter(({ subject }) => subject?.startsWith('Rappel'));
  expect(reminders).toHaveLength(2);
  for (const { headers, attachments } of reminders) {
    expect(headers.map(({ key }) => key)).toContain('list-unsubscribe-post');
    expect(attachments.map(({ filename }) => filename)).toHaveLength(2);
  }
});
