import { isBillingError } from '@billwright/core';
import type { CallBudget } from './call-budget.ts';
import { failure } from './failure.ts';

/**
 * Makes a call when all budgets have one left. The first also says how many run at once, and is closed when the provider
 * wants to be left alone. The call is told how often in a row that was, this time included.
 *
 * @throws BillingError `CONNECTOR_FAILED`, `limited`, when a budget is used up: nothing was called.
 */
export async function withinBudgets<Answer>(
  connectorId: string,
  budgets: readonly [CallBudget, ...CallBudget[]],
  call: (refusals: number) => Promise<Answer>,
): Promise<Answer> {
  const [first] = budgets;
  for (const budget of budgets) {
    const welcome = budget.take();
    if (welcome === null) continue;
    const after = new Date(welcome).toISOString();
    throw failure(connectorId, 'limited', 'the calls that are allowed are used up', { after });
  }
  try {
    const answer = await first.run(() => call(first.refusals + 1));
    first.welcomed();
    return answer;
  } catch (error) {
    if (isBillingError(error, 'CONNECTOR_FAILED') && error.details.after !== null)
      first.refused(Date.parse(error.details.after));
    throw error;
  }
}
