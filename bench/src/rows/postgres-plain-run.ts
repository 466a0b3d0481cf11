import { defineCalendar, defineRateCard, type TimeEntry } from '@billwright/core';
import { Decimal } from 'decimal.js';
import { policyOfDesk } from '../generator/filled-desk.ts';
import { referenceRater } from '../reference/reference.ts';
import type { BenchServer } from './postgres-server.ts';

/** The tables of a run that somebody writes in an afternoon, with the work as it was recorded. */
export async function plainTables({ owner }: BenchServer): Promise<void> {
  await owner.query(`CREATE SCHEMA plain;
    CREATE TABLE plain.work (id text PRIMARY KEY, customer text NOT NULL, value json NOT NULL, invoice text);
    INSERT INTO plain.work SELECT id, key_customer, value, NULL FROM billwright.work;
    CREATE INDEX ON plain.work (customer);
    CREATE TABLE plain.invoices (id text PRIMARY KEY, customer text NOT NULL, net numeric NOT NULL);
    CREATE TABLE plain.claims (entry text PRIMARY KEY REFERENCES plain.work, invoice text NOT NULL REFERENCES plain.invoices);
    CREATE TABLE plain.charges (entry text, band text, invoice text NOT NULL REFERENCES plain.invoices, value json NOT NULL,
      PRIMARY KEY (entry, band));
    CREATE TABLE plain.lines (invoice text REFERENCES plain.invoices, name text, net numeric NOT NULL, PRIMARY KEY (invoice, name));
    ANALYZE plain.work`);
}

/**
 * Bills everybody, one customer after the other, each in a transaction: the straightforward rater, and a statement for
 * each row.
 *
 * @returns what each customer is asked for before taxes.
 */
export async function plainRun({ owner }: BenchServer): Promise<ReadonlyMap<string, string>> {
  const { rateCard, calendar } = policyOfDesk.rating;
  const rater = referenceRater({ rateCard: defineRateCard(rateCard), calendar: defineCalendar(calendar) });
  const { rows: customers } = await owner.query<{ customer: string }>(
    'SELECT DISTINCT customer FROM plain.work ORDER BY customer',
  );
  const totals = new Map<string, string>();
  const client = await owner.connect();
  for (const { customer } of customers) {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: string; value: { readonly work: TimeEntry } }>(
      'SELECT id, value FROM plain.work WHERE customer = $1 AND invoice IS NULL ORDER BY id FOR UPDATE',
      [customer],
    );
    const entries = rows.map(({ value }) => value.work);
    const { charges } = rater.rate(entries);
    const typeOf = new Map(entries.map(({ id, serviceTypeId }) => [id, serviceTypeId ?? '']));
    const lines = new Map<string, Decimal>();
    for (const { entryId, unitPrice, amountTimes3600 } of charges) {
      const name = `${typeOf.get(entryId)} at ${unitPrice.toFixed()}`;
      lines.set(name, (lines.get(name) ?? new Decimal(0)).plus(amountTimes3600));
    }
    const nets = Array.from(
      lines,
      ([name, times3600]) => [name, times3600.dividedBy(3600).toFixed(2)] as const,
    );
    const net = nets.reduce((sum, [, amount]) => sum.plus(amount), new Decimal(0)).toFixed(2);
    totals.set(customer, net);
    await client.query('INSERT INTO plain.invoices VALUES ($1, $1, $2)', [customer, net]);
    for (const { id } of rows) {
      await client.query('INSERT INTO plain.claims VALUES ($1, $2)', [id, customer]);
      await client.query('UPDATE plain.work SET invoice = $2 WHERE id = $1', [id, customer]);
    }
    for (const charge of charges)
      await client.query('INSERT INTO plain.charges VALUES ($1, $2, $3, $4)', [
        charge.entryId,
        charge.band,
        customer,
        JSON.stringify(charge),
      ]);
    for (const [name, amount] of nets)
      await client.query('INSERT INTO plain.lines VALUES ($1, $2, $3)', [customer, name, amount]);
    await client.query('COMMIT');
  }
  client.release();
  return totals;
}
