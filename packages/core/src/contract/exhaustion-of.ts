import { BillingError } from '../errors/billing-error.ts';
import { formatPath } from '../errors/input-issue.ts';
import { toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import { builtInExhaustions } from './exhaustion/built-in-exhaustions.ts';
import {
  type ExhaustedAllowance,
  type Exhaustion,
  type ExhaustionKind,
  exhaustionSchema,
} from './exhaustion-kind.ts';

/** The policies by their names: those that every allowance can use, and a caller's own. */
export function exhaustionsByName(own: readonly ExhaustionKind[]): ReadonlyMap<string, ExhaustionKind> {
  return new Map([...builtInExhaustions, ...own].map((kind) => [kind.name, kind]));
}

/**
 * What becomes of work above an allowance.
 *
 * @throws BillingError `EXHAUSTION_KIND_FAULTY` when the policy is not known here, or answers what no work can become:
 * a rate that it forgot must not become a rate of 0 (R5).
 */
export function exhaustionOf(allowance: ExhaustedAllowance, own: readonly ExhaustionKind[] = []): Exhaustion {
  const { unit, quantity, exhausted: name, overageRate } = allowance;
  const faulty = (problem: string, options?: ErrorOptions): BillingError =>
    new BillingError('EXHAUSTION_KIND_FAULTY', { name, problem }, options);
  const kind = exhaustionsByName(own).get(name);
  if (kind === undefined) throw faulty('is not known here: hand it in as one of the `exhaustionKinds`');
  let given: unknown;
  try {
    // A copy: the bill goes on with the allowance.
    given = kind.becomes({ unit, quantity, exhausted: name, overageRate });
  } catch (cause) {
    throw faulty(`becomes() threw ${cause instanceof Error ? cause.message : 'no error'}`, { cause });
  }
  const answer = exhaustionSchema.safeParse(given, inPlainWords);
  if (answer.success) return answer.data;
  const [fault] = toIssues(answer.error, ['becomes()']);
  throw faulty(fault === undefined ? 'becomes() is no answer' : `${formatPath(fault.path)} ${fault.message}`);
}
