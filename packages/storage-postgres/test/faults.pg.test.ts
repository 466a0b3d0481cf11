import { isBillingError, type Storage, type StorageTransaction } from '@billwright/core';
import { Client, Pool, type PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { migratePostgres, postgresStorage, type PostgresPool } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { emptyTables } from './support/empty-tables.ts';
import { whenQueried } from './support/when-queried.ts';

const row = (id: string, value: number | string = 0) => ({ id, order: id, keys: {}, value });

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: unknown) => (isBillingError(error) ? error.code : String(error)),
  );

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** How often each of eight workers tries; many more at night. */
const turns = Math.ceil(Number(process.env['FC_RUNS'] ?? 100) * 0.15);

/** Moves 1 from one counter to another, so that the sum stays; and writes down that it did. */
async function move(tx: StorageTransaction, from: string, to: string, id: string): Promise<void> {
  for (const name of [from, to].toSorted()) await tx.lock(name);
  for (const [name, change] of [
    [from, -1],
    [to, 1],
  ] as const) {
    const found = await tx.get('counters', name);
    if (found === null) throw new Error(`${name} is gone`);
    await tx.update('counters', row(name, Number(found.value) + change), found.revision);
  }
  if (!(await tx.insert('claims', row(id)))) throw new Error(`${id} was there already`);
}

describe.each(inject('postgresServers'))('faults of PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  let storage: Storage;
  const open = (pool: PostgresPool = database.pool): Promise<Storage> => postgresStorage({ pool, role });
  const valuesOf = (collection: 'counters' | 'claims') =>
    storage.transaction('desk', async (tx) =>
      (await tx.list(collection, { limit: 1_000_000 })).map(({ value }) => value),
    );

  beforeAll(async () => {
    database = await serverDatabase(server);
    storage = await open();
  });
  beforeEach(() => emptyTables(database));
  afterAll(() => database.drop());

  /** Runs moves while somebody ends backends, and looks whether anything was lost or done twice. */
  async function survives(end: 'pg_terminate_backend' | 'pg_cancel_backend'): Promise<number> {
    const names = ['a', 'b', 'c', 'd'];
    await storage.transaction('desk', async (tx) => {
      for (const name of names) await tx.insert('counters', row(name, 100));
    });
    const work = { isOver: false, ended: 0 };
    const admin = new Pool({ connectionString: server.url, max: 1 });
    const acknowledged: string[] = [];
    const killing = (async () => {
      while (!work.isOver) {
        await pause(5);
        // On a slow machine nobody would ever come to an end between two of them.
        if (work.ended > 3 * (acknowledged.length + 4)) continue;
        const { rowCount } = await admin.query(
          `SELECT ${end}(pid) FROM pg_stat_activity
            WHERE datname = $1 AND state <> 'idle' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`,
          [new URL(database.url).pathname.slice(1)],
        );
        work.ended += rowCount ?? 0;
      }
    })();
    const unknown: string[] = [];
    const refused: string[] = [];
    const workers = Array.from({ length: 8 }, async (_, worker) => {
      // A quick machine may have done before many were ended.
      for (let turn = 0; turn < turns || (work.ended <= 10 && turn < 100 * turns); turn += 1) {
        const id = `${worker}/${turn}`;
        const [from, to] = [names[turn % 4] ?? '', names[(turn + 1 + (worker % 3)) % 4] ?? ''];
        const code = await codeOf(storage.transaction('desk', (tx) => move(tx, from, to, id)));
        if (code === 'none') acknowledged.push(id);
        else if (code === 'STORAGE_UNKNOWN') unknown.push(id);
        else refused.push(code);
      }
    });
    await Promise.all(workers);
    work.isOver = true;
    await killing;
    await admin.end();
    const done = await storage.transaction('desk', async (tx) =>
      (await tx.list('claims', { limit: 1_000_000 })).map(({ id }) => id),
    );
    const sum = (await valuesOf('counters')).reduce<number>((total, value) => total + Number(value), 0);
    expect(sum).toBe(400);
    expect(refused.filter((code) => !['STORAGE_CONFLICT', 'STORAGE_UNAVAILABLE'].includes(code))).toEqual([]);
    expect(acknowledged.filter((id) => !done.includes(id))).toEqual([]);
    expect(done.filter((id) => !acknowledged.includes(id) && !unknown.includes(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
    return work.ended;
  }

  test('backends that are terminated in the middle of transactions lose nothing and do nothing twice', async () => {
    expect(await survives('pg_terminate_backend')).toBeGreaterThan(10);
  });

  test('statements that are cancelled lose nothing and do nothing twice', async () => {
    expect(await survives('pg_cancel_backend')).toBeGreaterThan(10);
  });

  test('a deadlock is nobody\u2019s error: one gives way and runs again', async () => {
    let runs = 0;
    const held = new Set<string>();
    let bothHold: (() => void) | undefined;
    const holding = new Promise<void>((resolve) => {
      bothHold = resolve;
    });
    const inOrder = (first: string, second: string) =>
      storage.transaction('desk', async (tx) => {
        runs += 1;
        await tx.lock(first);
        if (held.add(first).size === 2) bothHold?.();
        await holding;
        await tx.lock(second);
        await tx.insert('claims', row(`${first} ${second}`));
      });
    await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')]);
    expect(runs).toBeGreaterThan(2);
    expect(await valuesOf('claims')).toHaveLength(2);
  });

  test('a body that hides a conflict is run again all the same', async () => {
    await storage.transaction('desk', (tx) => tx.insert('counters', row('count')));
    let runs = 0;
    await storage.transaction('desk', async (tx) => {
      runs += 1;
      await tx.insert('claims', row(`run ${runs}`, runs));
      await tx.update('counters', row('count', 1), runs === 1 ? 7 : 1).catch(() => undefined);
    });
    expect(await valuesOf('claims')).toEqual([2]);
    expect(await valuesOf('counters')).toEqual([1]);
  });

  test('the names of locks may be deleted while they are held', async () => {
    const work = { isOver: false, deleted: 0 };
    let runs = 0;
    const deleters = Array.from({ length: 3 }, async () => {
      while (!work.isOver) {
        const { rowCount } = await database.pool.query('DELETE FROM billwright.locks');
        work.deleted += rowCount ?? 0;
      }
    });
    const workers = Array.from({ length: 4 }, async () => {
      for (let turn = 0; turn < 50 || (work.deleted <= 10 && turn < 5000); turn += 1) {
        await storage.transaction('desk', async (tx) => {
          runs += 1;
          await tx.lock('series');
          const found = await tx.get('counters', 'count');
          if (found === null) await tx.insert('counters', row('count', 1));
          else await tx.update('counters', row('count', Number(found.value) + 1), found.revision);
        });
      }
    });
    await Promise.all(workers);
    work.isOver = true;
    await Promise.all(deleters);
    expect(runs).toBeGreaterThanOrEqual(200);
    // Nobody had to give way, so nobody held it beside somebody else.
    expect(await valuesOf('counters')).toEqual([runs]);
    expect(work.deleted).toBeGreaterThan(10);
  });

  test('what the defaults of the database say of isolation changes nothing', async () => {
    const [name] = await database.ask('SELECT current_database()::text');
    await database.run(`ALTER DATABASE ${String(name)} SET default_transaction_isolation = 'serializable'`);
    await database.run(`ALTER DATABASE ${String(name)} SET default_transaction_read_only = on`);
    const pool = new Pool({ connectionString: database.url, max: 5 });
    const strict = await open(pool);
    const seen = await strict.transaction('desk', async (tx) => {
      await tx.get('counters', 'count');
      await storage.transaction('desk', (other) => other.insert('counters', row('count', 1)));
      await tx.lock('series');
      return tx.get('counters', 'count');
    });
    expect(seen?.value).toBe(1);
    await pool.end();
    await database.run(`SET default_transaction_read_only = off;`);
    await database.run(`BEGIN READ WRITE; ALTER DATABASE ${String(name)} RESET ALL; COMMIT`);
  });

  test('a serialization failure runs the body again', async () => {
    let failures = 0;
    const pool = whenQueried(database.pool, async (text, query) => {
      if (text.includes('; COMMIT') && failures > 0) {
        failures -= 1;
        await query(`DO $$ BEGIN RAISE EXCEPTION 'could not serialize' USING ERRCODE = '40001'; END $$`);
      }
      return query();
    });
    const flaky = await open(pool);
    let runs = 0;
    failures = 3;
    await flaky.transaction('desk', async (tx) => {
      runs += 1;
      await tx.insert('claims', row('te_1', runs));
    });
    expect(runs).toBe(4);
    expect(await valuesOf('claims')).toEqual([4]);
  });

  describe('when the connection breaks', () => {
    /** A storage whose connection breaks once, before or after the server got the statement. */
    async function breaking(at: string, when: 'before' | 'after'): Promise<Storage> {
      let isArmed = false;
      const pool = whenQueried(database.pool, async (text, query, client) => {
        if (!isArmed || !text.includes(at)) return query();
        isArmed = false;
        if (when === 'after') await query();
        await terminate(server.url, client);
        return query();
      });
      const broken = await open(pool);
      isArmed = true;
      return broken;
    }

    test.each(['before', 'after'] as const)(
      '%s the server commits, nobody can say whether it did',
      async (when) => {
        const broken = await breaking('; COMMIT', when);
        const id = `te_${when}`;
        expect(await codeOf(broken.transaction('desk', (tx) => tx.insert('claims', row(id))))).toBe(
          'STORAGE_UNKNOWN',
        );
        expect(await valuesOf('claims')).toHaveLength(when === 'after' ? 1 : 0);
        // With the same key, running it again is harmless.
        await broken.transaction('desk', (tx) => tx.insert('claims', row(id)));
        expect(await valuesOf('claims')).toHaveLength(1);
      },
    );

    test('what was only read is read again', async () => {
      const broken = await breaking('; COMMIT', 'before');
      let runs = 0;
      const read = broken.transaction('desk', (tx) => {
        runs += 1;
        return tx.get('claims', 'te_1');
      });
      expect(await read).toBeNull();
      expect(runs).toBe(2);
    });

    test.each(['BEGIN', 'set_config', 'INSERT INTO', 'SELECT json_build_array'])(
      'at %s, the body runs again',
      async (at) => {
        for (const when of ['before', 'after'] as const) {
          const broken = await breaking(at, when);
          await broken.transaction('desk', async (tx) => {
            await tx.insert('claims', row(`${at} ${when}`));
            await tx.get('claims', 'other');
          });
        }
        expect(await valuesOf('claims')).toHaveLength(2);
      },
    );

    test('a body that hides it can not commit the rest', async () => {
      const broken = await breaking('INSERT INTO', 'before');
      let runs = 0;
      await broken.transaction('desk', async (tx) => {
        runs += 1;
        await tx.insert('claims', row('first')).catch(() => undefined);
        await tx.insert('claims', row('second')).catch(() => undefined);
      });
      expect(runs).toBe(2);
      expect(await valuesOf('claims')).toHaveLength(2);
    });

    /** The fault that a pool could have: its client goes on with a new connection. Runs while it does so, once. */
    async function whenReplaced(at: string, call: (storage: Storage) => Promise<unknown>): Promise<string> {
      let isArmed = false;
      const spare: PoolClient[] = [];
      const pool = whenQueried(database.pool, async (text, query, client) => {
        if (isArmed && text.includes(at)) {
          isArmed = false;
          await terminate(server.url, client);
          spare.push(await database.pool.connect());
        }
        const [other] = spare;
        return other === undefined ? query() : query(text, other);
      });
      const swapping = await open(pool);
      isArmed = true;
      const code = await codeOf(call(swapping));
      for (const client of spare) client.release(true);
      return code;
    }

    test.each(['SELECT json_build_array', '.agents (', '; COMMIT'])(
      'and is replaced by another one at %s, nothing of the transaction is kept or believed',
      async (at) => {
        const code = await whenReplaced(at, (swapping) =>
          swapping.transaction('desk', async (tx) => {
            await tx.insert('claims', row('before'));
            await tx.get('claims', 'other');
            await tx.insert('agents', row('ana'));
          }),
        );
        expect(code).toBe('STORAGE_UNAVAILABLE');
        expect(await valuesOf('claims')).toEqual([]);
      },
    );

    test('and is replaced by another one, no message is leased', async () => {
      const message = { ...row('1'), keys: { due: 'mail' } };
      await storage.transaction('desk', (tx) => tx.insert('outbox', message));
      const request = { kind: 'mail', now: '2', until: '9', limit: 1 };
      expect(await whenReplaced('; COMMIT', (swapping) => swapping.lease(request))).toBe(
        'STORAGE_UNAVAILABLE',
      );
      expect(await storage.lease(request)).toHaveLength(1);
    });
  });

  test('a server that can not be reached is told as such, and so is a pool that has ended', async () => {
    const nowhere = new Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 200 });
    expect(await codeOf(open(nowhere))).toBe('STORAGE_UNAVAILABLE');
    expect(await codeOf(migratePostgres({ pool: nowhere }))).toBe('STORAGE_UNAVAILABLE');
    const ended = new Pool({ connectionString: database.url });
    const late = await open(ended);
    await ended.end();
    expect(await codeOf(late.transaction('desk', async () => null))).toBe('STORAGE_UNAVAILABLE');
  });

  test('what the database itself refuses is refused as a whole', async () => {
    const number = { issued: { series: 'INV', number: 'INV-1' } };
    const invoice = (id: string, value: object) => ({
      id,
      order: id,
      keys: {},
      value: JSON.parse(JSON.stringify(value)),
    });
    const add = (id: string, value: object) =>
      storage.transaction('desk', async (tx) => {
        await tx.insert('claims', row(`of ${id}`));
        await tx.insert('invoices', invoice(id, value)).catch(() => undefined);
      });
    await add('one', number);
    expect(await codeOf(add('other', number))).toBe('STORAGE_CONSTRAINT');
    const amount = (value: string) => ({ amount: value, currency: 'EUR' });
    const totals = (total: string) => ({
      content: {
        totals: { net: amount('10.00'), tax: amount('1.90'), rounding: amount('0.00'), total: amount(total) },
      },
    });
    await add('right', totals('11.90'));
    for (const wrong of ['11.91', 'NaN', 'Infinity'])
      expect(await codeOf(add(wrong, totals(wrong)))).toBe('STORAGE_CONSTRAINT');
    const change = storage.transaction('desk', (tx) => tx.update('invoices', invoice('one', {}), 1));
    expect(await codeOf(change)).toBe('STORAGE_CONSTRAINT');
    expect(await codeOf(storage.transaction('desk', (tx) => tx.remove('invoices', 'one', 1)))).toBe(
      'STORAGE_CONSTRAINT',
    );
    expect(await valuesOf('claims')).toHaveLength(2);
  });

  test('an id that is too long for an index is refused, and a long one is not', async () => {
    const long = Array.from({ length: 200 }, (_, index) =>
      encodeURIComponent(String.fromCodePoint(0x4e00 + index)),
    ).join('');
    await storage.transaction('desk', (tx) => tx.insert('claims', row(long)));
    expect(await valuesOf('claims')).toHaveLength(1);
    const random = Array.from({ length: 20_000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
    ).join('');
    expect(await codeOf(storage.transaction('desk', (tx) => tx.insert('claims', row(random))))).toBe(
      'ROW_INVALID',
    );
  });

  test('a statement that takes longer than the caller allows is given up, and nothing is left', async () => {
    const pool = new Pool({ connectionString: database.url, max: 2, lock_timeout: 20 });
    const impatient = await open(pool);
    await storage.transaction('desk', async (tx) => {
      await tx.lock('customer:acme');
      const waiting = impatient.transaction('desk', (other) => other.lock('customer:acme'));
      expect(await codeOf(waiting)).toBe('STORAGE_UNAVAILABLE');
    });
    await pool.end();
  });

  test.runIf(server.version >= 17)(
    'a transaction that takes longer than the caller allows runs again',
    async () => {
      const pool = new Pool({
        connectionString: database.url,
        max: 2,
        options: '-c transaction_timeout=1000ms',
      });
      pool.on('error', () => undefined);
      const impatient = await open(pool);
      let runs = 0;
      await storage.transaction('desk', async (tx) => {
        await tx.lock('taken');
        await impatient.transaction('desk', async (own) => {
          runs += 1;
          if (runs === 1) await own.lock('taken');
          await own.insert('claims', row('late'));
        });
      });
      expect(runs).toBeGreaterThan(1);
      expect(await valuesOf('claims')).toHaveLength(1);
      await pool.end();
    },
  );

  test('who waited for a lock and gave up does not wait on the server for long', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const patient = await open();
    await storage.transaction('desk', async (tx) => {
      await tx.lock('customer:acme');
      const waiting = patient.transaction('desk', (other) => other.lock('customer:acme'), { signal });
      waiting.catch(() => undefined);
      await pause(50);
      controller.abort(new Error('gave up'));
      await expect(waiting).rejects.toThrow('gave up');
      const waiters = () =>
        database.ask(`SELECT count(*)::int FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`);
      await expect.poll(waiters, { timeout: 60_000 }).toEqual([0]);
    });
  });
});

/** Ends the backend of a client, and waits until it is gone. */
async function terminate(url: string, client: PoolClient): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  const { rows } = await admin.query(
    `SELECT pg_terminate_backend(pid, 60000) AS gone FROM pg_stat_activity WHERE pid = $1`,
    [Reflect.get(client, 'processID')],
  );
  expect(rows).toEqual([{ gone: true }]);
  await admin.end();
}
