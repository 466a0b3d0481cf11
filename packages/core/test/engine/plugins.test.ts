import { memoryStorage } from '@billwright/storage-memory';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { componentKind } from '../../src/contract/component-kind.ts';
import { defineAllowance } from '../../src/contract/allowance.ts';
import { exhaustionKind } from '../../src/contract/exhaustion-kind.ts';
import { createBilling } from '../../src/engine/create-billing.ts';
import { silentLogger } from '../../src/engine/default-ports.ts';
import type { BillingEvent } from '../../src/events/billing-events.ts';
import { money } from '../../src/money/money.ts';
import { multiply } from '../../src/money/arithmetic.ts';
import type { Plugin, ReviewAnswer, TaxQuestion } from '../../src/ports/plugin.ts';
import type { Storage } from '../../src/ports/storage.ts';
import { priceKind } from '../../src/rating/price-kind.ts';
import { testDesk, testEntry, type TestDesk } from './support/desk.ts';

const callOut = priceKind({
  kind: 'call-out',
  schema: z.strictObject({ kind: z.literal('call-out'), fee: z.string() }),
  compile: ({ fee }) => ({ basis: 'piece', price: fee, once: 'entry' }),
});
const cardOfVisits = {
  id: 'standard',
  currency: 'EUR',
  rules: [{ id: 'visit', price: { kind: 'call-out', fee: '45.00' } }],
} as const;

const halfPrice = exhaustionKind({
  name: 'half-price',
  becomes: () => ({ rest: 'charge', factor: '0.5' }),
});
const askManager = exhaustionKind({
  name: 'ask-manager',
  becomes: () => ({ rest: 'hold', reason: 'own:manager' }),
});

/** 8.50 for each device, with an hour of support. */
const devices = (exhausted: string) =>
  componentKind({
    kind: 'devices',
    schema: () => z.strictObject({ id: z.string(), kind: z.literal('devices'), count: z.int().min(1) }),
    compile: ({ id, count }, { currency, exhaustionKinds }) => [
      {
        phase: 'cover',
        basis: 'allowance',
        allowance: defineAllowance(
          { unit: 'hours', quantity: String(count), exhausted, thresholds: ['80'] },
          currency,
          { exhaustionKinds },
        ),
      },
      {
        phase: 'fee',
        billing: 'arrears',
        feesOf: ({ period: { period } }) => [
          {
            key: id,
            description: 'Care of devices',
            quantity: String(count),
            unitPrice: '8.50',
            amount: multiply(money('8.50', currency), String(count)),
            from: period.from,
            to: period.to,
          },
        ],
      },
    ],
  });

const agreed = {
  id: 'c_1',
  customerId: 'acme',
  state: 'active',
  start: '2026-03-01',
  cycle: { frequency: 'monthly' },
  components: [{ id: 'care', kind: 'devices', count: 2 }],
} as const;

const march = { key: '2026-03', through: '2026-03-31' };

/** The drafts of a customer. */
const draftsOf = async ({ desk }: TestDesk, customerId = 'acme') =>
  (await desk.invoices.list({ customerId })).items;

/** A storage that knows how many transactions are under way. */
function watched(): Storage & { readonly open: () => number } {
  const storage = memoryStorage();
  let open = 0;
  return {
    ...storage,
    open: () => open,
    tenants: (range) => storage.tenants(range),
    lease: (request, options) => storage.lease(request, options),
    close: () => storage.close(),
    async transaction(tenantId, body, options) {
      open += 1;
      try {
        return await storage.transaction(tenantId, body, options);
      } finally {
        open -= 1;
      }
    },
  };
}

describe('a price kind of a plugin', () => {
  test('R40: prices the work of a card that the desk keeps', async () => {
    const own = await testDesk({ plugins: [{ id: 'visits', priceKinds: [callOut] }] });
    await own.desk.rateCards.put(cardOfVisits);
    await own.desk.work.record([testEntry('te_1'), testEntry('te_2', { minutes: 10 })]);
    await own.desk.batches.save(march);
    const [draft] = await draftsOf(own);
    expect(draft?.content.totals.net.amount).toBe('90.00');
    expect(draft?.content.totals.total.amount).toBe('107.10');
  });

  test('R5: is unknown where the plugin is missing, and nothing is billed at a guess', async () => {
    const { desk } = await testDesk();
    await expect(desk.rateCards.put(cardOfVisits)).rejects.toMatchObject({ code: 'RATE_CARD_INVALID' });
    const own = await testDesk({ plugins: [visits('visits')] });
    await own.desk.rateCards.put(cardOfVisits);
    await own.desk.work.record([testEntry('te_1')]);
    const without = createBilling({ storage: own.storage, clock: own.clock }).forTenant('desk');
    await expect(without.batches.save(march)).rejects.toMatchObject({ code: 'RATE_CARD_INVALID' });
    expect(await draftsOf(own)).toEqual([]);
  });
});

describe('component and exhaustion kinds of a plugin', () => {
  const plugin: Plugin = {
    id: 'devices',
    componentKinds: [devices('half-price')],
    exhaustionKinds: [halfPrice, askManager],
  };

  test('R60, R61: bill a contract that is put with them', async () => {
    const own = await testDesk({ plugins: [plugin] });
    await own.desk.contracts.put(agreed);
    await own.desk.work.record([testEntry('te_1', { minutes: 300 })]);
    await own.desk.batches.save(march);
    const [draft] = await draftsOf(own);
    const told = draft?.content.lines.map(({ kind, amount }) => `${kind} ${amount.amount}`);
    expect(told).toEqual(['time 180.00', 'recurring-fee 17.00', 'information 0.00']);
    expect(draft?.content.totals.total.amount).toBe('234.43');
  });

  test('R67: a contract with them is amended, renewed and put by a plan', async () => {
    const { desk } = await testDesk({ plugins: [plugin], now: '2026-05-04T06:00:00.000Z' });
    const { components, cycle } = agreed;
    await desk.plans.put({ id: 'care', currency: 'EUR', cycle, components });
    await desk.contracts.fromPlan('care', {
      id: 'c_2',
      customerId: 'globex',
      state: 'active',
      start: '2026-03-01',
      end: '2026-06-01',
    });
    const three = { id: 'care', kind: 'devices', count: 3 };
    const amended = await desk.contracts.amend('c_2', { from: '2026-05-01', components: [three] });
    expect(amended.amendments).toHaveLength(1);
    const { successor } = await desk.contracts.renew('c_2', { id: 'c_3', months: 12 });
    expect(successor.components).toEqual([three]);
  });

  test('R63: an allowance of theirs that has run out holds work back with its own reason', async () => {
    const strict = { ...plugin, componentKinds: [devices('ask-manager')] };
    const { desk, clock } = await testDesk({ plugins: [strict], now: '2026-03-02T08:00:00.000Z' });
    await desk.contracts.put(agreed);
    const question = { customerId: 'acme', serviceTypeId: 'support' };
    expect(await desk.contracts.checkQuota(question)).toMatchObject({ allowed: true, contractId: 'c_1' });
    const raised: string[] = [];
    desk.on('quota.crossed', ({ threshold }) => void raised.push(threshold));
    await desk.work.record([testEntry('te_1', { minutes: 120 })]);
    expect(raised).toEqual(['80']);
    expect(await desk.contracts.checkQuota(question)).toMatchObject({
      allowed: false,
      reason: 'own:manager',
      componentId: 'care',
    });
    await desk.work.record([testEntry('te_2', { date: '2026-03-03' })]);
    clock.set('2026-04-01T06:00:00.000Z');
    const { customers } = await desk.batches.preview({ through: '2026-03-31' });
    expect(customers[0]?.blocked).toMatchObject([{ entryId: 'te_2', reason: 'own:manager' }]);
  });

  test('get facts of which they can change nothing', async () => {
    const seen: string[] = [];
    const spoil = (body: () => unknown): void => {
      try {
        body();
        seen.push('changed');
      } catch (error) {
        seen.push(error instanceof TypeError ? 'frozen' : String(error));
      }
    };
    const greedy = componentKind({
      kind: 'greedy',
      schema: () => z.strictObject({ id: z.string(), kind: z.literal('greedy') }),
      compile: () => [
        {
          phase: 'fee',
          billing: 'arrears',
          feesOf: (facts) => {
            spoil(() => Object.assign(facts.period.period, { to: '2027-01-01' }));
            return [];
          },
        },
        {
          phase: 'minimum',
          scope: {},
          leastOf: (period) => {
            spoil(() => Object.assign(period, { share: { days: 0, of: 1 } }));
            return money('500.00', 'EUR');
          },
        },
      ],
    });
    const own = await testDesk({ plugins: [{ id: 'greedy', componentKinds: [greedy] }] });
    await own.desk.contracts.put({ ...agreed, components: [{ id: 'more', kind: 'greedy' }] });
    await own.desk.batches.save(march);
    const [draft] = await draftsOf(own);
    expect(draft?.content.period).toMatchObject({ from: '2026-03-01', to: '2026-04-01' });
    expect(draft?.content.totals.net.amount).toBe('500.00');
    expect(new Set(seen)).toEqual(new Set(['frozen']));
  });
});

test.each<[string, readonly Plugin[]]>([
  ['two plugins have a price kind of one name', [visits('a'), visits('b')]],
  [
    'a component kind has the name of a built-in one',
    [{ id: 'a', componentKinds: [{ ...devices('block'), kind: 'allowance' }] }],
  ],
  [
    'an exhaustion kind has the name of a built-in one',
    [{ id: 'a', exhaustionKinds: [{ ...halfPrice, name: 'block' }] }],
  ],
  ['two plugins have one id', [{ id: 'a' }, { id: 'a' }]],
])('billing is not created when %s', async (_, plugins) => {
  await expect(testDesk({ plugins })).rejects.toMatchObject({ code: 'ENGINE_INVALID' });
});

function visits(id: string): Plugin {
  return { id, priceKinds: [callOut] };
}

describe('a tax provider', () => {
  const reduced = { id: 'vat', name: 'VAT 7 %', percent: '7' };

  test('is asked for each customer, before it is billed and not within a transaction', async () => {
    const storage = watched();
    const asked: (TaxQuestion & { readonly open: number })[] = [];
    const provider: Plugin = {
      id: 'taxes',
      async taxCodes(question) {
        asked.push({ ...question, open: storage.open() });
        return question.customerId === 'acme' ? [reduced] : [];
      },
    };
    const own = await testDesk({ storage, plugins: [provider] });
    await own.desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
    const preview = await own.desk.batches.preview({ through: '2026-03-31' });
    expect(preview.customers.flatMap(({ drafts }) => drafts.map(totalOf))).toEqual(['128.40', '142.80']);
    asked.length = 0;
    await own.desk.batches.save(march);
    const question = { tenantId: 'desk', on: '2026-03-31', open: 0 };
    expect(asked).toEqual([
      { ...question, customerId: 'acme' },
      { ...question, customerId: 'globex' },
    ]);
    expect((await draftsOf(own)).map(totalOf)).toEqual(['128.40']);
    expect((await draftsOf(own, 'globex')).map(totalOf)).toEqual(['142.80']);
  });

  test('that answers with no tax bills nothing', async () => {
    const own = await testDesk({
      plugins: [{ id: 'taxes', taxCodes: async () => [{ ...reduced, percent: 'a few' }] }],
    });
    await own.desk.work.record([testEntry('te_1')]);
    const { customers } = await own.desk.batches.preview({ through: '2026-03-31' });
    expect(customers).toMatchObject([{ status: 'failed', reason: { code: 'TOTALS_INVALID' } }]);
  });

  test('R92: that fails for a customer stops no other, and is asked again', async () => {
    let isDown = true;
    const provider: Plugin = {
      id: 'taxes',
      async taxCodes({ customerId }) {
        if (isDown && customerId === 'acme') throw new Error('503');
        return [reduced];
      },
    };
    const own = await testDesk({ plugins: [provider] });
    await own.desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
    const batch = await own.desk.batches.save(march);
    expect(batch.counts).toMatchObject({ failed: 1, invoiced: 1 });
    isDown = false;
    for await (const step of own.desk.batches.run(batch.id, { retryFailed: true })) void step;
    expect((await draftsOf(own)).map(totalOf)).toEqual(['128.40']);
  });
});

describe('a review', () => {
  const held: ReviewAnswer = { status: 'held', reason: 'above 1000.00' };

  async function reviewed(review: NonNullable<Plugin['review']>, storage: Storage = memoryStorage()) {
    const own = await testDesk({ storage, plugins: [{ id: 'four-eyes', review }] });
    await own.desk.work.record([
      testEntry('te_1', { minutes: 600 }),
      testEntry('te_2', { customerId: 'globex' }),
    ]);
    await own.desk.batches.save(march);
    const [large, small] = [await draftsOf(own), await draftsOf(own, 'globex')].flat();
    return { ...own, large: large?.id ?? '', small: small?.id ?? '' };
  }

  test('R81: holds a draft back, which takes no number', async () => {
    const storage = watched();
    const open: number[] = [];
    let limit = 1000;
    const { desk, large, small } = await reviewed(async ({ content }) => {
      open.push(storage.open());
      return Number(content.totals.total.amount) > limit ? held : { status: 'accepted' };
    }, storage);
    const results = await desk.invoices.issueAll([large, small]);
    expect(results).toMatchObject([
      { invoiceId: large, status: 'refused', code: 'INVOICE_HELD' },
      { invoiceId: small, status: 'issued' },
    ]);
    await expect(desk.invoices.issue(large)).rejects.toMatchObject({
      code: 'INVOICE_HELD',
      details: { plugin: 'four-eyes', reason: 'above 1000.00' },
    });
    expect((await desk.invoices.get(large))?.settlement).toBe('draft');
    limit = 2000;
    expect((await desk.invoices.issue(large)).issued?.number).toBe('INV-00002');
    expect(new Set(open)).toEqual(new Set([0]));
  });

  test('can not change what it looks at', async () => {
    const { desk, large } = await reviewed(async (draft) => {
      expect(() => Object.assign(draft.content.totals.total, { amount: '0.00' })).toThrow(TypeError);
      expect(() => Object.assign(draft, { settlement: 'paid' })).toThrow(TypeError);
      return { status: 'accepted' };
    });
    expect(totalOf(await desk.invoices.issue(large))).toBe('1428.00');
  });

  test('does not count for a draft that was changed while it was looked at', async () => {
    let meanwhile = async (): Promise<unknown> => null;
    const { desk, large } = await reviewed(async () => {
      await meanwhile();
      return { status: 'accepted' };
    });
    meanwhile = () => desk.invoices.edit(large, { note: 'one more thing' });
    await expect(desk.invoices.issue(large)).rejects.toMatchObject({
      code: 'INVOICE_HELD',
      details: { plugin: 'billwright' },
    });
    meanwhile = async () => null;
    expect((await desk.invoices.issue(large)).settlement).toBe('issued');
  });

  test.each([undefined, { status: 'ok' }])('that answers %o lets nothing through', async (answer) => {
    const { desk, small } = await reviewed(async () => answer as never);
    await expect(desk.invoices.issue(small)).rejects.toMatchObject({ code: 'INVOICE_HELD' });
  });
});

describe('listeners', () => {
  test('that throw or reject harm nobody, and are written to the log', async () => {
    const told: string[] = [];
    const log: unknown[] = [];
    const { desk } = await testDesk({
      logger: { ...silentLogger, error: (text, details) => log.push([text, details?.['event']]) },
      plugins: [
        {
          id: 'loud',
          listen({ name }) {
            throw new Error(name);
          },
        },
        { id: 'quiet', listen: async ({ name }) => void told.push(name) },
      ],
    });
    desk.on('work.recorded', () => {
      throw new Error('no');
    });
    desk.on('work.recorded', () => Promise.reject(new Error('later')));
    desk.on('work.recorded', ({ ids }) => void told.push(ids.join()));
    log.length = 0;
    const works = await desk.work.record([testEntry('te_1')]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(works).toHaveLength(1);
    expect(told).toEqual(['work.recorded', 'te_1']);
    expect(log).toEqual(Array.from({ length: 3 }, () => ['a listener failed', 'work.recorded']));
  });

  test('of a plugin hear all tenants, those of a desk only their own', async () => {
    const [all, own]: [BillingEvent[], BillingEvent[]] = [[], []];
    const { billing, desk } = await testDesk({
      plugins: [{ id: 'ears', listen: (event) => void all.push(event) }],
    });
    desk.on('work.recorded', (event) => void own.push(event));
    await desk.work.record([testEntry('te_1')]);
    await billing.forTenant('other').work.record([testEntry('te_1')]);
    expect(all.map(({ tenantId }) => tenantId)).toEqual(['desk', 'other']);
    expect(own.map(({ tenantId }) => tenantId)).toEqual(['desk']);
  });

  test('get what the caller gets, and can not change it', async () => {
    const { desk } = await testDesk();
    const seen: string[] = [];
    desk.on('invoice.drafted', ({ invoice }) => {
      try {
        Object.assign(invoice.content.totals.total, { amount: '0.00' });
      } catch (error) {
        seen.push(error instanceof TypeError ? 'frozen' : 'other');
      }
    });
    await desk.work.record([testEntry('te_1')]);
    await desk.batches.save(march);
    expect(seen).toEqual(['frozen']);
    const [draft] = (await desk.invoices.list({ customerId: 'acme' })).items;
    expect(draft?.content.totals.total.amount).toBe('142.80');
  });
});

function totalOf({ content }: { content: { totals: { total: { amount: string } } } }): string {
  return content.totals.total.amount;
}
