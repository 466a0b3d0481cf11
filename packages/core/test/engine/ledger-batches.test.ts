import { describe, expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import { copyOf } from '../../src/invoice/life/ledger-copy.ts';
import type { AccountingConnector, DocumentOutcome } from '../../src/ports/accounting.ts';
import type { FakeFault } from '../../src/testing/fake-fault.ts';
import { type FakeLedgerOptions, fakeLedger } from '../../src/testing/fake-ledger.ts';
import { type LedgerDesk, ledgerDesk } from './support/ledger-desk.ts';

/** A desk whose ledger takes three documents in one call, and so many issued invoices. */
async function batchDesk(count: number, ledger: FakeLedgerOptions = {}): Promise<LedgerDesk> {
  const world = await ledgerDesk({
    ledger: { keepsKeysForSeconds: 0, ...ledger, supports: { batch: 3, ...ledger.supports } },
    settings: { reopen: true },
  });
  for (let number = 1; number <= count; number += 1) await world.issued(`inv_${number}`);
  return world;
}

const states = async ({ desk, ledger }: LedgerDesk): Promise<readonly string[]> => {
  const { items } = await desk.invoices.list({ limit: 1000 });
  return items
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map((invoice) => copyOf(invoice, ledger.id).state);
};

/** How many documents each call was for, by its method. */
const callsOf = ({ ledger }: LedgerDesk): readonly string[] =>
  ledger.calls().map(({ method, key }) => `${method} ${key.split(' ').length}`);

const copied = ({ ledger }: LedgerDesk): readonly string[] =>
  ledger
    .documents()
    .map(({ invoiceId }) => invoiceId)
    .toSorted();

/** What the ledger itself does with several documents. */
const manyAt = async (
  { ledger }: LedgerDesk,
  ...given: Parameters<NonNullable<AccountingConnector['exportMany']>>
): Promise<readonly DocumentOutcome[]> => (await ledger.exportMany?.(...given)) ?? [];

/** Documents of an invoice go wrong in this way, once. */
function once(invoiceNumber: number, fault: FakeFault): NonNullable<FakeLedgerOptions['faults']> {
  const keys: string[] = [];
  let isOver = false;
  return ({ method, key }) => {
    if (method === 'exportMany') keys.push(...key.split(' '));
    if (isOver || method !== 'export' || key !== keys[invoiceNumber - 1]) return null;
    isOver = true;
    return fault;
  };
}

describe('a ledger that takes several documents in one call', () => {
  test('gets seven invoices in two calls for three, and the last one alone', async () => {
    const world = await batchDesk(7);
    expect(await world.billing.dispatch()).toMatchObject({ done: 7, waiting: 0 });
    expect(callsOf(world)).toEqual(['exportMany 3', 'exportMany 3', 'export 1']);
    expect(copied(world)).toEqual(Array.from({ length: 7 }, (_, index) => `inv_${index + 1}`));
    expect(new Set(await states(world))).toEqual(new Set(['confirmed']));
    for (const { externalId, invoiceId } of world.ledger.documents())
      expect((await world.desk.invoices.get(invoiceId))?.ledgers['fake-ledger']?.externalId).toBe(externalId);
  });

  test('gets a hundred invoices in as few calls as can be', async () => {
    const world = await batchDesk(100, { supports: { batch: 30 } });
    expect(await world.billing.dispatch()).toMatchObject({ done: 100 });
    expect(callsOf(world)).toEqual(['exportMany 30', 'exportMany 30', 'exportMany 30', 'exportMany 10']);
    expect(new Set(copied(world)).size).toBe(100);
  });

  test('gets those of two tenants in calls of their own', async () => {
    const world = await batchDesk(2);
    const other = await ledgerDesk({
      tenantId: 'other',
      storage: world.storage,
      accounting: [world.ledger],
      settings: { autoExport: ['fake-ledger'] },
    });
    await other.issued('inv_3');
    await other.issued('inv_4');
    const tenants: string[] = [];
    const billing = createBilling({
      storage: world.storage,
      clock: world.clock,
      accounting: [
        {
          ...world.ledger,
          exportMany: async (documents, context) => {
            tenants.push(`${context.tenantId}: ${documents.map(({ invoice }) => invoice.id).join(' ')}`);
            return manyAt(world, documents, context);
          },
        },
      ],
    });
    expect(await billing.dispatch()).toMatchObject({ done: 4 });
    expect(tenants.toSorted()).toEqual(['desk: inv_1 inv_2', 'other: inv_3 inv_4']);
  });

  test('one that it refuses waits for a person, and the others are confirmed', async () => {
    const world = await batchDesk(3, {
      refuses: ({ id }) => (id === 'inv_2' ? 'the customer is unknown' : null),
    });
    expect(await world.billing.dispatch()).toMatchObject({ done: 2, dead: 1 });
    expect(await states(world)).toEqual(['confirmed', 'rejected', 'confirmed']);
    expect((await world.desk.outbox.list({ state: 'dead' })).items).toMatchObject([
      { subject: { id: 'inv_2' }, fault: 'the customer is unknown', attempts: 1 },
    ]);
  });

  test.each<FakeFault>([
    { kind: 'lost' },
    { kind: 'unreached' },
    { kind: 'late', seconds: 590 },
    { kind: 'limited' },
  ])('I17: of one that was $kind in the middle there is one document in the end', async (fault) => {
    const world = await batchDesk(3, { faults: once(2, fault) });
    await world.billing.dispatch();
    expect(await states(world)).toEqual([
      'confirmed',
      fault.kind === 'limited' ? 'queued' : 'unknown',
      'confirmed',
    ]);
    await world.work(60);
    expect(copied(world)).toEqual(['inv_1', 'inv_2', 'inv_3']);
    expect(new Set(await states(world))).toEqual(new Set(['confirmed']));
  });

  test.each<FakeFault>([
    { kind: 'lost' },
    { kind: 'unreached' },
    { kind: 'late', seconds: 590 },
    { kind: 'silent', seconds: 100 },
    { kind: 'silent', seconds: null },
  ])('I17: when a whole call is $kind, each is looked up before it is tried again', async (fault) => {
    let calls = 0;
    const world = await batchDesk(3, {
      faults: ({ method }) => (method === 'exportMany' && calls++ === 0 ? fault : null),
    });
    await world.work(3);
    expect(await states(world)).toEqual(['unknown', 'unknown', 'unknown']);
    expect((await world.desk.outbox.list({ state: 'uncertain' })).items).toHaveLength(3);
    await world.work(60);
    const [first, ...rest] = callsOf(world);
    expect(first).toBe('exportMany 3');
    expect(rest.slice(0, 3)).toEqual(['find 1', 'find 1', 'find 1']);
    expect(copied(world)).toEqual(['inv_1', 'inv_2', 'inv_3']);
    expect(new Set(await states(world))).toEqual(new Set(['confirmed']));
  });

  test('one call that fails counts as one failure of the ledger, however many documents it was for', async () => {
    const world = await batchDesk(30, { faults: () => ({ kind: 'unreached' }) });
    await world.billing.dispatch();
    expect(callsOf(world)).toEqual(['exportMany 3', 'exportMany 3', 'exportMany 3']);
    const { items } = await world.desk.outbox.list({ limit: 1000 });
    expect(items.filter(({ attempts }) => attempts === 0)).toHaveLength(21);
  });

  test('when it asks to wait with a part of a call, everything else waits, too', async () => {
    const world = await batchDesk(9, { faults: once(3, { kind: 'limited' }) });
    expect(await world.billing.dispatch()).toMatchObject({ done: 2, waiting: 7 });
    expect(callsOf(world)).toEqual(['exportMany 3']);
    await world.work(2);
    expect(copied(world)).toHaveLength(9);
  });

  test('that gives another number of outcomes has left all of them unknown', async () => {
    const world = await batchDesk(3);
    const forgetful = createBilling({
      storage: world.storage,
      clock: world.clock,
      accounting: [
        {
          ...world.ledger,
          exportMany: async (documents, context) => (await manyAt(world, documents, context)).slice(1),
        },
      ],
    });
    expect(await forgetful.dispatch()).toMatchObject({ uncertain: 3 });
    expect((await world.desk.outbox.list({ state: 'uncertain' })).items).toMatchObject(
      Array.from({ length: 3 }, () => ({ fault: '3 were sent, and 2 outcomes came back' })),
    );
    await world.work(60);
    expect(copied(world)).toEqual(['inv_1', 'inv_2', 'inv_3']);
  });

  test('a credit note waits until its invoice is there, even if both are due', async () => {
    const world = await batchDesk(1);
    const note = await world.desk.invoices.credit('inv_1', { reason: 'wrong' });
    expect(await world.billing.dispatch()).toMatchObject({ done: 1, waiting: 1 });
    await world.work(2);
    expect(world.ledger.documents()).toMatchObject([
      { invoiceId: 'inv_1', externalId: 'doc_1' },
      { invoiceId: note.id, creditsExternalId: 'doc_1' },
    ]);
  });

  test('changes of copies go together with new ones, and what is voided goes alone', async () => {
    const world = await batchDesk(3);
    await world.billing.dispatch();
    await world.desk.invoices.reopen('inv_1');
    await world.desk.invoices.issue('inv_1');
    await world.desk.invoices.void('inv_2');
    await world.issued('inv_4');
    await world.billing.dispatch();
    expect(callsOf(world).slice(1)).toEqual(['export 1', 'void 1', 'export 1']);
    expect(world.ledger.documents()).toMatchObject([
      { invoiceId: 'inv_1', revision: 2, isVoid: false },
      { invoiceId: 'inv_2', isVoid: true },
      { invoiceId: 'inv_3', revision: 1 },
      { invoiceId: 'inv_4', revision: 1 },
    ]);
  });

  test('what was begun does not wait for company until it is too late', async () => {
    const world = await batchDesk(12, { supports: { batch: 10 } });
    const { storage, clock, ledger } = world;
    // Each transaction takes five seconds.
    const slow = createBilling({
      storage: {
        ...storage,
        transaction: async (tenantId, body, options) => {
          clock.advance(5);
          return storage.transaction(tenantId, body, options);
        },
      },
      clock,
      accounting: [ledger],
    });
    expect(await slow.dispatch({ kinds: ['export'] })).toMatchObject({ done: 12, waiting: 0 });
    expect(callsOf(world)).toEqual(['exportMany 5', 'exportMany 5', 'exportMany 2']);
  });

  test('attempts are counted for each document, and are told with it', async () => {
    const seen: string[] = [];
    const world = await batchDesk(3, { faults: once(2, { kind: 'limited' }) });
    const { ledger } = world;
    const watching = createBilling({
      storage: world.storage,
      clock: world.clock,
      accounting: [
        {
          ...ledger,
          export: async (document, context) => {
            seen.push(`${document.invoice.id} ${document.attempt}`);
            return ledger.export(document, context);
          },
          exportMany: async (documents, context): Promise<readonly DocumentOutcome[]> => {
            seen.push(...documents.map(({ invoice, attempt }) => `${invoice.id} ${attempt}`));
            return manyAt(world, documents, context);
          },
        },
      ],
    });
    await watching.dispatch();
    world.clock.advance(61);
    await watching.dispatch();
    expect(seen).toEqual(['inv_1 1', 'inv_2 1', 'inv_3 1', 'inv_2 2']);
  });
});

test('I19: who was killed between two of the documents that go together leaves none behind', async () => {
  const world = await batchDesk(3);
  const begun = { count: 0 };
  const dying = createBilling({
    storage: {
      ...world.storage,
      transaction: async (tenantId, body, options) => {
        const answer = await world.storage.transaction(tenantId, body, options);
        begun.count += 1;
        return begun.count >= 2 ? new Promise<never>(() => null) : answer;
      },
    },
    accounting: [world.ledger],
    clock: world.clock,
  });
  void dying.dispatch({ kinds: ['export'] });
  while (begun.count < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(world.ledger.calls()).toEqual([]);
  await world.work(60);
  expect(copied(world)).toEqual(['inv_1', 'inv_2', 'inv_3']);
  expect(new Set(await states(world))).toEqual(new Set(['confirmed']));
});

test('a ledger that says that it takes several and has no way to is refused', () => {
  const ledger = { ...fakeLedger(), supports: { send: true, payments: true, void: true, batch: 3 } };
  const { storage } = { storage: { transaction: () => null, lease: () => null } };
  expect(() => createBilling({ storage: storage as never, accounting: [ledger] })).toThrow(
    /accounting.*exportMany.*is missing: it takes several documents at once/s,
  );
});
