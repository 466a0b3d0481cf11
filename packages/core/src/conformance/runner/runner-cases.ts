import type { BillingJob, Runner } from '../../ports/runner.ts';
import { type ConformanceCase, conformanceCase } from '../conformance-case.ts';
import { require, requireRejection, requireSame } from '../finding.ts';
import { aborted, endsWithin, gate, moment, pause } from '../waiting.ts';

/** Runners that look for jobs now and then may take so long, in milliseconds. */
const patience = 20_000;

const job = (number: number): BillingJob => ({
  key: `batch_1/customer ${number}`,
  tenantId: 'desk',
  batchId: 'batch_1',
  customerId: `customer ${number}`,
});

const jobs = (count: number): readonly BillingJob[] =>
  Array.from({ length: count }, (_, index) => job(index + 1));

const keysOf = (done: readonly BillingJob[]): readonly string[] =>
  [...new Set(done.map(({ key }) => key))].toSorted();

/** Waits until something holds. */
async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += moment / 5) {
    require(waited < patience, `${what} did not come about within ${patience / 1000} seconds`);
    await pause(moment / 5);
  }
}

/** Works until something holds, and stops then. */
async function workUntil(
  runner: Runner,
  what: string,
  holds: () => boolean,
  worker: (job: BillingJob) => Promise<void>,
): Promise<void> {
  const working = await runner.work(worker);
  try {
    await until(what, holds);
  } finally {
    await working.stop();
  }
}

/** Lets jobs be done, and gives them in the order in which they began. */
async function workOn(
  runner: Runner,
  isDone: (done: readonly BillingJob[]) => boolean,
): Promise<readonly BillingJob[]> {
  const done: BillingJob[] = [];
  await workUntil(
    runner,
    'the end of all jobs',
    () => isDone(done),
    async (each) => {
      done.push(each);
    },
  );
  return done;
}

const runnerCase = (name: string, body: (runner: Runner) => Promise<void>): ConformanceCase<Runner> =>
  conformanceCase(name, body);

/**
 * The promises of a {@link Runner}. Each case wants one without jobs.
 *
 * @example
 * ```ts
 * import { runnerCases } from '@billwright/core/conformance';
 *
 * console.log(runnerCases.some(({ name }) => name === 'a worker that throws gets the job again'));
 * // => true
 * ```
 */
export const runnerCases: readonly ConformanceCase<Runner>[] = [
  runnerCase('every job is handed to the worker as it was given', async (runner) => {
    const odd: BillingJob = {
      key: 'k:1/\u00e4',
      tenantId: "t'1",
      batchId: 'b "1"',
      customerId: '\u{1f600} \u2028',
    };
    await runner.enqueue([...jobs(20), odd]);
    const done = await workOn(runner, (all) => keysOf(all).length === 21);
    requireSame(
      'the odd one',
      done.find(({ key }) => key === odd.key),
      odd,
    );
    requireSame('the keys', keysOf(done), keysOf([...jobs(20), odd]));
  }),

  runnerCase('a key that waits already is left as it is', async (runner) => {
    await runner.enqueue(jobs(5));
    await runner.enqueue([...jobs(5), ...jobs(5)]);
    await Promise.all([runner.enqueue(jobs(5)), runner.enqueue(jobs(5))]);
    const done = await workOn(runner, (all) => keysOf(all).length === 5);
    requireSame('the number of times that jobs were handed out', done.length, 5);
  }),

  runnerCase('a key that is handed over again while its job is under way comes again', async (runner) => {
    await runner.enqueue(jobs(1));
    const again = gate();
    let tries = 0;
    const worker = async (): Promise<void> => {
      tries += 1;
      if (tries === 1) await endsWithin(patience, again.opened);
    };
    const handOver = async (): Promise<void> => {
      await until('the job', () => tries > 0);
      await runner.enqueue(jobs(1));
      again.open();
    };
    await Promise.all([workUntil(runner, 'the job once more', () => tries >= 2, worker), handOver()]);
  }),

  runnerCase('jobs that come while it works are done, too', async (runner) => {
    const done: BillingJob[] = [];
    const working = await runner.work(async (each) => {
      done.push(each);
    });
    await runner.enqueue([]);
    await runner.enqueue(jobs(3));
    try {
      await until('the end of all jobs', () => keysOf(done).length === 3);
    } finally {
      await working.stop();
    }
  }),

  runnerCase('several jobs are under way at once', async (runner) => {
    await runner.enqueue(jobs(2));
    const both = gate();
    let under = 0;
    const worker = async (): Promise<void> => {
      under += 1;
      if (under === 2) both.open();
      await endsWithin(patience, both.opened);
    };
    try {
      await workUntil(runner, 'the second job beside the first', () => under >= 2, worker);
    } finally {
      both.open();
    }
  }),

  runnerCase('a worker that throws gets the job again', async (runner) => {
    await runner.enqueue(jobs(1));
    let tries = 0;
    const worker = async (): Promise<void> => {
      tries += 1;
      if (tries === 1) throw new Error('the worker gave up');
    };
    await workUntil(runner, 'a second try', () => tries >= 2, worker);
  }),

  runnerCase('a job that fails holds up no other', async (runner) => {
    await runner.enqueue(jobs(6));
    const done: BillingJob[] = [];
    const worker = async (each: BillingJob): Promise<void> => {
      if (each.key === job(1).key) throw new Error('this one fails always');
      done.push(each);
    };
    await workUntil(runner, 'the end of the others', () => keysOf(done).length === 5, worker);
  }),

  runnerCase('stopping waits for what is under way, and then hands nothing out', async (runner) => {
    await runner.enqueue(jobs(30));
    let [begun, ended] = [0, 0];
    const working = await runner.work(async () => {
      begun += 1;
      await pause(moment);
      ended += 1;
    });
    await until('the first job', () => begun > 0);
    await working.stop();
    const atStop = begun;
    requireSame('the jobs that had ended when it had stopped', ended, atStop);
    await pause(moment * 4);
    requireSame('the jobs that were handed out afterwards', begun - atStop, 0);
  }),

  runnerCase('stopping tells those that are under way to give up', async (runner) => {
    await runner.enqueue(jobs(1));
    let isUnderWay = false;
    const working = await runner.work(async (_, signal) => {
      isUnderWay = true;
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', resolve);
      });
    });
    await until('the job', () => isUnderWay);
    require(await endsWithin(patience, working.stop()), 'its signal was not aborted');
  }),

  runnerCase('what was left when it was stopped is done by who works next', async (runner) => {
    await runner.enqueue(jobs(8));
    let begun = 0;
    const first = await runner.work(async (_, signal) => {
      begun += 1;
      await new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('the worker was stopped'));
        });
      });
    });
    await until('the first job', () => begun > 0);
    await first.stop();
    const done = await workOn(runner, (all) => keysOf(all).length === 8);
    requireSame('the jobs', keysOf(done), keysOf(jobs(8)));
  }),

  runnerCase(
    'a call that is aborted before it begins rejects with the reason, and takes nothing over',
    async (runner) => {
      const { signal, reason } = aborted();
      await requireRejection('the call', reason, () => runner.enqueue(jobs(3), { signal }));
      await runner.enqueue([job(9)]);
      const done = await workOn(runner, (all) => all.length > 0);
      requireSame('the jobs', keysOf(done), [job(9).key]);
    },
  ),

  conformanceCase<Runner>(
    'jobs of a batch that is cancelled come no more, those of others do, and their keys are free again',
    async (runner) => {
      const others = [
        { ...job(1), key: 'batch_2/customer 1', batchId: 'batch_2' },
        { ...job(1), key: 'another/batch_1/customer 1', tenantId: 'another' },
      ];
      await runner.enqueue([...jobs(6), ...others]);
      await runner.cancel?.({ tenantId: 'desk', batchId: 'batch_1' });
      await runner.cancel?.({ tenantId: 'desk', batchId: 'nobody knows it' });
      await runner.enqueue([job(2)]);
      const expected = keysOf([...others, job(2)]);
      const done = await workOn(runner, (all) => expected.every((key) => keysOf(all).includes(key)));
      requireSame('the jobs', keysOf(done), expected);
    },
    (runner) => (runner.cancel === undefined ? 'it does not take jobs back' : null),
  ),
];
