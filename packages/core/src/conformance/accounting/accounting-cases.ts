import type { ConformanceCase } from '../conformance-case.ts';
import type { AccountingSubject } from './accounting-subject.ts';
import { batchCases } from './batch-cases.ts';
import { creditCases } from './credit-cases.ts';
import { exportCases } from './export-cases.ts';
import { failureCases } from './failure-cases.ts';
import { paymentCases } from './payment-cases.ts';
import { voidAndSendCases } from './void-and-send-cases.ts';
import { webhookCases } from './webhook-cases.ts';

/**
 * The promises of an `AccountingConnector`. Each case wants a ledger without documents. What the connector does not
 * support, and what the probe can't do, is skipped, and reported so.
 *
 * @example
 * ```ts
 * import { accountingCases, runConformance } from '@billwright/core/conformance';
 * import { fakeLedger } from '@billwright/core/testing';
 *
 * const create = () => {
 *   const connector = fakeLedger({ supports: { void: false } });
 *   const ledger = {
 *     documents: () => connector.documents().map(({ externalId, total, isVoid }) => ({
 *       externalId, total, isVoid, kind: 'invoice' as const,
 *     })),
 *   };
 *   return { connector, ledger };
 * };
 * const { results } = await runConformance(accountingCases, create, { only: 'taking a copy back' });
 * for (const { outcome, reason } of results) console.log(`${outcome}: ${reason}`);
 * // => skipped: the connector does not support "void"
 * ```
 */
export const accountingCases: readonly ConformanceCase<AccountingSubject>[] = [
  ...exportCases,
  ...failureCases,
  ...batchCases,
  ...voidAndSendCases,
  ...paymentCases,
  ...creditCases,
  ...webhookCases,
];
