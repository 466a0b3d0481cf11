import { type Budget, budgetUse } from '../../report/budget-use.ts';

/**
 * Checks a budget.
 *
 * @throws BillingError `REPORT_INVALID` with every fault and its path.
 */
export function defineBudget(input: Budget): Budget {
  // What can't be used is no budget: the report itself says what is wrong with it.
  budgetUse({ budgets: [input], work: [] });
  return input;
}
