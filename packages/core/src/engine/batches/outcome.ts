import { isBillingError } from '../../errors/billing-error.ts';
import type { BlockedWork } from '../../rating/outcome.ts';
import type { BatchCustomer, CustomerOutcome, OutcomeReason } from '../records/batches.ts';
import { amountsOf, sumMoney } from './figures.ts';
import type { WorkedOut } from './work-out.ts';

/** What became of a customer, and why. */
export interface Outcome extends Pick<BatchCustomer, 'reason' | 'amounts' | 'blocked'> {
  readonly status: CustomerOutcome;
}

/** What a batch did for a customer, in a word. */
export function outcomeOf({ billing, drafts: { drafts, carried } }: WorkedOut): Outcome {
  const { blocked } = billing;
  const amounts = sumMoney(drafts.map((draft) => amountsOf(draft).total));
  const base = { amounts, blocked: new Set(blocked.map(({ entryId }) => entryId)).size };
  const waiting = waitingReason(blocked);
  if (drafts.length > 0) return { ...base, status: 'invoiced', reason: waiting };
  if (waiting !== null) return { ...base, status: 'blocked', reason: waiting };
  if (carried.length === 0) return { ...base, status: 'nothing-due', reason: null };
  const message = 'the result is below 0, and the next invoice takes it';
  return { ...base, status: 'nothing-due', reason: { code: 'carried-forward', message } };
}

/** The outcome of a customer whose bills could not be made. */
export function failure(error: unknown): Outcome {
  return failedFor(reasonOf(error));
}

/** The outcome of a customer that could not be billed for a reason. */
export function failedFor(reason: OutcomeReason): Outcome {
  return { status: 'failed', reason, amounts: [], blocked: 0 };
}

function reasonOf(error: unknown): OutcomeReason {
  if (isBillingError(error)) return { code: error.code, message: error.message };
  return { code: 'UNEXPECTED', message: error instanceof Error ? error.message : String(error) };
}

/** The reasons for which entries wait, the most frequent first. */
function waitingReason(blocked: readonly BlockedWork[]): OutcomeReason | null {
  const counts = new Map<string, number>();
  for (const { reason } of blocked) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].toSorted(
    ([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1),
  );
  const [first] = sorted;
  if (first === undefined) return null;
  const told = sorted.map(([reason, count]) => `${reason} ${count}`).join(', ');
  return { code: first[0], message: `work waits: ${told}` };
}
