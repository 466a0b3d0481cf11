import type { Instant } from '../../time/instant.ts';
import { resumeDistributions } from '../batches/distribute.ts';
import { runContractTasks } from '../contracts/contract-tasks.ts';
import { raiseAllQuotas } from '../contracts/raise-quotas.ts';
import { expireAccounts, topUpAccounts } from '../prepaid/prepaid-tasks.ts';
import { remindAt } from '../reminders/remind-overdue.ts';
import { raiseBudgets } from '../reports/report-budgets.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { cleanUp } from './clean-up.ts';
import { queueSyncs } from './queue-syncs.ts';

/** Something that time brings about for a tenant. It may run any number of times for the same instant. */
export interface TickPart {
  readonly name: string;
  /** Does what is due at an instant, and tells what it did, as plain JSON. */
  readonly run: (scope: TenantScope, at: Instant) => Promise<unknown>;
}

/** Everything that time brings about, in this order; what is to be sent is dispatched afterwards. */
export const tickParts: readonly TickPart[] = [
  { name: 'contracts', run: runContractTasks },
  { name: 'quotas', run: raiseAllQuotas },
  { name: 'prepaid-expiry', run: expireAccounts },
  { name: 'prepaid-top-ups', run: topUpAccounts },
  { name: 'reminders', run: remindAt },
  { name: 'budgets', run: raiseBudgets },
  { name: 'ledger-sync', run: queueSyncs },
  { name: 'bill-runs', run: resumeDistributions },
  { name: 'clean-up', run: cleanUp },
];
