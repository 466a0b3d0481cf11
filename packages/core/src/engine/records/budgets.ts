import type { Budget } from '../../report/budget-use.ts';
import { collection } from '../collection.ts';

/** Budgets, by id. */
export const budgetRecords = collection<Budget, 'budgets'>({ name: 'budgets', id: ({ id }) => id });
