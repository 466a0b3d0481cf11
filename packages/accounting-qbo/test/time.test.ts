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
});
