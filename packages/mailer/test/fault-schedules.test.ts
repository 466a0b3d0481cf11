import { createBilling, type Invoice, type Mailer, manualLine } from '@billwright/core';
import { fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import { type MailFault, type MailServer, mailServer } from './support/mail-server.ts';
import { sender } from './support/mails.ts';

let server: MailServer;
beforeAll(async () => {
  server = await mailServer();
});
afterAll(() => server.close());

type Schedule = readonly (MailFault | null)[];

/** Breaks a mailer on purpose, to see that it is found. */
type Sabotage = (mailer: Mailer) => Mailer;

const kinds: readonly (MailFault | null)[] = [
  null,
  'refuse-recipient',
  'delay-recipient',
  'delay-mail',
  'cut-greeting',
  'cut-data',
  'lost',
];

/** Every schedule of up to two faults, and those of three that begin with a lost answer. */
const schedules: readonly Schedule[] = [
  ...kinds.map((fault) => [fault]),
  ...kinds.flatMap((first) => kinds.map((second) => [first, second])),
  ...kinds.flatMap((second) => kinds.map((third) => ['lost', second, third] as const)),
];

/** How often mails that may have arrived are sent. */
const mostCopies = 2;

/** What is wrong with the end that a schedule comes to. */
async function faultsOf(schedule: Schedule, sabotage?: Sabotage): Promise<readonly string[]> {
  const { delivery, messageIds, fault } = await lived(schedule, sabotage);
  const copies = messageIds.length;
  const isLost = schedule.includes('lost');
  return [
    new Set(messageIds).size > 1 ? 'copies have several Message-IDs' : null,
    copies > 1 && !isLost ? 'it was sent twice, and no answer was lost' : null,
    copies > mostCopies ? `it was sent ${copies} times` : null,
    delivery === 'sent' && copies === 0 ? 'it is said to be sent, and never was' : null,
    delivery === 'failed' && copies > 0 && !isLost ? 'it is said to have failed, and was sent' : null,
    delivery === 'unknown' && fault === null ? 'nobody is told that its end is not known' : null,
    ['sent', 'failed', 'unknown'].includes(delivery) ? null : `it ended as ${delivery}`,
  ].flatMap((each) => (each === null ? [] : [`${schedule.join(', ')}: ${each}`]));
}

test(`I17: over ${schedules.length} schedules of faults, a mail arrives once, or somebody is told that nobody knows`, async () => {
  expect(schedules.length).toBeGreaterThanOrEqual(100);
  const zone = ['UTC', 'America/St_Johns', 'Pacific/Apia'].indexOf(inject('zone'));
  const wrong: string[] = [];
  // Each zone lives a third of them.
  for (const [index, schedule] of schedules.entries())
    if (index % 3 === zone) wrong.push(...(await faultsOf(schedule)));
  expect(wrong).toEqual([]);
}, 120_000);

test('a mail of which nobody knows whether it arrived is sent once more, and then left to a person', async () => {
  const { delivery, messageIds, fault } = await lived(['lost', 'lost', 'lost']);
  expect(delivery).toBe('unknown');
  expect(messageIds).toHaveLength(2);
  expect(fault).toContain('nobody can say');
});

const saboteurs: Readonly<Record<string, Sabotage>> = {
  'takes a lost answer for none': (mailer) => ({
    send: (mail, options) =>
      mailer.send(mail, options).catch(() => ({ status: 'retry', reason: 'broken off' })),
  }),
  'gives each try a key of its own': (mailer) => {
    let tries = 0;
    return { send: (mail, options) => mailer.send({ ...mail, key: `${mail.key}-${(tries += 1)}` }, options) };
  },
  'takes a refusal for a success': (mailer) => ({
    async send(mail, options) {
      const outcome = await mailer.send(mail, options);
      return outcome.status === 'rejected' ? { status: 'sent', messageId: '<none@none>' } : outcome;
    },
  }),
};

test.each(Object.entries(saboteurs))('a mailer that %s is found', async (_, sabotage) => {
  const found = [];
  for (const schedule of [['lost', 'lost', 'lost'], ['refuse-recipient']] as const)
    found.push(...(await faultsOf(schedule, sabotage)));
  expect(found).not.toEqual([]);
});

interface Lived {
  readonly delivery: Invoice['delivery'];
  readonly messageIds: readonly string[];
  /** What a person reads of the message, if it needs one. */
  readonly fault: string | null;
}

/** Issues and sends an invoice while the server fails as the schedule says, and lets a day go by. */
async function lived(schedule: Schedule, sabotage: Sabotage = (mailer) => mailer): Promise<Lived> {
  const count = server.mails().length;
  const clock = fixedClock('2026-04-01T06:00:00Z');
  const mailer = sabotage(smtpMailer({ transport: server.transport, sender }));
  const billing = createBilling({ storage: memoryStorage(), mailer, clock, ids: sequentialIds() });
  const desk = billing.forTenant('desk');
  await desk.settings.put({ seller: { name: 'Nordlicht' }, currency: 'EUR', zone: 'Europe/Berlin' });
  await desk.customers.put({ id: 'acme', party: { name: 'Acme', email: 'accounts@acme.example' } });
  const price = { unitPrice: '80.00', currency: 'EUR', from: '2026-04-01' };
  const lines = [manualLine({ id: 'setup', description: 'Setup', ...price })];
  await desk.invoices.draft({ id: 'inv_1', customerId: 'acme', lines });
  await desk.invoices.issue('inv_1');
  server.faults.push(...schedule);
  await desk.invoices.send('inv_1');
  for (let step = 0; step < 60; step += 1) {
    await billing.dispatch();
    const { items } = await desk.outbox.list({ invoiceId: 'inv_1' });
    if (items.every(({ state }) => state === 'done' || state === 'dead')) break;
    clock.advance(1800);
  }
  server.faults.length = 0;
  const invoice = await desk.invoices.get('inv_1');
  const [message] = (await desk.outbox.list({ state: 'dead' })).items;
  const messageIds = server
    .mails()
    .slice(count)
    .map(({ text }) => text.match(/^Message-ID: (.*)$/im)?.[1] ?? 'none');
  return { delivery: invoice?.delivery ?? 'unsent', messageIds, fault: message?.fault ?? null };
}
