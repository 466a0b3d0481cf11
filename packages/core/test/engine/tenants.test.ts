import { expect, test } from 'vitest';
import type { Desk } from '../../src/engine/desk.ts';
import { isBillingError } from '../../src/errors/billing-error.ts';
import { money } from '../../src/money/money.ts';
import { fakeMailer } from '../../src/testing/fake-mailer.ts';
import { busyDesk, violationsOf } from './support/busy-desk.ts';
import { type Known, rows } from './support/desk-methods.ts';
import { rowsOf, type TestDesk, testDesk, testEntry } from './support/desk.ts';

/** What stands in everything of tenant A, and in nothing of anybody else. */
const canary = 'only-A-knows';

/** Every method that a desk has, as `service.method`. */
function methodsOf(desk: Desk): readonly string[] {
  return Object.entries(desk).flatMap(([name, service]: [string, unknown]) => {
    if (typeof service === 'function') return [name];
    if (typeof service !== 'object' || service === null) return [];
    return Object.entries(service).flatMap(([method, call]: [string, unknown]) =>
      typeof call === 'function' ? [`${name}.${method}`] : [],
    );
  });
}

async function answerOf(ask: () => unknown): Promise<unknown> {
  const answer = await ask();
  const isStream = typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
  if (!isStream) return answer;
  const all: unknown[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has the method
  for await (const one of answer as AsyncIterable<unknown>) all.push(one);
  return all;
}

/** A tenant with something of everything. */
async function tenantA(storage?: TestDesk['storage']): Promise<TestDesk> {
  const given = await busyDesk({
    settings: { seller: { name: canary } },
    ...(storage === undefined ? {} : { storage }),
    mailer: fakeMailer(),
    subscriptions: [{ id: 'chat', events: ['invoice.paid'], deliver: async () => undefined }],
  });
  const { desk } = given;
  const known = [{ value: canary }];
  await desk.customers.put({ id: 'acme', party: { name: canary } });
  await desk.agents.put({ id: 'ana', names: known });
  await desk.teams.put({ id: 'one', names: known });
  await desk.serviceTypes.put({ id: 'support', names: known });
  await desk.calendars.put({ id: 'only-a', calendar: { zone: 'Europe/Berlin', business: [] } });
  await desk.rateCards.put({ id: 'only-a', currency: 'EUR', rules: [] });
  await desk.plans.put({
    id: 'care',
    name: canary,
    currency: 'EUR',
    cycle: { frequency: 'monthly' },
    components: [],
  });
  await desk.budgets.put({ id: 'all', on: {}, counts: 'hours', quantity: '100' });
  await desk.timers.start({ agentId: 'ana', customerId: 'acme', serviceTypeId: 'support', note: canary });
  await desk.payments.record({ customerId: 'initech', amount: money('100.00', 'EUR'), on: '2026-04-01' });
  const { items } = await desk.invoices.list();
  const open = items.find(({ settlement }) => settlement === 'issued');
  await desk.invoices.send(open?.id ?? '', { to: [{ name: canary, address: 'bills@acme.example' }] });
  await given.billing.dispatch();
  return given;
}

async function knownOf({ desk }: TestDesk): Promise<Known> {
  const first = <Item>(
    { items }: { readonly items: readonly Item[] },
    fits: (item: Item) => boolean,
  ): Item => {
    const found = items.find(fits);
    if (found === undefined) throw new Error('tenant A lacks something');
    return found;
  };
  const invoices = await desk.invoices.list();
  const { accounts } = await desk.prepaid.statement({
    accountId: 'hours',
    from: '2026-01-01',
    to: '2027-01-01',
  });
  const topUp = accounts[0]?.postings.find(({ lotId }) => lotId !== null);
  const mail = first(await desk.mails.list(), ({ messageId }) => messageId !== null);
  return {
    mail: mail.id,
    messageId: mail.messageId ?? '',
    issued: first(invoices, ({ settlement }) => settlement === 'issued' || settlement === 'partially-paid')
      .id,
    draft: first(invoices, ({ settlement }) => settlement === 'draft').id,
    batch: first(await desk.batches.list(), ({ state }) => state === 'saved').id,
    payment: first(await desk.payments.list(), () => true).id,
    lot: topUp?.lotId ?? '',
    posting: topUp?.key ?? '',
    timer: first(await desk.timers.list(), () => true).timer.id,
    message: first(await desk.outbox.list(), () => true).id,
  };
}

test('I21: every method of a desk has a row in this table', async () => {
  const { desk } = await testDesk();
  expect(methodsOf(desk).toSorted()).toEqual(Object.keys(rows).toSorted());
});

test('I21: with the ids of another tenant, every method sees nothing of it and changes nothing of it', async () => {
  const a = await tenantA();
  const known = await knownOf(a);
  const before = await rowsOf(a.storage);
  for (const [name, { call, outcome }] of Object.entries(rows)) {
    const b = await testDesk({ storage: a.storage, tenantId: `other ${name}`, customers: [] });
    const answer = await answerOf(() => call(b.desk, known)).catch((error: unknown) => error);
    const code = isBillingError(answer) ? answer.code : null;
    if (answer instanceof Error && code === null) throw answer;
    const isAnswered = outcome === 'own' || outcome === 'nothing';
    expect({ name, code, sees: JSON.stringify([answer]).includes(canary) }).toEqual({
      name,
      code: isAnswered ? null : outcome,
      sees: false,
    });
    if (outcome === 'nothing' && !isNothing(answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    expect({ name, rows: await rowsOf(a.storage) }).toEqual({ name, rows: before });
  }
  expect(await violationsOf(a.desk)).toEqual([]);
});

/** Nothing, however a method says it. */
function isNothing(answer: unknown): boolean {
  if (answer === null || answer === undefined || answer === false) return true;
  if (Array.isArray(answer)) return answer.length === 0;
  return typeof answer === 'object' && 'items' in answer && JSON.stringify(answer.items) === '[]';
}

test('I21: a tenant hears nothing of what happens to another', async () => {
  const a = await tenantA();
  const b = await testDesk({ storage: a.storage, tenantId: 'other' });
  const heard: string[] = [];
  a.billing.forTenant('other').on('work.recorded', ({ ids }) => void heard.push(...ids));
  await a.desk.work.record([testEntry('te_99')]);
  expect(heard).toEqual([]);
  await a.billing.forTenant('other').work.record([testEntry('te_1')]);
  expect(heard).toEqual(['te_1']);
  expect((await b.desk.work.list()).items.map(({ work }) => work.id)).toEqual(['te_1']);
});

test('I21: a tenant is what it is, whether or not another has everything under the same ids', async () => {
  const alone = await tenantA();
  const { storage } = await busyDesk({ tenantId: 'before' });
  const among = await tenantA(storage);
  await busyDesk({ storage, tenantId: 'later' });
  expect(await rowsOf(storage)).toEqual(await rowsOf(alone.storage));
  const known = await knownOf(alone);
  const reading =
    /\.(get|list|preview|balance|statement|history|label|allocation|movements|head|checkQuota)$|^reports|^export/;
  for (const [name, { call }] of Object.entries(rows).filter(([method]) => reading.test(method))) {
    const [one, other] = [
      await answerOf(() => call(alone.desk, known)),
      await answerOf(() => call(among.desk, known)),
    ];
    expect({ name, answer: JSON.stringify(other) }).toEqual({ name, answer: JSON.stringify(one) });
  }
});
