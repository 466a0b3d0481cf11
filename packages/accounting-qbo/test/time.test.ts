import { describe, expect, test } from 'vitest';
import { connected } from './support/connected.ts';

describe('time', () => {
  const time = {
    id: 'te_1',
    revision: 1,
    on: '2026-03-02',
    minutes: 95,
    agentName: 'Ana',
    customerId: 'acme',
    customerName: 'Acme',
    serviceTypeId: 'support',
    isBillable: true,
    hourlyRate: '120.00',
    description: 'Printer',
  };

  test('time is copied once, and its change is a change of the copy', async () => {
    const { connector, context, company } = await connected({}, { itemNames: { support: 'Support' } });
    company.books.put('Employee', { DisplayName: 'Ana', Active: true });
    const first = await connector.exportTime(time, context);
    expect(await connector.exportTime(time, context)).toEqual(first);
    expect(await connector.exportTime({ ...time, revision: 2, minutes: 60 }, context)).toEqual(first);
    expect(company.books.rows('TimeActivity')).toMatchObject([
      {
        NameOf: 'Employee',
        Hours: 1,
        Minutes: 0,
        BillableStatus: 'Billable',
        HourlyRate: 120,
        TxnDate: '2026-03-02',
      },
    ]);
    expect(company.books.rows('Item')).toMatchObject([{ Name: 'Support' }]);
  });

  test('a lost answer makes no second copy; somebody unknown is rejected; nonsense is refused', async () => {
    let isLost = true;
    const { connector, context, company } = await connected({
      faults({ path }) {
        if (path !== 'timeactivity' || !isLost) return null;
        isLost = false;
        return { kind: 'lost' };
      },
    });
    expect(await connector.exportTime(time, context)).toMatchObject({ status: 'rejected' });
    company.books.put('Vendor', { DisplayName: 'Ana', Active: true });
    await expect(connector.exportTime(time, context)).rejects.toMatchObject({ code: 'CONNECTOR_FAILED' });
    expect(await connector.exportTime(time, context)).toMatchObject({ status: 'confirmed' });
    expect(company.books.rows('TimeActivity')).toMatchObject([{ NameOf: 'Vendor' }]);
    await expect(connector.exportTime({ ...time, minutes: -1 }, context)).rejects.toMatchObject({
      code: 'CONNECTOR_INVALID',
    });
  });

  test('time that changes after an answer was lost is no second copy, and the copy is as the time is', async () => {
    let lost = 2;
    const { connector, context, company } = await connected({
      faults({ path }) {
        if (path !== 'timeactivity' || lost === 0) return null;
        lost -= 1;
        return { kind: 'lost' };
      },
    });
    company.books.put('Employee', { DisplayName: 'Ana', Active: true });
    for (const [revision, minutes] of [
      [1, 95],
      [2, 60],
    ] as const)
      await expect(connector.exportTime({ ...time, revision, minutes }, context)).rejects.toMatchObject({
        code: 'CONNECTOR_FAILED',
      });
    const changed = { ...time, revision: 3, minutes: 45 };
    expect(await connector.exportTime(changed, context)).toMatchObject({ status: 'confirmed' });
    expect(company.books.rows('TimeActivity')).toMatchObject([{ Hours: 0, Minutes: 45 }]);
  });

  test('what was billed in QuickBooks is not made billable again, and what was deleted is rejected', async () => {
    const { connector, context, company } = await connected();
    company.books.put('Employee', { DisplayName: 'Ana', Active: true });
    await connector.exportTime(time, context);
    const [row] = company.books.rows('TimeActivity');
    company.books.put('TimeActivity', { ...row, BillableStatus: 'HasBeenBilled' });
    expect(await connector.exportTime({ ...time, revision: 2, minutes: 60 }, context)).toMatchObject({
      status: 'rejected',
      reason: 'the copy was billed in QuickBooks',
    });
    expect(company.books.rows('TimeActivity')).toMatchObject([
      { BillableStatus: 'HasBeenBilled', Hours: 1, Minutes: 35 },
    ]);
    const SyncToken = company.books.get('TimeActivity', String(row?.['Id']))?.['SyncToken'];
    company.books.remove('TimeActivity', { Id: row?.['Id'], SyncToken });
    expect(await connector.exportTime({ ...time, revision: 3 }, context)).toMatchObject({
      status: 'rejected',
      reason: 'the copy was deleted in QuickBooks',
    });
  });

  test('somebody of whom a remembered customer was deleted is found anew by the next try', async () => {
    let gone = 'nothing';
    const { connector, context, company } = await connected({
      refuses: (entity, body) =>
        entity === 'TimeActivity' && JSON.stringify(body).includes(gone) ? '2500' : null,
    });
    company.books.put('Employee', { DisplayName: 'Ana', Active: true });
    await connector.exportTime(time, context);
    const [customer] = company.books.rows('Customer');
    company.books.put('Customer', { ...customer, Active: false });
    gone = `"CustomerRef":{"value":"${String(customer?.['Id'])}"}`;
    const other = { ...time, id: 'te_2' };
    expect(await connector.exportTime(other, context)).toMatchObject({ status: 'rejected' });
    expect(await connector.exportTime({ ...other, revision: 2 }, context)).toMatchObject({
      status: 'confirmed',
    });
    expect(company.books.rows('Customer')).toMatchObject([{ Active: false }, { DisplayName: 'Acme (acme)' }]);
  });

  test('time costs two requests: one for who did it, one to write it', async () => {
    const { connector, context, company } = await connected();
    company.books.put('Employee', { DisplayName: 'Ana', Active: true });
    await connector.exportTime(time, context);
    const before = company.calls().length;
    await connector.exportTime({ ...time, id: 'te_2' }, context);
    expect(
      company
        .calls()
        .slice(before)
        .map(({ path }) => path),
    ).toEqual(['batch', 'timeactivity']);
  });
});
