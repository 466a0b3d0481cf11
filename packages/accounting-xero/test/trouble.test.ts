import { describe, expect, test } from 'vitest';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { testLostAnswers } from '../../accounting-common/test/support/lost-answers.ts';
import type { FakeXeroFault } from '../src/testing/fake-fault.ts';
import { xero } from '../src/xero.ts';
import { connected, optionsFor } from './support/connected.ts';
import { failing } from './support/failing.ts';

const rejected = (reason: string) => ({ status: 'rejected', reason: expect.stringContaining(reason) });

describe('what an export comes to', () => {
  testLostAnswers<FakeXeroFault>(
    async (fault, at) => {
      const { connector, context, organisation } = await failing(fault, at);
      const kept = () => {
        const [row] = organisation.books.rows('Invoices');
        return row === undefined
          ? null
          : `${organisation.organisationId}/Invoice/${String(row['InvoiceID'])}`;
      };
      return { connector, context, kept };
    },
    {
      unreadable: [
        { kind: 'lost' },
        { kind: 'unreached' },
        { kind: 'offline' },
        { kind: 'garbled', body: 'html' },
        { kind: 'garbled', body: 'empty' },
      ],
      broken: [{ kind: 'unreached' }, { kind: 'lost' }, { kind: 'offline' }],
    },
  );

  test('an answer that never comes is given up', async () => {
    const { organisation, context, clock } = await failing({ kind: 'silent' });
    const hasty = xero({ ...optionsFor(organisation, clock), timeoutSeconds: 0.3 });
    await expect(hasty.export(documentOf(invoiceOf(1)), context)).rejects.toMatchObject({
      details: { kind: 'unknown', reason: 'no answer came in 0.3 seconds' },
    });
    expect(await hasty.find(documentOf(invoiceOf(1)), context)).not.toBeNull();
  });

  test.each<FakeXeroFault>([{ kind: 'precondition' }, { kind: 'forbidden' }, { kind: 'limited' }])(
    'an answer that says that nothing was done ($kind): it is tried again',
    async (fault) => {
      const { connector, context, clock } = await failing(fault, 'document', 2);
      const document = documentOf(invoiceOf(1));
      expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
      clock.advance(3600);
      await connector.export({ ...document, attempt: 2 }, context);
      clock.advance(3600);
      const third = await connector.export({ ...document, attempt: 3 }, context);
      expect(third).toMatchObject({ status: 'confirmed' });
    },
  );

  test('a token that is not taken any more is replaced, and the call made once more', async () => {
    const { connector, context, organisation } = await failing({ kind: 'expired' });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({ status: 'confirmed' });
    expect(organisation.identity.tokens.refreshes()).toBe(1);
    expect(organisation.books.rows('Invoices')).toHaveLength(1);
  });

  test('what was refused and put right is taken at once, though Xero remembers refusals for six minutes', async () => {
    const { connector, context, organisation } = await connected();
    organisation.books.periodLockDate = '2026-04-30';
    const document = documentOf(invoiceOf(1));
    expect(await connector.export(document, context)).toMatchObject(
      rejected('the books of that period are closed'),
    );
    organisation.books.periodLockDate = null;
    // The same try, in the same second.
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
  });

  test('a plan that approves no more invoices this month says so', async () => {
    const { connector, context, clock } = await connected({ approvals: 2 });
    for (const sequence of [1, 2]) await connector.export(documentOf(invoiceOf(sequence)), context);
    const third = documentOf(invoiceOf(3));
    expect(await connector.export(third, context)).toMatchObject(
      rejected('approves no more invoices this month'),
    );
    clock.advance(31 * 86_400);
    expect(await connector.export(third, context)).toMatchObject({ status: 'confirmed' });
  });
});

describe('limits', () => {
  test('a limit that names its time is kept, and nobody calls before; without one the waits grow', async () => {
    const named = await failing({ kind: 'limited', retryAfter: 90, problem: 'day' });
    const document = documentOf(invoiceOf(1));
    const wait = {
      status: 'retry',
      reason: expect.stringContaining('a limit of calls is reached: day'),
      after: '2026-04-01T06:01:30.000Z',
    };
    expect(await named.connector.export(document, named.context)).toMatchObject(wait);
    const calls = named.organisation.calls().length;
    expect(await named.connector.export(document, named.context)).toMatchObject({ after: wait.after });
    expect(named.organisation.calls()).toHaveLength(calls);
    const { connector, context, clock } = await failing({ kind: 'limited' }, 'document', 3);
    const waits: unknown[] = [];
    for (const attempt of [1, 2, 3]) {
      const now = Date.parse(clock.now());
      const outcome = await connector.export(documentOf(invoiceOf(1), { attempt }), context);
      waits.push(outcome.status === 'retry' ? (Date.parse(outcome.after ?? '') - now) / 1000 : null);
      clock.advance(60);
    }
    expect(waits).toEqual([1, 2, 4]);
  });

  test('sixty calls a minute, five at once: Xero never has to say no', async () => {
    const { context, organisation, clock } = await connected();
    const calls = { areHeld: false, running: 0, most: 0 };
    const connector = xero({
      ...optionsFor(organisation, clock),
      async fetch(...given) {
        calls.running += 1;
        calls.most = Math.max(calls.most, calls.running);
        // As long as they are fewer than may be.
        while (calls.areHeld && calls.most < 5) await new Promise((go) => setImmediate(go));
        const answer = await organisation.fetch(...given);
        calls.running -= 1;
        return answer;
      },
    });
    // Of what was called to connect, this one knows nothing.
    clock.advance(60);
    const all = Array.from({ length: 150 }, (_, index) => documentOf(invoiceOf(index + 1)));
    // What they all name is known.
    await connector.exportMany(all.slice(0, 2), context);
    calls.areHeld = true;
    let open = all;
    for (let minute = 0; open.length > 0 && minute < 10; minute += 1) {
      const outcomes = await Promise.all(open.map((document) => connector.export(document, context)));
      open = open.filter((_, index) => outcomes[index]?.status !== 'confirmed');
      clock.advance(60);
    }
    expect(organisation.books.rows('Invoices')).toHaveLength(150);
    expect(calls.most).toBe(5);
    expect(organisation.limits.refused).toBe(0);
  });

  test('when Xero says that nothing is left of the minute, nobody calls: others have called beside us', async () => {
    const { connector, context, organisation, clock } = await connected({ limits: { perMinute: 8 } });
    const outcomes = [];
    for (let sequence = 1; sequence <= 12; sequence += 1)
      outcomes.push(await connector.export(documentOf(invoiceOf(sequence)), context));
    const waiting = outcomes.filter(({ status }) => status === 'retry');
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting[0]).toMatchObject({ after: '2026-04-01T06:01:00.000Z' });
    expect(organisation.limits.refused).toBe(0);
    clock.advance(60);
    expect(await connector.export(documentOf(invoiceOf(12)), context)).toMatchObject({ status: 'confirmed' });
  });

  test('what Xero says is left of the day counts more than what we have counted', async () => {
    const { connector, context, clock } = await connected({ limits: { perDay: 220 } });
    for (let sequence = 1; sequence <= 15; sequence += 1) {
      await connector.export(documentOf(invoiceOf(sequence)), context);
      clock.advance(2);
    }
    await expect(connector.changes(null, context)).rejects.toMatchObject({
      details: { kind: 'limited', reason: 'the calls that are left of this day are kept for exports' },
    });
    const outcome = await connector.export(documentOf(invoiceOf(16)), context);
    expect(outcome).toMatchObject({ status: 'confirmed' });
  });
});

describe('a day of fewer calls than was said', () => {
  test('payments are asked for where only a thousand calls are allowed, and then as often as those go', async () => {
    const world = await connected({ limits: { perDay: 1000 } }, { callsPerDay: 5000 });
    const { connector, context, clock, organisation } = world;
    await connector.export(documentOf(invoiceOf(1)), context);
    let asked = 0;
    for (let second = 0; second < 200; second += 1) {
      const told = await connector.changes(null, context).catch(() => null);
      asked += told === null ? 0 : 1;
      clock.advance(2);
    }
    // A tenth of a thousand at once, and one each five minutes.
    expect(asked).toBeGreaterThan(95);
    expect(asked).toBeLessThan(105);
    expect(organisation.limits.refused).toBe(0);
  });

  test('where Xero has said that more are left, what was said counts', async () => {
    const world = await connected({ limits: { perDay: 5000 } }, { callsPerDay: 5000 });
    const { connector, context, clock } = world;
    let asked = 0;
    for (let second = 0; second < 200; second += 1) {
      const told = await connector.changes(null, context).catch(() => null);
      asked += told === null ? 0 : 1;
      clock.advance(2);
    }
    expect(asked).toBe(200);
  });
});

describe('numbers and copies', () => {
  test('a number that somebody else has used is rejected, and their document is not taken for ours', async () => {
    const { connector, context, organisation } = await connected();
    const theirs = {
      Type: 'ACCREC',
      Status: 'AUTHORISED',
      InvoiceNumber: 'INV-00001',
      Total: 7,
      CurrencyCode: 'EUR',
    };
    organisation.books.put('Invoices', theirs);
    const document = documentOf(invoiceOf(1));
    expect(await connector.export(document, context)).toMatchObject(rejected('the number is taken'));
    expect(await connector.find(document, context)).toBeNull();
    // With `POST` instead of `PUT` it would have been overwritten.
    expect(organisation.books.rows('Invoices')).toMatchObject([{ Total: 7 }]);
  });

  test('our own document that came through unseen is confirmed, long after Xero has forgotten the key', async () => {
    const { connector, context, organisation, clock } = await connected();
    for (const [index, number] of ['INV-00001', 'INV,1', 'INV "1"'].entries()) {
      const document = documentOf(invoiceOf(index + 1, { number }));
      const first = await connector.export(document, context);
      clock.advance(600);
      expect(await connector.export({ ...document, attempt: 2 }, context)).toEqual(first);
      expect(await connector.find(document, context)).toMatchObject({ externalId: expect.any(String) });
    }
    expect(organisation.books.rows('Invoices')).toHaveLength(3);
  });

  test('whose number it is can not be looked up: nobody says that it is taken', async () => {
    let isDown = false;
    const { connector, context, clock } = await connected({
      faults: ({ method, path }) =>
        isDown && method === 'GET' && path === 'Invoices' ? { kind: 'limited', retryAfter: 60 } : null,
    });
    const document = documentOf(invoiceOf(1));
    const first = await connector.export(document, context);
    clock.advance(600);
    isDown = true;
    const again = { ...document, attempt: 2 };
    expect(await connector.export(again, context)).toMatchObject({ status: 'retry' });
    clock.advance(600);
    isDown = false;
    expect(await connector.export({ ...again, attempt: 3 }, context)).toEqual(first);
  });

  test('a copy that is in another organisation is rejected, and one that was paid can not be changed or taken back', async () => {
    const { connector, context, organisation } = await connected();
    const elsewhere = documentOf(invoiceOf(1), { externalId: 'somewhere/Invoice/1' });
    for (const outcome of [
      await connector.export(elsewhere, context),
      await connector.void(elsewhere, context),
    ])
      expect(outcome).toMatchObject(rejected('another company'));
    const first = await connector.export(documentOf(invoiceOf(1)), context);
    const externalId = first.status === 'confirmed' ? first.externalId : '';
    organisation.enterPayment({ invoiceId: externalId.split('/').at(-1) ?? '', amount: 10 });
    const changed = documentOf({ ...invoiceOf(1), revision: 2 }, { externalId, key: '2' });
    for (const outcome of [await connector.export(changed, context), await connector.void(changed, context)])
      expect(outcome).toMatchObject(rejected('take payments and credit off it'));
  });

  test('drafts: somebody approves them in Xero; changed they stay what they are, taken back they are deleted', async () => {
    const { connector, context, organisation, clock } = await connected({}, { exportAs: 'draft' });
    const first = await connector.export(documentOf(invoiceOf(1)), context);
    const externalId = first.status === 'confirmed' ? first.externalId : '';
    const row = () => organisation.books.rows('Invoices')[0];
    expect(row()).toMatchObject({ Status: 'DRAFT', Total: 119 });
    const change = (amount: string, key: string) =>
      connector.export(
        documentOf({ ...invoiceOf(1, { amount }), revision: 2 }, { externalId, key }),
        context,
      );
    expect(await change('200.00', '2')).toMatchObject({ status: 'confirmed' });
    expect(row()).toMatchObject({ Status: 'DRAFT', Total: 238 });
    organisation.books.put('Invoices', { ...row(), Status: 'AUTHORISED' });
    expect(await change('300.00', '3')).toMatchObject({ status: 'confirmed' });
    expect(row()).toMatchObject({ Status: 'AUTHORISED', Total: 357 });
    organisation.books.put('Invoices', { ...row(), Status: 'DRAFT' });
    const document = documentOf(invoiceOf(1), { externalId, key: '4' });
    expect(await connector.void(document, context)).toMatchObject({ status: 'confirmed' });
    expect(row()).toMatchObject({ Status: 'DELETED' });
    // What has gone is gone, however late it is asked again.
    clock.advance(3600);
    expect(await connector.void({ ...document, attempt: 2 }, context)).toMatchObject({ status: 'confirmed' });
    expect(await connector.find(documentOf(invoiceOf(1)), context)).toBeNull();
  });
});

describe('mail', () => {
  const to = [{ name: 'Acme', address: 'Billing@Acme.example' }];

  async function copied(email: string | null, fake: Parameters<typeof connected>[0] = {}) {
    const world = await connected(fake);
    const invoice = invoiceOf(1, { buyer: { name: 'Acme', email } });
    const outcome = await world.connector.export(documentOf(invoice), world.context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    const send = (attempt: number, key = 'mail-1') =>
      world.connector.send({ ...documentOf(invoice), externalId, to, key, attempt }, world.context);
    const mails = () => [...world.organisation.books.mailed.values()].flat().length;
    return { ...world, send, mails };
  }

  test('Xero mails to the contact alone: to anybody else it is rejected, until the contact has the address', async () => {
    const { organisation, send, mails } = await copied(null);
    expect(await send(1)).toMatchObject(rejected('no such address: billing@acme.example'));
    const [contact] = organisation.books.rows('Contacts');
    const person = { EmailAddress: 'billing@acme.example', IncludeInEmails: true };
    organisation.books.put('Contacts', {
      ...contact,
      EmailAddress: 'boss@acme.example',
      ContactPersons: [person],
    });
    expect(await send(1, 'mail-2')).toMatchObject({ status: 'confirmed' });
    expect(mails()).toBe(1);
  });

  test('a copy that was mailed before is not mailed twice more when an answer is lost: nobody knows, and nobody says', async () => {
    let fault: FakeXeroFault | null = null;
    const { send, mails, clock } = await copied('billing@acme.example', {
      faults: ({ path }) => (path.endsWith('/Email') ? fault : null),
    });
    expect(await send(1)).toMatchObject({ status: 'confirmed' });
    fault = { kind: 'lost' };
    const unknown = { details: { kind: 'unknown' } };
    await expect(send(1, 'mail-2')).rejects.toMatchObject(unknown);
    fault = null;
    clock.advance(700);
    await expect(send(2, 'mail-2')).rejects.toMatchObject(unknown);
    expect(mails()).toBe(2);
    // Somebody sends it anew.
    expect(await send(1, 'mail-3')).toMatchObject({ status: 'confirmed' });
    expect(mails()).toBe(3);
  });

  test.each<FakeXeroFault>([{ kind: 'limited' }, { kind: 'precondition' }])(
    'a mail that did not go out ($kind) goes with the next try, also when an earlier one came through unseen',
    async (kind) => {
      let fault: FakeXeroFault | null = { kind: 'lost' };
      const { send, mails, clock } = await copied('billing@acme.example', {
        faults: ({ path }) => (path.endsWith('/Email') ? fault : null),
      });
      await expect(send(1)).rejects.toMatchObject({ details: { kind: 'unknown' } });
      fault = null;
      clock.advance(700);
      expect(await send(2)).toMatchObject({ status: 'confirmed' });
      expect(mails()).toBe(1);
      fault = kind;
      expect(await send(1, 'mail-2')).toMatchObject({ status: 'retry' });
      fault = null;
      clock.advance(700);
      expect(await send(2, 'mail-2')).toMatchObject({ status: 'confirmed' });
      expect(mails()).toBe(2);
    },
  );

  test('a mail whose answer was lost is not sent twice, however late it is asked again', async () => {
    let isLost = true;
    const { send, mails, clock } = await copied('billing@acme.example', {
      faults({ path }) {
        if (!path.endsWith('/Email') || !isLost) return null;
        isLost = false;
        return { kind: 'lost' };
      },
    });
    await expect(send(1)).rejects.toMatchObject({ details: { kind: 'unknown' } });
    clock.advance(3600);
    expect(await send(2)).toMatchObject({ status: 'confirmed' });
    expect(mails()).toBe(1);
  });

  test('a mail that never got there is sent when it is asked again', async () => {
    let isDown = true;
    const { send, mails } = await copied('billing@acme.example', {
      faults: ({ path }) => (path.endsWith('/Email') && isDown ? { kind: 'unreached' } : null),
    });
    await expect(send(1)).rejects.toMatchObject({ details: { kind: 'unknown' } });
    isDown = false;
    expect(await send(2)).toMatchObject({ status: 'confirmed' });
    expect(mails()).toBe(1);
  });

  test('an organisation that may not mail any more today is asked again later', async () => {
    const { send } = await copied('billing@acme.example', { mails: 0 });
    expect(await send(1)).toMatchObject({
      status: 'retry',
      reason: expect.stringContaining('Daily Email Rate Limit'),
      after: '2026-04-01T07:00:00.000Z',
    });
  });
});

test('whoever gives up while a call waits for its place is told so, and nothing of it is sent any more', async () => {
  let isSilent = false;
  const { organisation, context, connector } = await connected({
    faults: ({ method }) => (isSilent && method === 'PUT' ? { kind: 'silent' } : null),
  });
  await connector.export(documentOf(invoiceOf(1)), context);
  isSilent = true;
  const giveUp = new AbortController();
  // Five at once; the sixth waits.
  const exporting = [2, 3, 4, 5, 6, 7].map((sequence) =>
    connector.export(documentOf(invoiceOf(sequence)), { ...context, signal: giveUp.signal }),
  );
  const ended = Promise.allSettled(exporting);
  const sent = () => organisation.books.rows('Invoices').length - 1;
  await expect.poll(sent, { timeout: 20_000 }).toBe(5);
  giveUp.abort(new Error('enough'));
  for (const one of await ended) expect(one).toMatchObject({ reason: { message: 'enough' } });
  expect(sent()).toBe(5);
});
