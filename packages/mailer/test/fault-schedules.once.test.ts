import { createBilling, type Invoice, type Mail, type Mailer, manualLine } from '@billwright/core';
import { fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import { type MailFault, type MailServer, mailServer } from './support/mail-server.ts';
import { sender } from './support/mails.ts';

let server: MailServer;
beforeAll(async () => {
  server = await mailServer({ greetingTimeout: 150 });
});
afterAll(() => server.close());

type Schedule = readonly (MailFault | null)[];

/** Breaks a mailer on purpose, to see that it is found. */
type Sabotage = (mailer: Mailer) => Mailer;

const kinds: readonly (MailFault | null)[] = [
  null,
  'refuse-recipient',
  'delay-recipient',
  'refuse-second',
  'delay-second',
  'delay-mail',
  'cut-greeting',
  'slow-greeting',
  'cut-data',
  'lost',
];

/** Every schedule of two faults, and some of three that begin with a lost answer. */
const schedules: readonly Schedule[] = [
  ...kinds.flatMap((first) => kinds.map((second) => [first, second])),
  ...kinds.slice(5).map((third) => ['lost', 'lost', third] as const),
  ...kinds.slice(1, 5).map((second) => ['lost', second, 'lost'] as const),
];

const recipients = ['accounts@acme.example', 'second@acme.example'] as const;

/** Faults after which nobody can say whether a mail arrived. */
const broken: ReadonlySet<MailFault> = new Set(['cut-greeting', 'cut-data', 'lost']);

/** How often mails that may have arrived are sent. */
const mostCopies = 2;

/** What is wrong with the end that a schedule comes to. */
async function faultsOf(schedule: Schedule, sabotage?: Sabotage): Promise<readonly string[]> {
  const { delivery, messageIds, copies, told, fault, sentAgain } = await lived(schedule, sabotage);
  const isLost = schedule.includes('lost');
  const [first, second] = copies;
  const most = Math.max(first, second);
  return [
    new Set(messageIds).size > 1 ? 'copies have several Message-IDs' : null,
    most > 1 && !isLost ? 'somebody has it twice, and no answer was lost' : null,
    most > mostCopies ? `somebody has it ${most} times` : null,
    most > 1 && !sentAgain ? 'somebody has it twice, and nobody is told that this may be' : null,
    schedule[0] === 'delay-second' && first !== 1 ? 'who has it got it again, for the sake of another' : null,
    schedule[0] === 'delay-second' && schedule.slice(1).every((each) => each === null) && second !== 1
      ? 'who was put off did not get it once'
      : null,
    sentAgain && schedule.every((each) => each === null || !broken.has(each))
      ? 'it is said to be sent again, and no answer was lost'
      : null,
    delivery === 'sent' && most === 0 ? 'it is said to be sent, and never was' : null,
    delivery === 'sent' && second === 0 && !told.some((reason) => reason.includes(recipients[1]))
      ? 'nobody is told of a recipient who does not have it'
      : null,
    delivery === 'failed' && most > 0 ? 'it is said to have failed, and was sent' : null,
    delivery === 'unknown' && fault === null ? 'nobody is told that its end is not known' : null,
    ['sent', 'failed', 'unknown'].includes(delivery) ? null : `it ended as ${delivery}`,
  ].flatMap((each) => (each === null ? [] : [`${schedule.join(', ')}: ${each}`]));
}

test(`I17: over ${schedules.length} schedules of faults, each recipient has a mail once, or somebody is told that nobody knows`, async () => {
  expect(schedules.length).toBeGreaterThanOrEqual(100);
  const wrong: string[] = [];
  for (const schedule of schedules) wrong.push(...(await faultsOf(schedule)));
  expect(wrong).toEqual([]);
}, 300_000);

test.each([
  ['greylisting', 'delay-recipient', [1, 1], 'sent'],
  ['one of two recipients is refused', 'refuse-second', [1, 0], 'sent'],
  ['one of two recipients is greylisted', 'delay-second', [1, 1], 'sent'],
  ['all recipients are refused', 'refuse-recipient', [0, 0], 'failed'],
  ['the line breaks at the first word', 'cut-greeting', [1, 1], 'sent'],
  ['the server is slow to greet', 'slow-greeting', [1, 1], 'sent'],
  ['the line breaks while the mail is on its way', 'cut-data', [1, 1], 'sent'],
  ['the line breaks after the mail, before the answer', 'lost', [2, 2], 'sent'],
] as const)('after this, all is well: %s', async (_, fault, copies, delivery) => {
  expect(await lived([fault])).toMatchObject({ copies, delivery });
});

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
  'tries again when one of two was refused': (mailer) => ({
    async send(mail, options) {
      const outcome = await mailer.send(mail, options);
      return 'refused' in outcome ? { status: 'retry', reason: 'one was refused' } : outcome;
    },
  }),
  'sends to all once more when one was put off': (mailer) => {
    let all: Mail['to'] = [];
    return {
      send(mail, options) {
        if (mail.to.length > all.length) all = mail.to;
        return mailer.send({ ...mail, to: all }, options);
      },
    };
  },
  'takes who was put off for refused': (mailer) => ({
    async send(mail, options) {
      const outcome = await mailer.send(mail, options);
      if (outcome.status !== 'sent') return outcome;
      return { ...outcome, refused: outcome.refused?.map(({ address, reason }) => ({ address, reason })) };
    },
  }),
  'keeps to itself who was refused': (mailer) => ({
    async send(mail, options) {
      const outcome = await mailer.send(mail, options);
      return outcome.status === 'sent' ? { ...outcome, refused: [] } : outcome;
    },
  }),
};

test.each(Object.entries(saboteurs))('a mailer that %s is found', async (_, sabotage) => {
  const found = [];
  for (const schedule of [
    ['lost', 'lost', 'lost'],
    ['refuse-recipient'],
    ['refuse-second'],
    ['delay-second'],
  ] as const)
    found.push(...(await faultsOf(schedule, sabotage)));
  expect(found).not.toEqual([]);
});

interface Lived {
  readonly delivery: Invoice['delivery'];
  readonly messageIds: readonly string[];
  /** How often each recipient has it. */
  readonly copies: readonly [number, number];
  /** What was told of deliveries that failed. */
  readonly told: readonly string[];
  /** What a person reads of the message, if it needs one. */
  readonly fault: string | null;
  /** Whether it is told that it may be there twice. */
  readonly sentAgain: boolean;
}

/** Issues and sends an invoice to two while the server fails as the schedule says, and lets a day go by. */
async function lived(schedule: Schedule, sabotage: Sabotage = (mailer) => mailer): Promise<Lived> {
  const count = server.mails().length;
  const clock = fixedClock('2026-04-01T06:00:00Z');
  const mailer = sabotage(smtpMailer({ transport: server.transport, sender }));
  const billing = createBilling({ storage: memoryStorage(), mailer, clock, ids: sequentialIds() });
  const desk = billing.forTenant('desk');
  const told: string[] = [];
  desk.on('invoice.delivery-failed', ({ reason }) => void told.push(reason));
  await desk.settings.put({ seller: { name: 'Nordlicht' }, currency: 'EUR', zone: 'Europe/Berlin' });
  await desk.customers.put({ id: 'acme', party: { name: 'Acme' } });
  const price = { unitPrice: '80.00', currency: 'EUR', from: '2026-04-01' };
  const lines = [manualLine({ id: 'setup', description: 'Setup', ...price })];
  await desk.invoices.draft({ id: 'inv_1', customerId: 'acme', lines });
  await desk.invoices.issue('inv_1');
  server.faults.push(...schedule);
  await desk.invoices.send('inv_1', { to: recipients.map((address) => ({ address })) });
  for (let step = 0; step < 60; step += 1) {
    await billing.dispatch();
    const { items } = await desk.outbox.list({ invoiceId: 'inv_1' });
    if (items.every(({ state }) => state === 'done' || state === 'dead')) break;
    clock.advance(1800);
  }
  server.faults.length = 0;
  const invoice = await desk.invoices.get('inv_1');
  const [record] = (await desk.mails.list()).items;
  const [message] = (await desk.outbox.list({ state: 'dead' })).items;
  const mails = server.mails().slice(count);
  const copiesOf = (address: string): number =>
    mails.filter((mail) => mail.recipients.includes(address)).length;
  return {
    delivery: invoice?.delivery ?? 'unsent',
    messageIds: mails.map(({ text }) => text.match(/^Message-ID:\s+(.*)$/im)?.[1] ?? 'none'),
    copies: [copiesOf(recipients[0]), copiesOf(recipients[1])],
    told,
    fault: message?.fault ?? null,
    sentAgain: record?.sentAgain ?? false,
  };
}
