import { createBilling, type Desk, type Storage } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { busyDesk, violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { rowsOf, testDesk, testEntry } from '../../core/test/engine/support/desk.ts';
import { postgresStorage } from '../src/index.ts';
import { openStorage } from '../src/open-storage.ts';
import {
  everyDatabase,
  role,
  serverDatabase,
  type ServerDatabase,
  type TestDatabase,
} from './support/databases.ts';
import { emptyTables } from './support/empty-tables.ts';
import { moveTenant } from './support/moving.ts';
import { isNight } from './support/nights.ts';

async function linesOf(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

/** A place where a tenant can be. */
interface Place {
  readonly storage: () => Storage;
  readonly empty: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

async function inMemory(): Promise<Place> {
  let storage = memoryStorage();
  return {
    storage: () => storage,
    async empty() {
      storage = memoryStorage();
    },
    drop: async () => undefined,
  };
}

async function inDatabase(make: () => Promise<TestDatabase>): Promise<Place> {
  const database = await make();
  const { pool } = database;
  const storage = await openStorage({ pool, schema: 'billwright', role, close: async () => undefined });
  return { storage: () => storage, empty: () => emptyTables(database), drop: () => database.drop() };
}

const kinds: readonly { readonly kind: string; readonly make: () => Promise<Place> }[] = [
  { kind: 'memory', make: inMemory },
  ...everyDatabase.map(({ kind, make }) => ({ kind, make: () => inDatabase(make) })),
];

const ways = kinds.flatMap(({ kind: from }) =>
  kinds.flatMap(({ kind: to }) => (from === to ? [] : [{ from, to }])),
);

describe('leaving', () => {
  let places: ReadonlyMap<string, Place>;
  let lines: readonly string[];
  let rows: unknown;
  const clock = fixedClock('2026-05-01T06:00:00.000Z');
  const placeOf = (kind: string): Place => {
    const place = places.get(kind);
    if (place === undefined) throw new Error(`there is no ${kind}`);
    return place;
  };
  const deskOn = (place: Place): Desk => createBilling({ storage: place.storage(), clock }).forTenant('desk');

  beforeAll(async () => {
    const home = await busyDesk({ storage: memoryStorage() });
    lines = await linesOf(createBilling({ storage: home.storage, clock }).forTenant('desk').export());
    rows = await rowsOf(home.storage);
    const made = await Promise.all(kinds.map(async ({ kind, make }) => [kind, await make()] as const));
    places = new Map(made);
    for (const place of places.values()) {
      const { rows: count } = await createBilling({ storage: place.storage() }).import(lines);
      expect(count).toBe(lines.length - 1);
    }
  });
  afterAll(async () => {
    for (const place of places.values()) await place.drop();
  });

  test.each(ways)(
    'F33: a tenant that moves from $from to $to is the same to the byte',
    async ({ from, to }) => {
      const [here, there] = [placeOf(from), placeOf(to)];
      await there.empty();
      await createBilling({ storage: there.storage() }).import(deskOn(here).export());
      expect(await linesOf(deskOn(there).export())).toEqual(lines);
      expect(await rowsOf(there.storage())).toEqual(rows);
      expect(await violationsOf(deskOn(there))).toEqual([]);
    },
  );

  test.each(kinds)('a tenant that is in $kind already does not move there', async ({ kind }) => {
    const billing = createBilling({ storage: placeOf(kind).storage() });
    await expect(billing.import(lines)).rejects.toMatchObject({ code: 'TENANT_NOT_EMPTY' });
  });

  test.each(kinds)('a line that is none leaves nothing behind in $kind', async ({ kind }) => {
    const { storage } = placeOf(kind);
    const named = [lines[0]?.replace('"desk"', '"another"') ?? '', ...lines.slice(1), '{'];
    const moving = createBilling({ storage: storage() }).import(named);
    await expect(moving).rejects.toMatchObject({ code: 'IMPORT_INVALID' });
    expect(await rowsOf(storage(), 'another')).toEqual({});
  });
});

describe.each(inject('postgresServers').slice(-1))('leaving PostgreSQL $version with much', (server) => {
  const { entries, note, megabytes } = isNight
    ? { entries: 100_000, note: 800, megabytes: 96 }
    : { entries: 10_000, note: 4000, megabytes: 72 };
  let [from, to]: (ServerDatabase | null)[] = [];

  beforeAll(async () => {
    [from, to] = [await serverDatabase(server), await serverDatabase(server)];
    const storage = await postgresStorage({ pool: from.pool, role });
    const { desk } = await testDesk({ storage });
    await desk.work.record([testEntry('te_0', { note: 'x'.repeat(note) })]);
    // As many copies of the entry, each with an id of its own.
    await from.run(`INSERT INTO billwright.work (tenant_id, id, "order", revision, value, key_customer, key_open)
      SELECT tenant_id, replace(id, 'te_0', 'te_' || n), "order", 1, replace(value::text, 'te_0', 'te_' || n)::json,
        key_customer, key_open
      FROM billwright.work, generate_series(1, ${entries - 1}) AS n`);
    await from.run('ANALYZE');
  });
  afterAll(async () => {
    await from?.drop();
    await to?.drop();
  });

  test('its lines go one by one through a process that could not keep them all', async () => {
    const [here, there] = [from?.url ?? '', to?.url ?? ''];
    expect(await moveTenant(here, there, megabytes)).toBe(String(entries + 11));
    const sizes = 'SELECT sum(length(value::text))::int FROM billwright.work';
    expect(await to?.ask(sizes)).toEqual(await from?.ask(sizes));
  });

  test.runIf(isNight)('a process that keeps them all comes to its end', async () => {
    const moving = moveTenant(from?.url ?? '', to?.url ?? '', megabytes, 'hoarding');
    await expect(moving).rejects.toThrow('heap out of memory');
  });
});
