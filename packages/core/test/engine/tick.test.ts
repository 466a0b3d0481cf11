import { describe, expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import { connectorMemory } from '../../src/engine/ledgers/connector-context.ts';
import type { TickPart } from '../../src/engine/tick/parts.ts';
import { tick } from '../../src/engine/tick/tick.ts';
import { TenantScope } from '../../src/engine/tenant-scope.ts';
import { money } from '../../src/money/money.ts';
import { fakeLedger } from '../../src/testing/fake-ledger.ts';
import { fakeMailer } from '../../src/testing/fake-mailer.ts';
import { contextOver, ledgerDesk } from './support/ledger-desk.ts';

describe('the tick', () => {
  test('exports, fetches payments and sends in one call, without anybody doing anything else', async () => {
    const { billing, desk, ledger, mailer, issued, clock } = await ledgerDesk();
    await issued('inv_1');
    await desk.invoices.send('inv_1');
    const report = await billing.tick();
    expect(report.at).toBe(clock.now());
    expect(report.outcomes.every(({ status }) => status === 'done')).toBe(true);
    expect(ledger.documents()).toHaveLength(1);
    expect(mailer.sent()).toHaveLength(1);
    ledger.enter({
      externalId: 'pay_1',
      kind: 'payment',
      applications: [{ invoiceExternalId: 'doc_1', amount: money('95.20', 'EUR') }],
      amount: money('95.20', 'EUR'),
      on: '2026-04-09',
      isDeleted: false,
    });
    await billing.tick();
    expect((await desk.invoices.get('inv_1'))?.settlement).toBe('paid');
  });

  test('a part that fails stops neither another part nor another tenant, and says why', async () => {
    const { storage, clock, billing } = await ledgerDesk();
    await billing
      .forTenant('other')
      .settings.put({ seller: { name: 'Other' }, currency: 'EUR', zone: 'UTC' });
    const ran: string[] = [];
    const parts: readonly TickPart[] = [
      {
        name: 'broken',
        run({ tenantId }) {
          if (tenantId === 'desk') throw new Error('it is broken');
          return Promise.resolve();
        },
      },
      { name: 'sound', run: async ({ tenantId }, at) => ran.push(`${tenantId} ${at}`) },
    ];
    const { outcomes } = await tick(contextOver(storage, clock), { now: '2026-05-01T00:00:00Z' }, parts);
    expect(ran).toEqual(['desk 2026-05-01T00:00:00.000Z', 'other 2026-05-01T00:00:00.000Z']);
    expect(outcomes.map(({ tenantId, part, status }) => [tenantId, part, status])).toEqual([
      ['desk', 'broken', 'failed'],
      ['desk', 'sound', 'done'],
      ['other', 'broken', 'done'],
      ['other', 'sound', 'done'],
    ]);
    expect(outcomes[0]).toMatchObject({ code: null, reason: 'it is broken' });
  });

  test('is for the tenants that are named, and begins nothing more once it is called off', async () => {
    const { storage, clock } = await ledgerDesk();
    const ran: string[] = [];
    const parts: readonly TickPart[] = [{ name: 'part', run: async ({ tenantId }) => ran.push(tenantId) }];
    await tick(contextOver(storage, clock), { tenants: ['one', 'two'] }, parts);
    expect(ran).toEqual(['one', 'two']);
    const signal = AbortSignal.abort();
    await tick(contextOver(storage, clock), { tenants: ['three'], signal }, parts);
    expect(ran).toEqual(['one', 'two']);
  });

  test('goes by the instant that it is given', async () => {
    const { billing, issued, desk } = await ledgerDesk({ ledger: { faults: () => ({ kind: 'limited' }) } });
    await issued('inv_1');
    await billing.tick();
    const [message] = (await desk.outbox.list({ invoiceId: 'inv_1' })).items;
    expect(message).toMatchObject({ attempts: 1 });
    await billing.tick({ now: '2026-04-01T07:00:00Z' });
    expect(await desk.outbox.get(message?.id ?? '')).toMatchObject({ attempts: 2 });
    await expect(billing.tick({ now: 'tomorrow' })).rejects.toMatchObject({ code: 'INSTANT_INVALID' });
  });
});

describe('what a connector remembers', () => {
  test('of several that write at once one gets true, and tenants see nothing of each other', async () => {
    const { storage, clock } = await ledgerDesk();
    const memory = connectorMemory(new TenantScope(contextOver(storage, clock), 'desk'), 'books');
    expect(await memory.get('token')).toBeNull();
    const racers = ['a', 'b', 'c'].map((value) => memory.set('token', value, null));
    expect((await Promise.all(racers)).filter((won) => won)).toHaveLength(1);
    const first = await memory.get('token');
    expect(first?.revision).toBe(1);
    expect(await memory.set('token', 'next', first?.revision ?? null)).toBe(true);
    expect(await memory.set('token', 'late', first?.revision ?? null)).toBe(false);
    expect(await memory.get('token')).toEqual({ value: 'next', revision: 2 });
    const other = connectorMemory(new TenantScope(contextOver(storage, clock), 'other'), 'books');
    expect(await other.get('token')).toBeNull();
    const neighbour = connectorMemory(new TenantScope(contextOver(storage, clock), 'desk'), 'books:token');
    expect(await neighbour.get('')).toBeNull();
  });

  test('a connector remembers for the tenant for which it was called', async () => {
    const { storage, clock, issued } = await ledgerDesk({ settings: { autoExport: ['books'] } });
    const books = fakeLedger({ id: 'books', clock });
    const remembering = {
      ...books,
      async export(...[document, context]: Parameters<typeof books.export>) {
        await context.memory.set('customer', document.invoice.content.customerId, null);
        return books.export(document, context);
      },
    };
    await issued('inv_1');
    await createBilling({ storage, clock, accounting: [remembering], mailer: fakeMailer() }).dispatch();
    const memory = connectorMemory(new TenantScope(contextOver(storage, clock), 'desk'), 'books');
    expect((await memory.get('customer'))?.value).toBe('acme');
  });
});
