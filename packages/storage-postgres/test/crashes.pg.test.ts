import type { Storage } from '@billwright/core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { postgresStorage } from '../src/index.ts';
import { type Break, BreakingPool } from './support/breaking-pool.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { differences, endOf } from './support/end-of.ts';
import { isNight } from './support/nights.ts';
import {
  billingOn,
  laterIds,
  prepareSmallDesk,
  saveAndIssue,
  saveAndIssueOne,
  type Step,
  stepsAfter,
  stepsBefore,
} from './support/small-desk.ts';
import { type Sabotage, takesNumbersApart } from './support/sabotage.ts';
import { type CopyTenant, tenantCopies } from './support/tenant-copies.ts';

/** How many are tried at the same time, each on a desk of its own. */
const lanes = 4;

/** In milliseconds: each of a few hundred tries is quick, unless the machine is busy with something else. */
const patience = isNight ? 1_800_000 : 180_000;

const servers = inject('postgresServers');

describe.each(isNight ? servers : servers.slice(-1))('who dies on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  let storage: Storage;
  let copy: CopyTenant;
  let copies = 0;

  beforeAll(async () => {
    database = await serverDatabase(server);
    storage = await postgresStorage({ pool: database.pool, role });
    copy = await tenantCopies(database);
    await prepareSmallDesk(storage);
    await copy('desk', 'issued');
    const billing = billingOn(storage);
    await saveAndIssue(billing, billing.forTenant('issued'));
  });
  afterAll(() => database.drop());

  /** Does a step on a copy of the desk while something breaks, and once more when it came to no end. */
  async function broken(from: string, step: Step, fault: Break | null, sabotage: Sabotage = {}) {
    copies += 1;
    const tenantId = `${from} ${copies}`;
    await copy(from, tenantId);
    const ids = laterIds();
    const pool = new BreakingPool(database.pool);
    const own = await postgresStorage({ pool, role });
    const before = billingOn(sabotage.storage?.(own, storage) ?? own, ids);
    pool.arm(fault);
    const did = step(before, before.forTenant(tenantId)).then(
      () => 'done' as const,
      (error: unknown) => ({ error }),
    );
    const outcome = await Promise.race([did, pool.death]);
    const after = billingOn(storage, ids);
    if (outcome !== 'done') await step(after, after.forTenant(tenantId));
    return {
      outcome,
      statements: pool.statements,
      violations: (await violationsOf(after.forTenant(tenantId))).map((violation) =>
        JSON.stringify(violation),
      ),
      end: await endOf(storage, tenantId),
    };
  }

  /** Tries what is chosen of all that can break in a step, and tells what came out wrong. */
  async function trials(from: string, step: Step, choose: Choice, sabotage?: Sabotage) {
    const whole = await broken(from, step, null, sabotage);
    const faults = choose(faultsIn(whole.statements));
    const wrong: string[] = [...whole.violations];
    const waiting = [...faults];
    const lane = async (): Promise<void> => {
      for (let fault = waiting.pop(); fault !== undefined; fault = waiting.pop()) {
        const { outcome, statements, violations, end } = await broken(from, step, fault, sabotage);
        const hasBroken = fault.what === 'process' ? outcome === 'died' : statements.length >= fault.at;
        const differs = differences(end, whole.end);
        const where = `${fault.what}, ${fault.when} statement ${fault.at}: ${statements[fault.at - 1]}`;
        if (!hasBroken) wrong.push(`nothing broke at ${where}`);
        wrong.push(...[...violations, ...differs].map((what) => `${what} (${where})`));
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return { count: faults.length, wrong };
  }

  test(
    'I14: a process that ends at any statement of a run or of its issue is followed by one that comes to the same end',
    async () => {
      // With the other customer as well it takes twice as long.
      const step = isNight ? saveAndIssue : saveAndIssueOne;
      const { count, wrong } = await trials('desk', step, only('process'));
      expect(wrong).toEqual([]);
      expect(count).toBeGreaterThan(80);
    },
    patience,
  );

  test('I14: a connection that breaks at a statement of a run or of its issue changes nothing', async () => {
    const breaks = only('connection');
    const { wrong } = await trials('desk', saveAndIssue, (all) => some(24)(breaks(all)));
    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(stepsBefore))('%s may break off at any statement', async (_name, step) => {
    expect(await trials('desk', step, some(10))).toMatchObject({ wrong: [] });
  });

  test.each(Object.entries(stepsAfter))('%s may break off at any statement', async (_name, step) => {
    expect(await trials('issued', step, some(10))).toMatchObject({ wrong: [] });
  });

  test('it is noticed when a number is taken in a transaction of its own', async () => {
    const step = stepsBefore['buying hours'] ?? saveAndIssue;
    const { wrong } = await trials('desk', step, only('process'), takesNumbersApart);
    expect(wrong.join('\n')).toContain('"invariant":"I5"');
  });
});

type Choice = (all: readonly Break[]) => readonly Break[];

const only =
  (kind: Break['what']): Choice =>
  (all) =>
    all.filter(({ what }) => what === kind);

/** All of them at night, and so many of them by day, from the first to the last. */
function some(most: number): Choice {
  return (all) => {
    if (isNight || all.length <= most) return all;
    const places = Array.from({ length: most }, (_, index) =>
      Math.round((index * (all.length - 1)) / (most - 1)),
    );
    return all.filter((_, index) => places.includes(index));
  };
}

/**
 * Everything that can break: who dies after a statement dies before the next one, so the one is tried; and a connection
 * that breaks after a statement has to be told from one before only when that was the commit.
 */
function faultsIn(statements: readonly string[]): readonly Break[] {
  return statements.flatMap((text, index): readonly Break[] => {
    const at = index + 1;
    const isEnd = text.includes('COMMIT');
    return [
      { at, what: 'process', when: 'before' },
      { at, what: 'connection', when: 'before' },
      ...(isEnd ? [{ at, what: 'process', when: 'after' } as const] : []),
      ...(isEnd ? [{ at, what: 'connection', when: 'after' } as const] : []),
    ];
  });
}
