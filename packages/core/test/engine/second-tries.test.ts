import { describe, expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import { copyOf } from '../../src/invoice/life/ledger-copy.ts';
import type { AccountingConnector, ExportOutcome } from '../../src/ports/accounting.ts';
import type { FakeLedgerOptions } from '../../src/testing/fake-ledger.ts';
import { ledgerDesk, type LedgerDesk } from './support/ledger-desk.ts';

interface RememberingDesk extends LedgerDesk {
  /** What the ledger was asked, as it came: for example "export 1". */
  readonly asked: readonly string[];
  readonly stateOf: (id: string) => Promise<string>;
  /** Lets so many hours go by. */
  readonly hours: (count: number) => Promise<void>;
}

/** A desk whose ledger tells requests apart by key and number of the try, and says again what it said to one before. */
async function rememberingDesk(
  ledger: FakeLedgerOptions,
  meanwhile: (world: LedgerDesk) => Promise<void> = async () => {},
): Promise<RememberingDesk> {
  const world = await ledgerDesk({ ledger, settings: { reopen: true } });
  const [asked, said] = [[] as string[], new Map<string, ExportOutcome>()];
  const remembering: AccountingConnector = {
    ...world.ledger,
    async export(document, context) {
      const key = `${document.key} ${document.attempt}`;
      asked.push(`export ${document.attempt}`);
      const before = said.get(key);
      if (before !== undefined) return before;
      await meanwhile(world);
      const outcome = await world.ledger.export({ ...document, key }, context);
      said.set(key, outcome);
      return outcome;
    },
    find(document, context) {
      asked.push(`find ${document.attempt}`);
      return world.ledger.find(document, context);
    },
  };
  const { storage, clock, desk } = world;
  const billing = createBilling({ storage, clock, accounting: [remembering] });
  return {
    ...world,
    billing,
    asked,
    async stateOf(id) {
      const invoice = await desk.invoices.get(id);
      return invoice === null ? 'gone' : copyOf(invoice, world.ledger.id).state;
    },
    async hours(count) {
      for (let hour = 0; hour < count; hour += 1) {
        await billing.dispatch();
        clock.advance(3600);
      }
      await billing.dispatch();
    },
  };
}

const deadOf = async ({ desk }: RememberingDesk): Promise<string> =>
  (await desk.outbox.list({ state: 'dead' })).items[0]?.id ?? '';

describe('a ledger that remembers what it has said under a key', () => {
  test('is asked afresh when a person asks anew for what it had refused', async () => {
    let isClosed = true;
    const world = await rememberingDesk({ refuses: () => (isClosed ? 'the books are closed' : null) });
    await world.issued('inv_1');
    await world.billing.dispatch();
    await world.desk.outbox.retry(await deadOf(world));
    await world.billing.dispatch();
    expect(await world.stateOf('inv_1')).toBe('rejected');
    isClosed = false;
    await world.desk.invoices.export('inv_1');
    await world.billing.dispatch();
    expect(await world.stateOf('inv_1')).toBe('confirmed');
    expect(world.asked).toEqual(['export 1', 'export 2', 'export 3']);
  });

  test('is asked afresh, too, for what a person had dropped after it was refused', async () => {
    let isClosed = true;
    const world = await rememberingDesk({ refuses: () => (isClosed ? 'the books are closed' : null) });
    await world.issued('inv_1');
    await world.billing.dispatch();
    await world.desk.outbox.drop(await deadOf(world));
    isClosed = false;
    await world.desk.invoices.export('inv_1');
    await world.billing.dispatch();
    expect(await world.stateOf('inv_1')).toBe('confirmed');
    expect(world.asked).toEqual(['export 1', 'export 2']);
  });

  test('is asked under the old key while nobody knows what it has done, so it keeps one document', async () => {
    let isDown = true;
    let seen = 0;
    const world = await rememberingDesk({
      faults: ({ method }) => {
        if (method === 'find') return isDown ? { kind: 'unreached' } : null;
        seen += 1;
        return seen === 1 ? { kind: 'limited' } : seen === 2 ? { kind: 'lost' } : null;
      },
    });
    await world.issued('inv_1');
    await world.hours(30);
    expect(await world.stateOf('inv_1')).toBe('unknown');
    expect(world.ledger.documents()).toHaveLength(1);
    expect(new Set(world.asked)).toEqual(new Set(['export 1', 'export 2', 'find 2']));
    await world.desk.outbox.drop(await deadOf(world));
    await world.desk.invoices.export('inv_1');
    isDown = false;
    await world.hours(1);
    expect(world.asked.at(-1)).toBe('export 2');
    expect(world.ledger.documents()).toHaveLength(1);
    expect(await world.stateOf('inv_1')).toBe('confirmed');
  });

  test('is asked afresh for what it was looked up for and has not', async () => {
    let seen = 0;
    const world = await rememberingDesk({
      faults: ({ method }) => (method === 'export' && seen++ === 0 ? { kind: 'unreached' } : null),
    });
    await world.issued('inv_1');
    await world.hours(1);
    expect(world.asked).toEqual(['export 1', 'find 1', 'export 2']);
    expect(await world.stateOf('inv_1')).toBe('confirmed');
  });
});

describe('a message about an earlier revision', () => {
  const change = async ({ desk }: LedgerDesk): Promise<void> => {
    await desk.invoices.reopen('inv_1');
    await desk.invoices.edit('inv_1', { note: 'changed' });
    await desk.invoices.issue('inv_1');
  };

  /** The first revision was refused, and the invoice changed after that: the message of the first is dead. */
  async function changedDesk(ledger: FakeLedgerOptions): Promise<RememberingDesk & { old: string }> {
    const world = await rememberingDesk(ledger);
    await world.issued('inv_1');
    await world.billing.dispatch();
    const old = await deadOf(world);
    await change(world);
    return { ...world, old };
  }

  test('that is tried again leaves the copy of the later one to its own message', async () => {
    let isClosed = true;
    const world = await changedDesk({ refuses: () => (isClosed ? 'the books are closed' : null) });
    await world.billing.dispatch();
    expect(await world.stateOf('inv_1')).toBe('rejected');
    isClosed = false;
    await world.desk.outbox.retry(world.old);
    await world.hours(1);
    expect(await world.stateOf('inv_1')).toBe('rejected');
    await world.desk.invoices.export('inv_1');
    await world.billing.dispatch();
    expect(await world.stateOf('inv_1')).toBe('confirmed');
  });

  test('that is dropped leaves a copy on its way that nobody dropped', async () => {
    let isClosed = true;
    const world = await changedDesk({ refuses: () => (isClosed ? 'the books are closed' : null) });
    isClosed = false;
    await world.desk.outbox.drop(world.old);
    expect(await world.stateOf('inv_1')).toBe('queued');
    await world.billing.dispatch();
    expect(await world.stateOf('inv_1')).toBe('confirmed');
  });

  test('that was refused while the invoice changed is not tried again: the invoice is copied as it is', async () => {
    let isClosed = true;
    const world = await rememberingDesk(
      { refuses: () => (isClosed ? 'the books are closed' : null) },
      async (desk) => {
        if (isClosed) await change(desk);
      },
    );
    await world.issued('inv_1');
    await world.billing.dispatch();
    expect(await world.stateOf('inv_1')).toBe('rejected');
    isClosed = false;
    await world.desk.outbox.retry(await deadOf(world));
    await world.hours(1);
    expect(await world.stateOf('inv_1')).toBe('rejected');
    await world.desk.invoices.export('inv_1');
    await world.billing.dispatch();
    expect(world.ledger.documents()).toMatchObject([{ revision: 2 }]);
  });
});
