import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runService } from './support/run-service.ts';

const entry = {
  id: 'te_1',
  customerId: 'globex',
  agentId: 'ana',
  serviceTypeId: 'support',
  start: '2026-03-02T17:00:00+01:00',
  end: '2026-03-02T19:00:00+01:00',
};
const ofContract = {
  ...entry,
  id: 'te_2',
  customerId: 'initech',
  start: '2026-03-02T09:00:00+01:00',
  end: '2026-03-02T14:00:00+01:00',
};
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('a month', () => {
  test('goes from recorded work to a paid invoice', async () => {
    const { call } = await runService();
    expect(await call('/work', { body: { entries: [entry, ofContract] } })).toEqual({
      status: 201,
      body: { recorded: ['te_1', 'te_2'] },
    });
    const preview = await call('/preview', { body: { through: '2026-03-31' } });
    expect(preview.body).toMatchObject({
      customers: [
        { customerId: 'globex', status: 'invoiced', totals: [eur('357.00')], blocked: [] },
        {
          customerId: 'initech',
          status: 'invoiced',
          totals: [eur('357.00')],
          blocked: [{ entryId: 'te_2', reason: 'quota' }],
        },
      ],
      amounts: [{ net: eur('600.00'), tax: eur('114.00'), total: eur('714.00') }],
      withoutCustomer: 0,
    });
    const run = await call('/run', { body: { key: '2026-03', through: '2026-03-31' } });
    expect(run).toMatchObject({
      status: 200,
      body: [
        { done: 1, total: 2, customerId: 'globex', status: 'invoiced', amounts: [eur('357.00')] },
        { done: 2, total: 2, customerId: 'initech', status: 'invoiced', amounts: [eur('714.00')] },
        { state: 'saved', counts: { invoiced: 2, failed: 0 }, amounts: [eur('714.00')] },
      ],
    });
    const drafts = await call('/invoices?settlement=draft');
    expect(drafts.body).toMatchObject({ invoices: [{ customerId: 'globex', number: null }, {}], next: null });
    const { invoices } = drafts.body as { invoices: { id: string }[] };
    const issued = await call(`/invoices/${invoices[0]?.id}/issue`, { body: {} });
    expect(issued).toMatchObject({ status: 200, body: { number: 'INV-00001', dueOn: '2026-04-15' } });
    const payment = { customerId: 'globex', amount: eur('400.00'), on: '2026-04-09', externalId: 'bank-7' };
    expect(await call('/payments', { body: payment })).toMatchObject({
      status: 201,
      body: { applications: [{ invoiceId: invoices[0]?.id, amount: eur('357.00') }], credit: eur('43.00') },
    });
    expect((await call('/invoices?settlement=paid')).body).toMatchObject({
      invoices: [{ number: 'INV-00001', open: eur('0.00') }],
    });
  });

  test('has reports', async () => {
    const { call } = await runService();
    await call('/work', { body: { entries: [entry] } });
    const unbilled = await call('/reports/unbilled?customerId=globex');
    expect(unbilled).toMatchObject({ status: 200, body: { value: [eur('300.00')], oldest: '2026-03-02' } });
    await call('/run', { body: { key: '2026-03', through: '2026-03-31' } });
    const { body } = await call('/invoices?customerId=globex');
    await call(`/invoices/${(body as { invoices: { id: string }[] }).invoices[0]?.id}/issue`, { body: {} });
    expect((await call('/reports/aging')).body).toMatchObject({
      total: [{ buckets: { 'not-due': eur('357.00') }, open: eur('357.00'), invoices: 1 }],
    });
    expect((await call('/reports/invoices')).status).toBe(200);
    expect((await call('/reports/toString')).status).toBe(404);
  });
});

test('R63: a ticket may be opened until the allowance is used up', async () => {
  const { call } = await runService();
  const asked = '/quota?customerId=initech&ticket=4711&serviceTypeId=support';
  const april = { start: '2026-04-01T08:00:00+02:00', end: '2026-04-01T12:00:00+02:00' };
  expect((await call(asked)).body).toMatchObject({ allowed: true, contractId: 'c_initech' });
  await call('/work', { body: { entries: [{ ...ofContract, ...april }] } });
  expect(await call(asked)).toEqual({
    status: 200,
    body: {
      allowed: false,
      reason: 'quota',
      contractId: 'c_initech',
      allowances: [{ componentId: 'support', unit: 'hours', used: '14400', limit: '14400', left: '0' }],
    },
  });
});

describe('what is said twice', () => {
  test('with one key is done once', async () => {
    const { call } = await runService();
    const payment = { customerId: 'globex', amount: eur('10.00'), on: '2026-04-09' };
    const headers = { 'idempotency-key': 'p-1' };
    const first = await call('/payments', { body: payment, headers });
    expect(await call('/payments', { body: payment, headers })).toEqual(first);
    const other = await call('/payments', { body: { ...payment, on: '2026-04-10' }, headers });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'KEY_REUSED' } } });
  });

  test('as a run is billed once', async () => {
    const { call } = await runService();
    await call('/work', { body: { entries: [entry] } });
    const body = { key: '2026-03', through: '2026-03-31' };
    const first = await call('/run', { body });
    expect(await call('/run', { body })).toEqual(first);
    expect((await call('/invoices')).body).toMatchObject({ invoices: [{}, {}] });
  });
});

describe('a webhook', () => {
  test('of a ledger brings its payments, without a token', async () => {
    const { call, ledger, url, billing } = await runService();
    await billing.forTenant('acme-msp').settings.put({
      ...(await billing.forTenant('acme-msp').settings.get()),
      autoExport: ['books'],
    } as never);
    await call('/work', { body: { entries: [entry] } });
    await call('/run', { body: { key: '2026-03', through: '2026-03-31' } });
    const { body } = await call('/invoices?customerId=globex');
    const id = (body as { invoices: { id: string }[] }).invoices[0]?.id ?? '';
    await call(`/invoices/${id}/issue`, { body: {} });
    await until(() => ledger.documents().length === 1);
    ledger.enter({
      externalId: 'pay-1',
      kind: 'payment',
      applications: [{ invoiceExternalId: 'doc_1', amount: eur('357.00') }],
      amount: eur('357.00'),
      on: '2026-04-01',
      isDeleted: false,
    });
    const hint = await ledger.webhookRequest(['acme-msp']);
    const post = (headers: Readonly<Record<string, string>>) =>
      fetch(`${url}/webhooks/books`, { method: 'POST', body: Buffer.from(hint.body), headers });
    expect((await post({ 'x-signature': 'forged' })).status).toBe(401);
    expect((await post(hint.headers)).status).toBe(202);
    await until(async () => (await billing.forTenant('acme-msp').invoices.get(id))?.settlement === 'paid');
  });

  test('of a ledger that nobody handed in leads nowhere', async () => {
    const { call } = await runService();
    expect(await call('/webhooks/nobody', { body: '{}', token: null })).toMatchObject({
      status: 404,
      body: { error: { code: 'CONNECTOR_UNKNOWN' } },
    });
  });
});

describe('a caller', () => {
  test.each([null, 'guess', 'DEMO'])('with the token %s is refused', async (token) => {
    const { call } = await runService();
    expect((await call('/invoices', { token })).status).toBe(401);
  });

  test('I21: sees nothing of another tenant', async () => {
    const { call } = await runService();
    await call('/work', { body: { entries: [entry] } });
    await call('/run', { body: { key: '2026-03', through: '2026-03-31' } });
    const { body } = await call('/invoices');
    const [{ id }] = (body as { invoices: [{ id: string }] }).invoices;
    expect((await call('/invoices', { token: 'theirs' })).body).toEqual({ invoices: [], next: null });
    expect(await call(`/invoices/${id}/issue`, { token: 'theirs', body: {} })).toMatchObject({
      status: 404,
      body: { error: { code: 'NOT_FOUND' } },
    });
  });

  test.each([
    ['an unknown path', '/nowhere', undefined, 404],
    ['a method that is not served', '/work', undefined, 405],
    ['what is no JSON', '/work', '{', 400],
    ['a body without entries', '/work', {}, 400],
    ['an entry that ends before it starts', '/work', { entries: [{ ...entry, end: '2026-03-02' }] }, 400],
    ['a path that can not be decoded', '/invoices/%ZZ/issue', {}, 400],
    ['a query that nobody asked for', '/invoices?color=red', undefined, 400],
    ['an invoice that is not there', '/invoices/none/issue', {}, 404],
    ['too much', '/work', ' '.repeat(2_000_000), 413],
  ])('gets a status for %s', async (_, path, body, status) => {
    const { call, log } = await runService();
    const answered = await call(path, body === undefined ? {} : { body });
    expect(answered).toMatchObject({ status, body: { error: {} } });
    expect(log).toEqual([]);
  });

  test('is told every fault of its work, with the path', async () => {
    const { call } = await runService();
    const { body } = await call('/work', { body: { entries: [{ ...entry, minute: 3, agentId: '' }] } });
    expect(body).toMatchObject({ error: { code: 'TIME_ENTRY_INVALID', details: { issues: [{}, {}] } } });
  });
});

/** Many customers, each with an hour of work. */
async function manyCustomers({ billing }: Awaited<ReturnType<typeof runService>>, count: number) {
  const desk = billing.forTenant('acme-msp');
  const ids = Array.from({ length: count }, (_, index) => `customer-${String(index).padStart(4, '0')}`);
  for (const id of ids) await desk.customers.put({ id, party: { name: id } });
  await desk.work.record(
    ids.map((customerId) => ({
      ...entry,
      id: `te_${customerId}`,
      customerId,
      end: '2026-03-02T18:00:00+01:00',
    })),
  );
  return { desk, total: count + 1 };
}

describe('a run of many customers', () => {
  const body = JSON.stringify({ key: '2026-03', through: '2026-03-31' });
  const headers = { authorization: 'Bearer demo' };

  test('is broken off by a caller who hangs up, and goes on with the same key', async () => {
    const own = await runService();
    const { desk, total } = await manyCustomers(own, 200);
    const hangUp = new AbortController();
    const response = await fetch(`${own.url}/run`, { method: 'POST', body, headers, signal: hangUp.signal });
    await response.body?.getReader().read();
    hangUp.abort();
    await wait(50);
    const before = await invoicesOf(desk);
    expect(before).toBeLessThan(total);
    const { body: steps } = await own.call('/run', { body });
    expect((steps as unknown[]).at(-1)).toMatchObject({ state: 'saved', counts: { invoiced: total } });
    expect(await invoicesOf(desk)).toBe(total);
    expect(own.log).toEqual([]);
  });

  test('ends with a line that says so when the service stops', async () => {
    const own = await runService();
    const { total } = await manyCustomers(own, 200);
    const response = await fetch(`${own.url}/run`, { method: 'POST', body, headers });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader?.read())?.value ?? '';
    const startedAt = performance.now();
    const stopped = own.service.stop();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read())
      text += part.value;
    await stopped;
    // Connections are kept open for a minute; a stop does not wait for those on which nothing is under way.
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThan(total);
    const last = JSON.parse(lines.at(-1) ?? '');
    expect(last).toEqual({
      error: { code: 'HTTP', message: 'the service stops: ask again with the same key' },
    });
    await expect(fetch(`${own.url}/invoices`, { headers })).rejects.toThrow('fetch failed');
    expect(own.log).toEqual([]);
  });
});

async function invoicesOf(desk: {
  invoices: { list(query: object): Promise<{ items: readonly unknown[] }> };
}) {
  return (await desk.invoices.list({ limit: 1000 })).items.length;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; !(await holds()); turn += 1) {
    if (turn > 5000) throw new Error('it never came');
    await wait(10);
  }
}
