import { isBillingError, type Json, type Storage } from '@billwright/core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { postgresStorage } from '../src/index.ts';
import { portableDatabase, role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { emptyTables } from './support/empty-tables.ts';

type Insert = readonly [
  collection: 'invoices' | 'customers' | 'claims' | 'bills' | 'payments' | 'payment-applications' | 'audit',
  id: string,
  keys: Readonly<Record<string, string>>,
  value?: Json,
];

const amounts = (net: string, tax: string, rounding: string, total: string): Json =>
  Object.fromEntries(
    Object.entries({ net, tax, rounding, total }).map(([of, amount]) => [of, { amount, currency: 'EUR' }]),
  );

const invoice = (totals: Json, number: string | null = null): Json => ({
  issued: number === null ? null : { series: 'invoices', number },
  content: { currency: 'EUR', totals },
});

const whole = amounts('10.00', '1.90', '0.00', '11.90');
const acme: Insert = ['customers', 'acme', {}];
const paid = (amount: string, kind = 'payment'): Json => ({ kind, amount: { amount, currency: 'EUR' } });

/** What each rule refuses, beside something of the same form that it takes. */
const always: readonly (readonly [rule: string, wrong: readonly Insert[], right: readonly Insert[]])[] = [
  [
    'invoices_add_up',
    [['invoices', 'i', {}, invoice(amounts('10.00', '1.90', '0.00', '11.91'))]],
    [['invoices', 'i', {}, invoice(whole)]],
  ],
  [
    'invoices_one_number',
    [
      ['invoices', 'i', {}, invoice(whole, '7')],
      ['invoices', 'j', {}, invoice(whole, '7')],
    ],
    [
      ['invoices', 'i', {}, invoice(whole, '7')],
      ['invoices', 'j', {}, invoice(whole, '8')],
    ],
  ],
  [
    'invoices_key_customer_known',
    [['invoices', 'i', { customer: 'acme' }]],
    [acme, ['invoices', 'i', { customer: 'acme' }]],
  ],
  [
    'payment_applications_key_invoice_known',
    [['payment-applications', 'a', { invoice: 'i' }, paid('1.00')]],
    [
      ['invoices', 'i', {}],
      ['payment-applications', 'a', { invoice: 'i' }, paid('1.00')],
    ],
  ],
  [
    'payment_applications_sign',
    [['payment-applications', 'a', {}, paid('1.00', 'refund')]],
    [['payment-applications', 'a', {}, paid('-1.00', 'refund')]],
  ],
  ['payments_above_zero', [['payments', 'p', {}, paid('0.00')]], [['payments', 'p', {}, paid('0.01')]]],
  [
    'bills_sequence',
    [acme, ['bills', 'b', { customer: 'acme' }], ['bills', 'c', { customer: 'acme' }]],
    [acme, ['bills', 'b', { customer: 'acme' }], ['bills', 'c', {}]],
  ],
];

const withBelt: typeof always = [
  [
    'claims_key_owner_known',
    [['claims', 'c', { owner: 'b' }]],
    [
      ['claims', 'c', { owner: 'b' }],
      ['bills', 'b', {}],
    ],
  ],
  [
    'bills_standing_on_known',
    [acme, ['bills', 'b', { standing: 'acme', invoice: 'i' }]],
    [
      ['bills', 'b', { standing: 'acme', invoice: 'i' }],
      ['bills', 'released', { invoice: 'deleted' }],
      ['invoices', 'i', {}],
    ],
  ],
];

describe.each(inject('postgresServers'))('the rules of PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  let portable: ServerDatabase;
  beforeAll(async () => {
    [database, portable] = [await serverDatabase(server), await portableDatabase(server)];
  });
  afterAll(async () => {
    await database.drop();
    await portable.drop();
  });
  beforeEach(async () => {
    await emptyTables(database);
    await emptyTables(portable);
  });

  const open = ({ pool }: ServerDatabase): Promise<Storage> => postgresStorage({ pool, role });

  /** The rule that refuses rows, or `null` when none does. */
  async function refusalOf(
    storage: Storage,
    rows: readonly Insert[],
    tenant = 'desk',
  ): Promise<string | null> {
    const written = storage.transaction(tenant, async (tx) => {
      for (const [collection, id, keys, value = null] of rows)
        await tx.insert(collection, { id, order: 'same', keys, value });
    });
    return written.then(
      () => null,
      (error: unknown) =>
        isBillingError(error, 'STORAGE_CONSTRAINT') ? error.details.rule : `not by a rule: ${String(error)}`,
    );
  }

  test.each(always)('%s is held, with the belt and without it', async (rule, wrong, right) => {
    for (const storage of [await open(database), await open(portable)]) {
      expect(await refusalOf(storage, wrong)).toBe(rule);
      expect(await refusalOf(storage, right)).toBeNull();
    }
  });

  test.each(withBelt)('%s is held when a transaction is committed', async (rule, wrong, right) => {
    const storage = await open(database);
    expect(await refusalOf(storage, wrong)).toBe(rule);
    expect(await refusalOf(storage, right)).toBeNull();
    expect(await refusalOf(await open(portable), wrong)).toBeNull();
  });

  test('I21: a row can not name one of another tenant', async () => {
    const storage = await open(database);
    await refusalOf(storage, [acme], 'other');
    expect(await refusalOf(storage, [['invoices', 'i', { customer: 'acme' }]])).toBe(
      'invoices_key_customer_known',
    );
  });

  test.each(['NaN', 'Infinity', '1e3', '99999999999999999.00', 'ten'])(
    'I26: %s is no amount of money',
    async (amount) => {
      const totals = amounts(amount, '0.00', '0.00', amount);
      expect(await refusalOf(await open(portable), [['invoices', 'i', {}, invoice(totals)]])).toContain(
        'bigint',
      );
    },
  );

  test('money is in minor units, with its currency', async () => {
    await refusalOf(await open(portable), [['invoices', 'i', {}, invoice(whole)]]);
    expect(
      await portable.ask(
        `SELECT json_build_array(net, tax, rounding, total, pg_typeof(total), currency) FROM billwright.invoices`,
      ),
    ).toEqual([[1000, 190, 0, 1190, 'bigint', 'EUR']]);
  });

  test('the portable tables have nothing that a database of many machines may lack', async () => {
    const special = `
      SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT conname FROM pg_constraint
        WHERE connamespace = 'billwright'::regnamespace AND (condeferrable OR contype NOT IN ('p', 'u', 'c', 'f', 'n'))
      UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'billwright'::regnamespace
      UNION ALL SELECT relname FROM pg_class
        WHERE relnamespace = 'billwright'::regnamespace AND relkind NOT IN ('r', 'i')
      UNION ALL SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'
      UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'billwright'::regnamespace AND typtype NOT IN ('c', 'b')`;
    expect(await portable.ask(special)).toEqual([]);
    expect(await database.ask(special)).not.toEqual([]);
  });

  test('the tenant comes first in every key, index and reference', async () => {
    const others = await database.ask(`
      SELECT indexrelid::regclass::text FROM pg_index
        JOIN pg_class ON pg_class.oid = indrelid
        JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
       WHERE relnamespace = 'billwright'::regnamespace AND attname <> 'tenant_id'
      UNION ALL SELECT conname::text FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
       WHERE connamespace = 'billwright'::regnamespace AND contype = 'f' AND attname <> 'tenant_id'`);
    // What all tenants have together: messages to lease, and what the schema is.
    expect(new Set(others)).toEqual(
      new Set(['billwright.extras_pkey', 'billwright.migrations_pkey', 'billwright.outbox_lease']),
    );
  });
});
