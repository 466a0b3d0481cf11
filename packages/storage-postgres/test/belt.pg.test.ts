import { createBilling, type Desk, money } from '@billwright/core';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { testDesk, testEntry } from '../../core/test/engine/support/desk.ts';
import { postgresStorage } from '../src/index.ts';
import { asTenant } from './support/as-tenant.ts';
import {
  everyDatabase,
  role,
  serverDatabase,
  type ServerDatabase,
  type TestDatabase,
} from './support/databases.ts';
import { emptyTables } from './support/empty-tables.ts';
import { billingOn, prepareSmallDesk, saveAndIssue } from './support/small-desk.ts';

/** What PostgreSQL says to who writes past the engine: the rule that is broken, or "done". */
const answerOf = (given: Promise<unknown>): Promise<string> =>
  given.then(
    () => 'done',
    (error: unknown) => String(nameOf(error) ?? error),
  );

/** The rule that an error names, or that it is a failure of serialization. */
const nameOf = (error: unknown): unknown =>
  Reflect.get(Object(error), 'constraint') ??
  [Reflect.get(Object(error), 'code')].find((code) => code === '40001');

const changed = (path: string, to: string, value = 'value'): string =>
  `jsonb_set(${value}::jsonb, '{${path}}', '${to}')::json`;

const ofIssued = `WHERE value ->> 'settlement' NOT IN ('draft', 'void')`;

/** The statement that adds a posting to the account "hours" past the engine: in seconds, to its lot or to none. */
const posting = (order: number, quantity: string, lot: 'bought' | null): string => `
  INSERT INTO billwright.prepaid_postings (tenant_id, id, "order", revision, key_account, key_owner, value)
  SELECT tenant_id, 'hours:${order}', '${String(order).padStart(9, '0')}', 1, id, 'by-hand', json_build_object(
      'posting', json_build_object('key', '${order}', 'accountId', id, 'quantity', '${quantity}', 'lotId', ${
        lot === null
          ? 'NULL::text'
          : `(SELECT id FROM billwright.prepaid_lots AS lot
              WHERE lot.tenant_id = account.tenant_id AND lot.key_account = account.id)`
      }), 'sequence', ${order}, 'owner', 'by-hand')
    FROM billwright.prepaid_accounts AS account WHERE id = 'hours';`;

const kinds = everyDatabase.filter(({ kind }) => !kind.includes('portable'));

describe.each(kinds)('what the belt keeps of invoices on $kind', ({ make }) => {
  let database: TestDatabase;
  let desk: Desk;
  let invoiceId: string;
  beforeAll(async () => {
    database = await make();
    const storage = await postgresStorage({ pool: database.pool, role });
    await prepareSmallDesk(storage);
    const billing = billingOn(storage);
    desk = billing.forTenant('desk');
    await saveAndIssue(billing, desk);
    const { items } = await desk.invoices.list({ customerId: 'globex' });
    invoiceId = items[0]?.id ?? '';
  });
  afterAll(() => database.drop());

  /** What becomes of a statement of the application, and of one of who owns the tables. */
  const answersTo = async (text: string): Promise<readonly string[]> => [
    await answerOf(asTenant(database.pool, 'desk', text)),
    await answerOf(database.run(text)),
  ];
  const update = (value: string): string => `UPDATE billwright.invoices SET value = ${value} ${ofIssued}`;

  test.each([
    ['a word of it', changed('content,note', '"Paid already"')],
    ['a price', changed('content,lines,0,unitPrice', '"1.00"')],
    ['what it is', changed('kind', '"credit-note"')],
    ['when it is due', changed('issued,dueOn', '"2030-01-01"')],
    ['what it corrects', changed('credits', '{"invoiceId":"another"}')],
    ['that it was issued', changed('settlement', '"draft"')],
    ['that it was issued, and a word', changed('settlement', '"draft"', changed('content,note', '""'))],
  ])('I7: nobody changes %s by SQL once it is issued, not even who owns the tables', async (_, value) => {
    const answers = await answersTo(update(value));
    expect(answers).toEqual(['belt_invoice_sealed', 'belt_invoice_sealed']);
  });

  test('I7: nobody moves an issued invoice to another customer, day or number, by which it is found', async () => {
    for (const change of [`key_customer = 'globex'`, `"order" = '2030'`, `key_number = 'INV-9'`]) {
      const answers = await answersTo(`UPDATE billwright.invoices SET ${change} ${ofIssued}`);
      expect(answers).toEqual(['belt_invoice_sealed', 'belt_invoice_sealed']);
    }
  });

  test('I7: what an issued invoice becomes is written as before, whoever wrote its keys in another order', async () => {
    expect(await answersTo(update('value::jsonb::json'))).toEqual(['done', 'done']);
    await desk.payments.record({ customerId: 'acme', amount: money('1.00', 'EUR'), on: '2026-04-02' });
    expect(await violationsOf(desk)).toEqual([]);
  });

  test('I7: nobody deletes an issued invoice or its seal, nor all of them, nor what they say it was sealed with', async () => {
    const digests = 'billwright.invoice_digests';
    const rules: Readonly<Record<string, RegExp>> = {
      [`DELETE FROM billwright.invoices ${ofIssued}`]: /belt_number_kept|invoice_digests_id_known/,
      [`DELETE FROM ${digests}`]: /belt_seal_kept/,
      [`UPDATE ${digests} SET value = ${changed('digest', '"00"')}`]: /belt_seal_kept/,
    };
    for (const [text, rule] of Object.entries(rules))
      for (const answer of await answersTo(text)) expect(answer).toMatch(rule);
    for (const table of ['invoices', 'invoice_digests', 'prepaid_postings', 'audit'])
      expect((await answersTo(`TRUNCATE billwright.${table} CASCADE`))[1]).toMatch(/^belt_/);
  });

  test('R82: one that is a draft again is changed, and is issued under a new seal only', async () => {
    const settings = await desk.settings.get();
    if (settings !== null) await desk.settings.put({ ...settings, reopen: true });
    const { id } = await desk.invoices.reopen(invoiceId);
    const own = `WHERE id = '${id}'`;
    const answers = await answersTo(
      `UPDATE billwright.invoices SET value = ${changed('settlement', '"issued"')} ${own}`,
    );
    expect(answers).toEqual(['belt_invoice_sealed', 'belt_invoice_sealed']);
    await desk.invoices.edit(id, { note: 'Thank you.' });
    expect((await desk.invoices.issue(id)).settlement).toBe('issued');
    expect(await violationsOf(desk)).toEqual([]);
  });
});

/** Statements that somebody writes past the engine, in one transaction, and the rule that they break. */
const draws: readonly (readonly [what: string, statements: string, answer: string])[] = [
  ['the hours that are left', posting(2, '-3600', 'bought'), 'done'],
  ['a second more than there is', posting(2, '-3601', 'bought'), 'belt_draws_covered'],
  ['a fraction of a second more', posting(2, '-3600.0001', 'bought'), 'belt_draws_covered'],
  [
    'more than there is, bit by bit',
    [2, 3, 4].map((order) => posting(order, '-1800', 'bought')).join(''),
    'belt_draws_covered',
  ],
  ['what the terms do not give', posting(2, '-1', null), 'belt_draws_covered'],
  ['what came back first', [posting(2, '-7200', 'bought'), posting(3, '3600', 'bought')].join(''), 'done'],
  [
    'what the terms give since then',
    `UPDATE billwright.prepaid_accounts SET value = ${changed('overdraft', '"2"')}, revision = revision + 1;
    ${posting(2, '-7200', null)}`,
    'done',
  ],
  [
    'more than the terms give since then',
    `UPDATE billwright.prepaid_accounts SET value = ${changed('overdraft', '"2"')}, revision = revision + 1;
    ${posting(2, '-7201', null)}`,
    'belt_draws_covered',
  ],
  [
    'what nobody can see any more',
    `${posting(2, '-3600', 'bought')} SELECT set_config('billing.tenant', 'other', true);`,
    'belt_draws_covered',
  ],
];

describe.each(inject('postgresServers'))('the belt on prepaid hours, PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  const clients: Client[] = [];
  beforeAll(async () => {
    database = await serverDatabase(server);
    await oneHour();
  });
  afterAll(() => database.drop());
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end()));
  });

  /** Nothing but an account of "acme" with an hour. */
  async function oneHour(): Promise<void> {
    await emptyTables(database);
    const storage = await postgresStorage({ pool: database.pool, role });
    const { desk } = await testDesk({ storage });
    await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' });
    await desk.prepaid.buy({
      accountId: 'hours',
      quantity: '1',
      price: money('100.00', 'EUR'),
      invoice: 'none',
    });
  }

  /** A client of the application in the middle of a transaction, in which it has written past the engine. */
  async function writing(statements: string, isolation = 'READ COMMITTED'): Promise<Client> {
    const client = new Client({ connectionString: database.url });
    client.on('error', () => undefined);
    clients.push(client);
    await client.connect();
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}; SET LOCAL ROLE ${role};
      SET LOCAL billing.tenant = 'desk'; ${statements}`);
    return client;
  }

  /** What a commit would say. */
  const past = (statements: string): Promise<string> =>
    answerOf(writing(statements).then((client) => client.query('SET CONSTRAINTS ALL IMMEDIATE')));

  test.each(draws)('I8: what becomes of who draws %s by SQL', async (_, statements, answer) => {
    expect(await past(statements)).toBe(answer);
  });

  test.each([
    ['READ COMMITTED', ['belt_draws_covered', 'done']],
    ['SERIALIZABLE', ['40001', 'done']],
    ['REPEATABLE READ', ['belt_draws_covered', 'belt_draws_covered']],
  ])(
    'I8, R75: of two that draw the last hour by SQL at once, %s, at most one gets it',
    async (isolation, ends) => {
      await oneHour();
      // Both have written before one of them is committed.
      const both = await Promise.all(
        [2, 3].map((order) => writing(posting(order, '-3600', 'bought'), isolation)),
      );
      const answers = await Promise.all(both.map((client) => answerOf(client.query('COMMIT'))));
      expect(answers.toSorted()).toEqual(ends);
    },
  );

  test('I8: an account that is overdrawn as far as its terms go is imported, and goes no further', async () => {
    const there = await testDesk({ tenantId: 'moved' });
    await there.desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours', overdraft: '1' });
    await there.putContract({ components: [{ id: 'prepaid', kind: 'pool', accountId: 'hours' }] });
    await there.desk.work.record([testEntry('te_1')]);
    const [drawn] = await there.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    expect(drawn?.drawn).toBe('3600');
    const storage = await postgresStorage({ pool: database.pool, role });
    await createBilling({ storage }).import(there.desk.export());
    const beyond = posting(2, '-1', null);
    expect(await past(`SET LOCAL billing.tenant = 'moved'; ${beyond}`)).toBe('belt_draws_covered');
    const narrower = `UPDATE billwright.prepaid_accounts SET value = ${changed('overdraft', '"0.9"')};`;
    expect(await past(`SET LOCAL billing.tenant = 'moved'; ${narrower}`)).toBe('belt_terms_cover');
    await createBilling({ storage }).forTenant('moved').prepaid.giveBack(['te_1']);
    expect(await past(`SET LOCAL billing.tenant = 'moved'; ${narrower}`)).toBe('done');
  });

  test('I9: nobody changes or deletes a posting by SQL, not even who owns the tables', async () => {
    for (const text of [
      'DELETE FROM billwright.prepaid_postings',
      `UPDATE billwright.prepaid_postings SET value = ${changed('posting,quantity', '"7200"')}`,
    ]) {
      await expect(asTenant(database.pool, 'desk', text)).rejects.toMatchObject({ code: '42501' });
      expect(await answerOf(database.run(text))).toBe('belt_prepaid_postings_grows');
    }
  });

  test.each(['NaN', 'Infinity', '0.00001', 'ten'])('I26: %s is no quantity', async (quantity) => {
    expect(await past(posting(2, quantity, 'bought'))).toMatch(/bigint|numeric/);
  });
});
