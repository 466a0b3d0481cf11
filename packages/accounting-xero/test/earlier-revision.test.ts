import type { ExportOutcome, LedgerDocument } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { documentOf, invoiceOf, lineOf } from '../../accounting-common/test/support/documents.ts';
import type { FakeXeroFault } from '../src/testing/fake-fault.ts';
import { asRows } from '../src/testing/fake-row.ts';
import { connected } from './support/connected.ts';

/** A copy of the first revision that came through unseen, and the second one, which has another line of the same total. */
async function unseen(second: LedgerDocument, later: readonly FakeXeroFault[] = []) {
  const coming: FakeXeroFault[] = [{ kind: 'lost' }, ...later];
  const world = await connected({
    faults: ({ method, path }) => (method === 'PUT' && path === 'Invoices' ? (coming.shift() ?? null) : null),
  });
  const { connector, context, organisation, clock } = world;
  await expect(connector.export(documentOf(invoiceOf(1)), context)).rejects.toMatchObject({
    details: { kind: 'unknown' },
  });
  clock.advance(600);
  const [row] = organisation.books.rows('Invoices');
  const externalId = `${organisation.organisationId}/Invoice/${String(row?.['InvoiceID'])}`;
  const exported = (): Promise<ExportOutcome> => connector.export(second, context);
  const descriptions = () =>
    asRows(organisation.books.rows('Invoices')[0]?.['LineItems']).map(({ Description }) => Description);
  return { ...world, row, externalId, exported, descriptions };
}

const otherLine = documentOf({ ...invoiceOf(1, { lines: [lineOf('Onboarding', '100.00')] }), revision: 2 });
const dearer = documentOf({ ...invoiceOf(1, { amount: '200.00' }), revision: 2 });

describe('a copy of an earlier revision that came through unseen', () => {
  test('is brought up to date when its number is found taken, also where the totals are the same', async () => {
    const { connector, context, organisation, externalId, exported, descriptions } = await unseen(otherLine);
    expect(await exported()).toMatchObject({ status: 'confirmed', externalId });
    expect(descriptions()).toEqual(['Onboarding']);
    expect(organisation.books.rows('Invoices')).toHaveLength(1);
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test('has the total of the present one, and no finding is left', async () => {
    const { connector, context, organisation, externalId, exported } = await unseen(dearer);
    expect(await exported()).toMatchObject({ status: 'confirmed', externalId });
    expect(organisation.books.rows('Invoices')).toMatchObject([{ Total: 238 }]);
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test('is not found as a copy of the present one, so the next try brings it up to date', async () => {
    const { connector, context, clock, externalId, exported, descriptions } = await unseen(otherLine, [
      { kind: 'unreached' },
    ]);
    await expect(exported()).rejects.toMatchObject({ details: { kind: 'unknown' } });
    expect(await connector.find(otherLine, context)).toBeNull();
    clock.advance(600);
    const again = { ...otherLine, attempt: 2 };
    expect(await connector.export(again, context)).toMatchObject({ status: 'confirmed', externalId });
    expect(descriptions()).toEqual(['Onboarding']);
  });

  test('is found for a document that is a draft again: it is brought up to date when that is issued', async () => {
    const { connector, context, clock, externalId, exported } = await unseen(otherLine, [
      { kind: 'unreached' },
    ]);
    await expect(exported()).rejects.toMatchObject({ details: { kind: 'unknown' } });
    clock.advance(600);
    const draft = documentOf({ ...dearer.invoice, settlement: 'draft' }, { key: otherLine.key });
    expect(await connector.find(draft, context)).toEqual({ externalId });
    // Its total is not that of an invoice yet.
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });

  test('is taken back when the document is void by then, whoever has told of it', async () => {
    const { connector, context, organisation, externalId } = await unseen(otherLine);
    const voided = documentOf({ ...otherLine.invoice, settlement: 'void' });
    expect(await connector.void(voided, context)).toEqual({ status: 'confirmed', externalId });
    expect(organisation.books.rows('Invoices')).toMatchObject([{ Status: 'VOIDED' }]);
    const other = documentOf({ ...invoiceOf(2), settlement: 'void' });
    expect(await connector.void(other, context)).toMatchObject({ status: 'rejected' });
  });

  test.each([
    ['paid', (world: Awaited<ReturnType<typeof unseen>>) => pay(world)],
    ['voided', (world: Awaited<ReturnType<typeof unseen>>) => voidThere(world)],
  ])(
    'that was %s meanwhile can not be changed: it is confirmed, and that is a finding',
    async (_, happen) => {
      const world = await unseen(otherLine);
      happen(world);
      expect(await world.exported()).toMatchObject({ status: 'confirmed', externalId: world.externalId });
      expect(await world.connector.finding(world.context, 'inv_1')).toMatchObject({
        externalId: world.externalId,
        reason: expect.any(String),
      });
      expect(world.descriptions()).toEqual(['setup']);
    },
  );

  test('of the present one it is left as it is, whatever happened to it', async () => {
    const world = await unseen(documentOf(invoiceOf(1), { attempt: 2 }));
    pay(world);
    const before = world.organisation.calls().length;
    expect(await world.exported()).toMatchObject({ status: 'confirmed', externalId: world.externalId });
    const writes = world.organisation.calls().slice(before);
    expect(writes.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await world.connector.finding(world.context, 'inv_1')).toBeNull();
  });

  test('a copy that somebody voided in Xero is a finding, unless it is void here', async () => {
    const world = await unseen(documentOf(invoiceOf(1)));
    voidThere(world);
    const { connector, context, externalId } = world;
    expect(await connector.find(documentOf(invoiceOf(1)), context)).toEqual({ externalId });
    expect(await connector.finding(context, 'inv_1')).toMatchObject({
      reason: expect.stringContaining('voided in Xero'),
    });
    const voided = documentOf({ ...invoiceOf(1), settlement: 'void' });
    expect(await connector.find(voided, context)).toEqual({ externalId });
    expect(await connector.finding(context, 'inv_1')).toBeNull();
  });
});

const pay = ({ organisation, row }: Awaited<ReturnType<typeof unseen>>): void => {
  organisation.enterPayment({ invoiceId: String(row?.['InvoiceID']), amount: 10 });
};

const voidThere = ({ organisation, row }: Awaited<ReturnType<typeof unseen>>): void => {
  organisation.books.put('Invoices', { ...row, Status: 'VOIDED' });
};
