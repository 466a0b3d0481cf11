import { memoryStorage } from '@billwright/storage-memory';
import { describe, expect, test } from 'vitest';
import type { ConnectorContext } from '../ports/accounting.ts';
import { fakeLedger } from './fake-ledger.ts';
import { fakeMailer } from './fake-mailer.ts';
import { faultyStorage } from './faulty-storage.ts';
import { fixedClock } from './fixed-clock.ts';
import { exampleInvoice } from './invoice-fixture.ts';
import { sequentialIds } from './sequential-ids.ts';

const context: ConnectorContext = {
  tenantId: 'desk',
  memory: { get: () => Promise.resolve(null), set: () => Promise.resolve(true) },
};
const invoice = exampleInvoice('80.00');
const document = { key: 'k1', attempt: 1, invoice, externalId: null, creditsExternalId: null };

describe('a fixed clock', () => {
  test('rings its timers in the order of their instants, each at its own, and forgets those called off', () => {
    const clock = fixedClock('2026-04-01T08:00:00Z');
    const rung: string[] = [];
    clock.after(60, () => rung.push(`later ${clock.now()}`));
    clock.after(30, () => {
      rung.push(`sooner ${clock.now()}`);
      clock.after(10, () => rung.push(`between ${clock.now()}`));
    });
    clock.after(20, () => rung.push('never'))();
    clock.advance(120);
    expect(rung).toEqual([
      'sooner 2026-04-01T08:00:30.000Z',
      'between 2026-04-01T08:00:40.000Z',
      'later 2026-04-01T08:01:00.000Z',
    ]);
    clock.set('2026-01-01T00:00:00+01:00');
    expect(clock.now()).toBe('2025-12-31T23:00:00.000Z');
  });
});

test('sequential ids count for each kind', () => {
  const ids = sequentialIds();
  expect(['a', 'b', 'a'].map((kind) => ids.next(kind))).toEqual(['a_0001', 'b_0001', 'a_0002']);
});

describe('a fake ledger', () => {
  test('keeps one document for a key as long as it knows the key, and a second one afterwards', async () => {
    const clock = fixedClock('2026-04-01T08:00:00Z');
    const ledger = fakeLedger({ clock, keepsKeysForSeconds: 360 });
    const first = await ledger.export(document, context);
    expect(await ledger.export(document, context)).toEqual(first);
    expect(ledger.documents()).toHaveLength(1);
    clock.advance(360);
    await ledger.export(document, context);
    expect(ledger.documents()).toHaveLength(2);
  });

  const several = ['k1', 'k2', 'k3'].map((key, index) => ({
    ...document,
    key,
    invoice: { ...invoice, id: `inv_${index}` },
  }));

  test('takes several documents in one call when it is told so, and each can go wrong alone', async () => {
    const ledger = fakeLedger({
      supports: { batch: 3 },
      refuses: ({ id }) => (id === 'inv_0' ? 'closed' : null),
      faults: ({ method, key }) => (method === 'export' && key === 'k2' ? { kind: 'lost' } : null),
    });
    expect(await ledger.exportMany?.(several, context)).toEqual([
      { status: 'rejected', reason: 'closed' },
      { status: 'unknown', reason: 'the fake is told to fail: lost' },
      { status: 'confirmed', externalId: 'doc_2' },
    ]);
    expect(ledger.documents().map(({ key }) => key)).toEqual(['k2', 'k3']);
    expect(ledger.calls()).toMatchObject([{ method: 'exportMany', key: 'k1 k2 k3' }]);
    expect('exportMany' in fakeLedger()).toBe(false);
  });

  test.each([
    ['limited', 'retry', 0],
    ['refused', 'rejected', 0],
  ] as const)('says of each document of a call that is %s: %s', async (kind, status, kept) => {
    const ledger = fakeLedger({
      supports: { batch: 3 },
      faults: ({ method }) => (method === 'exportMany' ? { kind } : null),
    });
    const outcomes = await ledger.exportMany?.(several, context);
    expect(outcomes?.map((outcome) => outcome.status)).toEqual([status, status, status]);
    expect(ledger.documents()).toHaveLength(kept);
  });

  test('keeps all documents of a call whose answer is lost, and none twice', async () => {
    const ledger = fakeLedger({
      supports: { batch: 3 },
      faults: ({ method }) => (method === 'exportMany' ? { kind: 'lost' } : null),
    });
    await expect(ledger.exportMany?.(several, context)).rejects.toThrow('lost');
    expect(ledger.documents()).toHaveLength(3);
    await expect(ledger.exportMany?.(several, context)).rejects.toThrow('lost');
    expect(ledger.documents()).toHaveLength(3);
  });

  test('a late request takes effect when its time has come', async () => {
    const clock = fixedClock('2026-04-01T08:00:00Z');
    const ledger = fakeLedger({
      clock,
      faults: ({ method }) => (method === 'export' ? { kind: 'late', seconds: 60 } : null),
    });
    await expect(ledger.export(document, context)).rejects.toThrow('late');
    expect(await ledger.find(document, context)).toBeNull();
    clock.advance(60);
    expect(await ledger.find(document, context)).toEqual({ externalId: 'doc_1' });
  });

  test('finds a document by its key or by its number, and none by the absence of one', async () => {
    const ledger = fakeLedger();
    await ledger.export(document, context);
    expect(await ledger.find({ ...document, key: 'k2' }, context)).toEqual({ externalId: 'doc_1' });
    const draft = { ...invoice, issued: null };
    expect(await ledger.find({ ...document, key: 'k2', invoice: draft }, context)).toBeNull();
  });

  test('has nothing to change or to take back where it keeps nothing', async () => {
    const ledger = fakeLedger();
    const unknown = { ...document, externalId: 'doc_9' };
    expect(await ledger.export(unknown, context)).toMatchObject({ status: 'rejected' });
    expect(await ledger.void({ ...unknown, key: 'k2' }, context)).toMatchObject({ status: 'rejected' });
    expect(ledger.documents()).toEqual([]);
  });
});

test('a fake mailer keeps what a server took over, also when nobody heard the answer', async () => {
  const mail = {
    key: 'm1',
    tenantId: 'desk',
    to: [{ name: null, address: 'a@acme.example' }],
    language: 'en',
    subject: { kind: 'invoice', invoice },
    attachments: [],
  } as const;
  const mailer = fakeMailer({ faults: () => ({ kind: 'lost' }) });
  await expect(mailer.send(mail)).rejects.toThrow('lost');
  expect(mailer.sent()).toEqual([mail]);
});

describe('a faulty storage', () => {
  const row = { id: 'acme', order: 'acme', keys: {}, value: null };

  test('fails before a call and leaves nothing, or after it and leaves all', async () => {
    for (const [when, code, found] of [
      ['before', 'STORAGE_UNAVAILABLE', false],
      ['after', 'STORAGE_UNKNOWN', true],
    ] as const) {
      const storage = faultyStorage(memoryStorage(), { at: 1, when });
      const adding = storage.transaction('desk', (inside) => inside.insert('customers', row));
      await expect(adding).rejects.toMatchObject({ code });
      const known = await storage.transaction('desk', (inside) => inside.get('customers', 'acme'));
      expect(known !== null).toBe(found);
    }
  });

  test('a call that fails inside a transaction takes the transaction back', async () => {
    const storage = faultyStorage(memoryStorage(), (call) => (call === 2 ? 'after' : null));
    const adding = storage.transaction('desk', (inside) => inside.insert('customers', row));
    await expect(adding).rejects.toMatchObject({ code: 'STORAGE_UNKNOWN' });
    expect(await storage.transaction('desk', (inside) => inside.get('customers', 'acme'))).toBeNull();
    expect(storage.calls()).toBe(4);
  });
});
