import type { ConformanceCase } from './conformance-case.ts';
import { ConformanceFailure } from './conformance-failure.ts';
import { endsWithin } from './waiting.ts';

/** Makes a subject that nobody used before: an empty storage, a ledger without documents. */
export type CreateSubject<Subject> = () => Subject | Promise<Subject>;

/** What became of one case. */
export interface ConformanceResult {
  /** What was promised. */
  readonly name: string;
  /** `skipped`: the adapter or its author says that it can't do this, which is not to have kept the promise. */
  readonly outcome: 'kept' | 'broken' | 'skipped';
  /** What happened instead, or why it was skipped; `null` when the promise was kept. */
  readonly reason: string | null;
}

/** What became of all cases, in their order. */
export interface ConformanceReport {
  /** Whether no promise was broken. */
  readonly conforms: boolean;
  readonly results: readonly ConformanceResult[];
}

/** How one case is run. */
export interface CaseOptions<Subject> {
  /** Gives back what a subject has opened. Called after each case, whatever became of it. */
  readonly dispose?: ((subject: Subject) => unknown) | undefined;
  /** A case that takes longer is broken, in milliseconds. Default: 30,000. */
  readonly timeLimit?: number | undefined;
  /** Promises that the adapter can't keep and says so, by name, with the reason. They are skipped. Default: none. */
  readonly except?: Readonly<Record<string, string>> | undefined;
}

/** How the cases are run. */
export interface ConformanceOptions<Subject> extends CaseOptions<Subject> {
  /** Only cases whose name has this text. */
  readonly only?: string | undefined;
  /** Told of each result as soon as it is there. */
  readonly report?: ((result: ConformanceResult) => void) | undefined;
}

/**
 * Runs one case on a subject of its own. For test runners: one test for each case.
 *
 * @throws ConformanceFailure when the promise is broken.
 * @example
 * ```ts
 * import { checkCase, storageCases } from '@billwright/core/conformance';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * // With vitest: test.each(storageCases)('$name', (promise) => checkCase(promise, memoryStorage));
 * for (const promise of storageCases.slice(0, 1)) {
 *   const { name, outcome } = await checkCase(promise, memoryStorage);
 *   console.log(`${name}: ${outcome}`);
 *   // => a row that was never written is null: kept
 * }
 * ```
 */
export async function checkCase<Subject, Made extends Subject>(
  promise: ConformanceCase<Subject>,
  create: CreateSubject<Made>,
  { dispose, timeLimit = 30_000, except = {} }: CaseOptions<Made> = {},
): Promise<ConformanceResult> {
  const { name } = promise;
  const exception = except[name];
  if (exception !== undefined) return { name, outcome: 'skipped', reason: exception };
  const subject = await create();
  try {
    const reason = promise.skipReason(subject);
    if (reason !== null) return { name, outcome: 'skipped', reason };
    const run = promise.run(subject);
    if (!(await endsWithin(timeLimit, run))) {
      throw new ConformanceFailure(name, `it had not ended after ${timeLimit} ms`);
    }
    await run;
    return { name, outcome: 'kept', reason: null };
  } finally {
    await dispose?.(subject);
  }
}

/**
 * Runs cases one after another, each on a subject of its own, and tells what became of them. It throws only when a
 * subject can't be made or given back.
 *
 * @example
 * ```ts
 * import { runConformance, storageCases } from '@billwright/core/conformance';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const { conforms, results } = await runConformance(storageCases, memoryStorage, { only: 'revision' });
 * console.log(conforms, results.every(({ outcome }) => outcome === 'kept'));
 * // => true true
 * ```
 */
export async function runConformance<Subject, Made extends Subject>(
  cases: readonly ConformanceCase<Subject>[],
  create: CreateSubject<Made>,
  { only = '', report, ...options }: ConformanceOptions<Made> = {},
): Promise<ConformanceReport> {
  const results: ConformanceResult[] = [];
  for (const promise of cases.filter(({ name }) => name.includes(only))) {
    const result = await checkCase(promise, create, options).catch((error: unknown) => brokenBy(error));
    results.push(result);
    report?.(result);
  }
  return { conforms: results.every(({ outcome }) => outcome !== 'broken'), results };
}

function brokenBy(error: unknown): ConformanceResult {
  if (!(error instanceof ConformanceFailure)) throw error;
  return { name: error.promised, outcome: 'broken', reason: error.happened };
}
