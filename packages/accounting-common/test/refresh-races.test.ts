import { fixedClock } from '@billwright/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failure } from '../src/failure.ts';
import { freshGrant, type RefreshAnswer } from '../src/fresh-grant.ts';
import type { Connection, ConnectionStore, Grant } from '../src/grant.ts';

/** How long in seconds somebody who needs tokens sleeps where. */
interface Worker {
  readonly starts: number;
  readonly writes: number;
  readonly answers: number;
  readonly isKilled: boolean;
}

const delay = fc.integer({ min: 0, max: 100 });
const anyWorker: fc.Arbitrary<Worker> = fc.record({
  starts: delay,
  writes: fc.oneof(fc.integer({ min: 0, max: 5 }), delay),
  answers: delay,
  isKilled: fc.boolean(),
});
const anyWorkers = fc.array(anyWorker, { minLength: 2, maxLength: 5 });

/** When the provider was asked for new tokens, and until when what was asked could take effect. */
interface AskedSpan {
  readonly from: number;
  readonly to: number;
}

const grantOf = (generation: number, accessUntil: string): Grant => ({
  accessToken: `access-${generation}`,
  accessUntil,
  refreshToken: `refresh-${generation}`,
  refreshUntil: null,
  endsAt: null,
});

function storeOf(clockNow: string, compares: boolean): ConnectionStore {
  const grant = grantOf(1, clockNow);
  let kept: { connection: Connection; revision: number } = {
    connection: { companyId: '9341', grant, lost: null, refreshingUntil: null },
    revision: 1,
  };
  return {
    read: async () => kept,
    async write(connection, revision) {
      if (compares && revision !== kept.revision) return false;
      kept = { connection, revision: kept.revision + 1 };
      return true;
    },
  };
}

/** Lets workers need tokens in simulated time, and gives when they asked for them. */
async function spansOf(workers: readonly Worker[], compares = true): Promise<readonly AskedSpan[]> {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const begin = Date.parse(clock.now());
  const seconds = (): number => (Date.parse(clock.now()) - begin) / 1000;
  const store = storeOf(clock.now(), compares);
  let sleeping: readonly { readonly until: number; readonly wake: () => void }[] = [];
  const sleep = (duration: number): Promise<void> =>
    new Promise((wake) => {
      sleeping = [...sleeping, { until: seconds() + duration, wake }];
    });
  const spans: AskedSpan[] = [];
  const working = new Set(workers);
  for (const worker of workers) {
    const { starts, writes, answers, isKilled } = worker;
    const slow: ConnectionStore = {
      read: () => store.read(),
      async write(connection, revision) {
        await sleep(writes);
        return store.write(connection, revision);
      },
    };
    const refresh = async (): Promise<RefreshAnswer> => {
      // It is given up after 30 seconds, and may take effect as much later.
      const isLate = answers > 30;
      spans.push({ from: seconds(), to: seconds() + (isLate ? 60 : answers) });
      const generation = spans.length + 1;
      await sleep(Math.min(answers, 30));
      if (isKilled) return new Promise(() => {});
      if (isLate) throw failure('quickbooks', 'unknown', 'no answer came');
      return { status: 'granted', grant: grantOf(generation, '2026-04-01T09:00:00.000Z') };
    };
    const need = async (): Promise<void> => {
      await sleep(starts);
      const wait = (): Promise<void> => sleep(5);
      const fresh = freshGrant(slow, { clock, refresh, wait }).catch(() => null);
      await Promise.race([fresh, sleep(1000)]);
      working.delete(worker);
    };
    void need();
  }
  while (working.size > 0) {
    await new Promise((go) => setImmediate(go));
    const [next, ...others] = sleeping.toSorted((one, other) => one.until - other.until);
    if (next === undefined) continue;
    sleeping = others;
    clock.advance(Math.max(0, next.until - seconds()));
    next.wake();
  }
  return spans.toSorted((one, other) => one.from - other.from);
}

const overlap = (spans: readonly AskedSpan[]): boolean =>
  spans.some(({ from }, index) => (spans[index - 1]?.to ?? 0) > from);

test('whatever is slow and whoever is killed, never do two refreshes run at once', async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(anyWorkers, async (workers) => {
      const spans = await spansOf(workers);
      asked += spans.length;
      expect(overlap(spans)).toBe(false);
    }),
    { numRuns: 100 },
  );
  expect(asked).toBeGreaterThan(50);
});

// A check that never rejects proves nothing.
test('a store that does not compare before it sets lets them: that is found', async () => {
  const worker = { starts: 0, writes: 1, answers: 10, isKilled: false };
  expect(overlap(await spansOf([worker, { ...worker, writes: 2 }]))).toBe(false);
  expect(overlap(await spansOf([worker, { ...worker, writes: 2 }], false))).toBe(true);
});
