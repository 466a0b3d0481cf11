import { inputError, toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import type { ComponentKind } from './component-kind.ts';
import type { ExhaustionKind } from './exhaustion-kind.ts';
import { ownKindsSchema } from './own-kinds-schema.ts';

/** What the definition of contracts and plans may use beside what is built in. */
export interface ContractOptions {
  /** Component kinds of your own. */
  readonly componentKinds?: readonly ComponentKind[] | undefined;
  /** Exhaustion policies of your own that allowances may name. */
  readonly exhaustionKinds?: readonly ExhaustionKind[] | undefined;
}

/**
 * Refuses kinds that are none, and those whose names are taken.
 *
 * @throws BillingError with the code and every fault.
 */
export function requireKinds(
  code: 'CONTRACT_INVALID' | 'PLAN_INVALID' | 'BILL_INVALID',
  options: ContractOptions,
): void {
  const read = ownKindsSchema.safeParse(options, inPlainWords);
  if (!read.success) throw inputError(code, toIssues(read.error, ['options']), read.error);
}
