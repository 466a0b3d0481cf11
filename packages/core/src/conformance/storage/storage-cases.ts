import type { Storage } from '../../ports/storage.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { abortCases } from './abort-cases.ts';
import { closeCases } from './close-cases.ts';
import { leaseCases } from './lease-cases.ts';
import { listCases } from './list-cases.ts';
import { raceCases } from './race-cases.ts';
import { rowCases } from './row-cases.ts';
import { severalRowsCases } from './several-rows-cases.ts';
import { tenantCases } from './tenant-cases.ts';
import { transactionCases } from './transaction-cases.ts';
import { valueCases } from './value-cases.ts';

/**
 * The promises of a {@link Storage}. Each case wants an empty one. Some do many things at once, and some wait a few
 * hundredths of a second, so all of them take a second or two beside what the storage takes.
 *
 * @example
 * ```ts
 * import { runConformance, storageCases } from '@billwright/core/conformance';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const { results } = await runConformance(storageCases, memoryStorage, { dispose: (storage) => storage.close() });
 * console.log(results.filter(({ outcome }) => outcome !== 'kept').length);
 * // => 0
 * ```
 */
export const storageCases: readonly ConformanceCase<Storage>[] = [
  ...rowCases,
  ...severalRowsCases,
  ...valueCases,
  ...listCases,
  ...transactionCases,
  ...raceCases,
  ...tenantCases,
  ...leaseCases,
  ...abortCases,
  ...closeCases,
];
