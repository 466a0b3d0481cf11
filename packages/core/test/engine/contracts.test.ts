import { describe, expect, test } from 'vitest';
import type { ContractToPut } from '../../src/engine/contracts/contract-to-put.ts';
import { rowsOf, type TestDesk, testDesk, testEntry } from './support/desk.ts';

const now = '2026-03-10T09:00:00.000Z';
const contract = (given: Partial<ContractToPut> = {}): ContractToPut => ({
  id: 'c_1',
  customerId: 'acme',
  state: 'active',
  start: '2026-03-01',
  cycle: { frequency: 'monthly' },
  ...given,
});
const tenHours = { id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' } as const;

async function withContract(given: Partial<ContractToPut> = {}): Promise<TestDesk> {
  const own = await testDesk({ now });
  await own.desk.contracts.put(contract(given));
  return own;
}

const march = { through: '2026-03-31', key: 'march' };
const fault = (code: string, field?: string) =>
  expect.objectContaining({
    code,
    ...(field === undefined ? {} : { details: { issues: [expect.objectContaining({ path: [field] })] } }),
  });

describe('a contract that is put', () => {
  test('takes what it leaves out from the customer, then from the settings', async () => {
    const { desk } = await testDesk({ now, settings: { linePolicy: { groupBy: ['agent'] } } });
    await desk.customers.put({ id: 'swiss', party: { name: 'Swiss' }, currency: 'CHF', taxCodes: [] });
    const own = await desk.contracts.put(contract({ customerId: 'swiss' }));
    expect(own).toMatchObject({ currency: 'CHF', zone: 'Europe/Berlin', taxCodes: [] });
    expect(own.linePolicy?.groupBy).toEqual(['agent']);
    const other = await desk.contracts.put(contract({ id: 'c_2' }));
    expect(other).toMatchObject({ currency: 'EUR', taxCodes: ['vat'] });
  });

  test('keeps what it took over when the settings change', async () => {
    const { desk } = await withContract();
    const settings = await desk.settings.get();
    if (settings === null) throw new Error('there are settings');
    await desk.settings.put({ ...settings, defaultTaxCodes: [] });
    expect((await desk.contracts.put(contract())).taxCodes).toEqual(['vat']);
  });

  test('F12: is made from a plan, and what it names wins', async () => {
    const { desk } = await testDesk({ now });
    await desk.plans.put({
      id: 'silver',
      currency: 'EUR',
      cycle: { frequency: 'monthly' },
      components: [tenHours],
    });
    const given = { id: 'c_1', customerId: 'acme', start: '2026-03-01', state: 'active' } as const;
    const changed = { components: [{ id: 'support', quantity: '12' }] };
    const made = await desk.contracts.fromPlan('silver', { ...given, ...changed });
    expect(made).toMatchObject({ planId: 'silver', taxCodes: ['vat'], components: [{ quantity: '12' }] });
    expect(await desk.contracts.fromPlan('silver', { ...given, ...changed })).toEqual(made);
    await expect(desk.contracts.fromPlan('gold', given)).rejects.toThrow(fault('NOT_FOUND'));
  });

  test('R67: is refused when another one can take the same work, and drafts are not asked', async () => {
    const own = await withContract();
    const before = await rowsOf(own.storage);
    await expect(own.desk.contracts.put(contract({ id: 'c_2' }))).rejects.toThrow(fault('CONTRACTS_OVERLAP'));
    expect(await rowsOf(own.storage)).toEqual(before);
    await own.desk.contracts.put(contract({ id: 'c_2', state: 'draft' }));
    await expect(own.desk.contracts.activate('c_2')).rejects.toThrow(fault('CONTRACTS_OVERLAP'));
    await own.desk.contracts.terminate('c_1', '2026-03-01');
    expect((await own.desk.contracts.activate('c_2')).state).toBe('active');
  });

  test('is refused at once for what a bill run would find: taxes, pools, its customer', async () => {
    const { desk } = await testDesk({ now });
    const put = (given: Partial<ContractToPut>) => desk.contracts.put(contract(given));
    await expect(put({ taxCodes: ['none'] })).rejects.toThrow(fault('TAX_CODE_UNKNOWN'));
    await expect(put({ customerId: 'nobody' })).rejects.toThrow(fault('NOT_FOUND'));
    const components = [{ id: 'pool', kind: 'pool', accountId: 'hours' }] as const;
    await expect(put({ components })).rejects.toThrow(fault('CONTRACT_INVALID', 'components'));
    await desk.prepaid.open({ id: 'hours', customerId: 'globex', unit: 'hours' });
    await expect(put({ components })).rejects.toThrow(fault('CONTRACT_INVALID', 'components'));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    await expect(desk.contracts.put(null as never)).rejects.toThrow(fault('CONTRACT_INVALID'));
  });

  test('leaves its state to the other methods', async () => {
    const { desk } = await withContract();
    await expect(desk.contracts.put(contract({ state: 'suspended' }))).rejects.toThrow(
      fault('CONTRACT_INVALID', 'state'),
    );
    await desk.contracts.suspend('c_1', '2026-03-15');
    const again = await desk.contracts.put({ ...contract(), state: undefined, order: 3 });
    expect(again).toMatchObject({ state: 'suspended', order: 3 });
  });
});

describe('a contract of which something was billed', () => {
  const fee = { id: 'care', kind: 'recurring-fee', price: '50.00' } as const;

  async function billed(): Promise<TestDesk> {
    const own = await withContract({ components: [fee] });
    own.clock.set('2026-04-01T06:00:00.000Z');
    await own.desk.batches.save(march);
    return own;
  }

  test('keeps its terms of billed days, and is amended from the next one on', async () => {
    const { desk } = await billed();
    const dearer = { components: [{ ...fee, price: '60.00' }] };
    await expect(desk.contracts.put(contract(dearer))).rejects.toThrow(
      fault('CONTRACT_INVALID', 'components'),
    );
    await expect(desk.contracts.amend('c_1', { from: '2026-03-31', ...dearer })).rejects.toThrow(
      fault('CONTRACT_INVALID', 'amendments'),
    );
    // The fee of April is due in advance: it was billed with March.
    const periods = await desk.contracts.utilisation({ contractId: 'c_1' });
    expect(periods.map(({ period }) => period.from)).toEqual(['2026-03-01', '2026-04-01']);
    await desk.contracts.amend('c_1', { from: '2026-05-01', ...dearer });
    const amended = await desk.contracts.amend('c_1', { from: '2026-05-01', taxCodes: [] });
    expect(amended.amendments).toMatchObject([
      { from: '2026-05-01', taxCodes: [], components: [{ price: '60.00' }] },
    ]);
    await desk.contracts.put(contract({ components: [fee], amendments: amended.amendments, order: 1 }));
  });

  test('R84: is free again when its bills are released', async () => {
    const { desk } = await billed();
    const [batch] = (await desk.batches.list()).items;
    await desk.batches.delete(batch?.id ?? '');
    const dearer = await desk.contracts.put(contract({ components: [{ ...fee, price: '60.00' }] }));
    expect(dearer.components).toMatchObject([{ price: '60.00' }]);
  });
});

describe('the life of a contract', () => {
  test('R67: goes its way by the table, and says what is allowed', async () => {
    const { desk } = await withContract({ state: 'draft' });
    await desk.contracts.activate('c_1');
    await desk.contracts.suspend('c_1', '2026-03-10');
    await desk.contracts.resume('c_1', '2026-03-20');
    const ended = await desk.contracts.terminate('c_1', '2026-04-01');
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'terminated', end: '2026-04-01' });
    await expect(desk.contracts.resume('c_1', '2026-04-02')).rejects.toThrow(fault('CONTRACT_STATE'));
    expect((await desk.contracts.list({ customerId: 'acme', state: 'ended' })).items).toEqual([ended]);
    expect((await desk.contracts.list({ customerId: 'acme', state: 'active' })).items).toEqual([]);
    expect((await desk.contracts.list({ state: 'ended' })).items).toEqual([ended]);
  });

  test('F15, R67: is renewed by hand for as long as a person decides', async () => {
    const { desk } = await withContract({ end: '2027-03-01' });
    await expect(desk.contracts.renew('c_1')).rejects.toThrow(fault('CONTRACT_INVALID', 'renewal'));
    await expect(desk.contracts.renew('c_1', { id: 'c_1', months: 6 })).rejects.toThrow(
      fault('ALREADY_EXISTS'),
    );
    const { renewed, successor } = await desk.contracts.renew(
      'c_1',
      { id: 'c_2', months: 6 },
      { key: 'renew' },
    );
    expect([renewed.successorId, successor.start, successor.end]).toEqual([
      'c_2',
      '2027-03-01',
      '2027-09-01',
    ]);
    await desk.contracts.renew('c_1', { id: 'c_2', months: 6 }, { key: 'renew' });
    expect((await desk.contracts.list({ customerId: 'acme' })).items.length).toBe(2);
  });
});

describe('time', () => {
  const renewing = { end: '2026-06-01', renewal: { mode: 'automatic', months: 3 } } as const;

  test('F15, R67: tells of the end in time, each notice once', async () => {
    const own = await withContract({ end: '2026-06-01', renewal: { mode: 'manual' } });
    const told: number[] = [];
    own.desk.on('contract.expiring', ({ daysLeft }) => void told.push(daysLeft));
    for (const day of ['2026-04-01', '2026-04-02', '2026-04-03', '2026-05-20', '2026-05-25', '2026-05-26']) {
      own.clock.set(`${day}T10:00:00Z`);
      await own.billing.tick();
      await own.billing.tick();
    }
    expect(told).toEqual([60, 12, 7]);
  });

  test('F15, R67: renews a contract the day before its end, and lets it expire', async () => {
    const own = await withContract(renewing);
    own.clock.set('2026-05-30T22:00:00Z');
    await own.billing.tick();
    const { items } = await own.desk.contracts.list({ customerId: 'acme' });
    expect(items.map(({ start, state }) => `${start} ${state}`)).toEqual([
      '2026-03-01 active',
      '2026-06-01 active',
    ]);
    own.clock.set('2026-05-31T22:00:00Z');
    await own.billing.tick();
    expect(await own.desk.contracts.get('c_1')).toMatchObject({ state: 'ended', endedBy: 'expired' });
  });

  test('R67: catches up when nobody looked for long, also side by side', async () => {
    const own = await withContract(renewing);
    own.clock.set('2027-01-15T10:00:00Z');
    await Promise.all([own.billing.tick(), own.billing.tick()]);
    const { items } = await own.desk.contracts.list({ customerId: 'acme' });
    expect(items.map(({ start, state }) => `${start} ${state}`)).toEqual([
      '2026-03-01 ended',
      '2026-06-01 ended',
      '2026-09-01 ended',
      '2026-12-01 active',
    ]);
  });

  test('lets one contract expire although another can not be renewed', async () => {
    const own = await withContract({ ...renewing, taxCodes: [] });
    await own.desk.contracts.put(contract({ id: 'c_2', customerId: 'globex', end: '2026-06-01' }));
    const overlapping = contract({ id: 'c_3', start: '2026-06-01' });
    await own.desk.contracts.put(overlapping);
    own.clock.set('2026-06-01T10:00:00Z');
    const { outcomes } = await own.billing.tick();
    const failed = outcomes.find(({ part }) => part === 'contracts');
    expect(failed).toMatchObject({ status: 'failed', code: 'CONTRACTS_OVERLAP' });
    expect(await own.desk.contracts.get('c_2')).toMatchObject({ state: 'ended' });
  });
});

describe('a quota', () => {
  const blocking = { ...tenHours, exhausted: 'block' } as const;
  const workItem = { kind: 'ticket', id: '4711' } as const;

  test('F14, R63: allows work until it is used by bills and open work, and denies it then', async () => {
    const { desk } = await withContract({ components: [blocking] });
    const ask = () => desk.contracts.checkQuota({ customerId: 'acme', workItem });
    expect(await ask()).toMatchObject({
      allowed: true,
      contractId: 'c_1',
      allowances: [{ used: '0', left: '36000' }],
    });
    await desk.work.record([testEntry('te_1', { minutes: 540 })]);
    expect(await ask()).toMatchObject({ allowed: true, allowances: [{ used: '32400', left: '3600' }] });
    await desk.work.record([testEntry('te_2', { minutes: 90 })]);
    expect(await ask()).toMatchObject({ allowed: false, reason: 'quota', componentId: 'support' });
    expect(await desk.contracts.checkQuota({ customerId: 'globex', workItem })).toMatchObject({
      allowed: true,
      contractId: null,
    });
  });

  test('R63: counts what was billed early; work that comes in afterwards is the next period’s (R12), until the bill is released', async () => {
    const { desk } = await withContract({ components: [blocking] });
    const used = async () =>
      (await desk.contracts.checkQuota({ customerId: 'acme' })).allowances.map((one) => one.used);
    await desk.work.record([testEntry('te_1', { minutes: 540 })]);
    const { id } = await desk.batches.save({ ...march, early: true });
    await desk.work.record([testEntry('te_2', { minutes: 30 })]);
    expect(await used()).toEqual(['32400']);
    await desk.batches.delete(id);
    expect(await used()).toEqual(['34200']);
    await desk.work.delete('entry', 'te_1');
    expect(await used()).toEqual(['1800']);
  });

  test('R66: of incidents lets later work on a counted ticket pass', async () => {
    const components = [{ ...blocking, unit: 'incidents', quantity: '1' }] as const;
    const { desk } = await withContract({ components });
    await desk.work.record([testEntry('te_1', { workItem })]);
    const ask = async (id: string) =>
      (await desk.contracts.checkQuota({ customerId: 'acme', workItem: { ...workItem, id } })).allowed;
    expect([await ask('4711'), await ask('4712')]).toEqual([true, false]);
  });

  test('F14, R63: tells each threshold once in a period, whoever finds out', async () => {
    const own = await withContract({ components: [tenHours] });
    const told: string[] = [];
    own.desk.on('quota.crossed', ({ period, threshold }) => void told.push(`${period} ${threshold}`));
    await own.desk.work.record([testEntry('te_1', { minutes: 485 })]);
    expect(told).toEqual(['2026-03-01 80']);
    await own.desk.work.edit(testEntry('te_1', { minutes: 570 }));
    await own.billing.tick();
    await own.billing.tick();
    expect(told).toEqual(['2026-03-01 80', '2026-03-01 95']);
    await own.desk.work.record([testEntry('te_2', { minutes: 90 })]);
    own.clock.set('2026-04-01T06:00:00.000Z');
    await own.desk.batches.save(march);
    expect(told).toEqual(['2026-03-01 80', '2026-03-01 95', '2026-03-01 100']);
    await own.desk.work.record([testEntry('te_3', { date: '2026-04-01', minutes: 500 })]);
    expect(told.at(-1)).toBe('2026-04-01 80');
  });

  test('harms no recording when it can not be told', async () => {
    const { desk } = await withContract({ components: [tenHours] });
    await desk.rateCards.put({
      id: 'standard',
      currency: 'USD',
      rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
    });
    expect((await desk.work.record([testEntry('te_1', { minutes: 700 })])).length).toBe(1);
  });

  test('is told by the utilisation of its contract, the open period as if it were billed now', async () => {
    const { desk } = await withContract({ components: [tenHours] });
    await desk.work.record([testEntry('te_1', { minutes: 300 })]);
    const [period] = await desk.contracts.utilisation({ customerId: 'acme' });
    expect(period?.allowances).toMatchObject([{ used: '18000', share: '50.00' }]);
    await expect(desk.contracts.utilisation({ contractId: 'none' })).rejects.toThrow(fault('NOT_FOUND'));
  });

  test('R63: a customer whom nobody knows is refused, one without a contract has no allowances', async () => {
    const { desk } = await testDesk({ now });
    await expect(desk.contracts.checkQuota({ customerId: 'acne' })).rejects.toThrow(fault('NOT_FOUND'));
    const answer = await desk.contracts.checkQuota({ customerId: 'acme' });
    expect(answer).toMatchObject({ allowed: true, contractId: null, allowances: [] });
  });

  test('is asked with a question that can be read', async () => {
    const { desk } = await testDesk({ now });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    await expect(desk.contracts.checkQuota({ customer: 'acme' } as never)).rejects.toThrow(
      fault('QUERY_INVALID'),
    );
  });
});

test('I21: nothing of it is seen or changed by another tenant', async () => {
  const own = await withContract({ components: [tenHours] });
  const before = await rowsOf(own.storage);
  const { contracts } = own.billing.forTenant('other');
  expect(await contracts.get('c_1')).toBe(null);
  expect((await contracts.list({ customerId: 'acme' })).items).toEqual([]);
  await expect(contracts.checkQuota({ customerId: 'acme' })).rejects.toThrow(fault('NOT_FOUND'));
  for (const call of [
    contracts.put(contract()),
    contracts.fromPlan('silver', { id: 'c_1', customerId: 'acme', start: '2026-03-01' }),
    contracts.amend('c_1', { from: '2026-05-01', taxCodes: [] }),
    contracts.activate('c_1'),
    contracts.suspend('c_1', '2026-03-02'),
    contracts.resume('c_1', '2026-03-02'),
    contracts.terminate('c_1', '2026-03-02'),
    contracts.renew('c_1'),
    contracts.utilisation({ customerId: 'acme' }),
  ])
    await expect(call).rejects.toThrow(fault('NOT_FOUND'));
  expect(await rowsOf(own.storage)).toEqual(before);
});
