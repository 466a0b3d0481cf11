import { z } from 'zod';
import { BillingError } from '../errors/billing-error.ts';
import { formatPath } from '../errors/input-issue.ts';
import { toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import { nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import type { PriceBasis, PriceKind, ScheduleBasis } from './price-kind.ts';
import type { RateRule } from './rate-card.ts';
import { runsChecker } from './runs-checker.ts';

const basisSchema: z.ZodType<PriceBasis> = z.discriminatedUnion(
  'basis',
  [
    z.strictObject({ basis: z.literal('hourly'), rate: nonNegativeDecimalSchema }),
    z.strictObject({
      basis: z.literal('piece'),
      price: nonNegativeDecimalSchema,
      once: z.enum(['entry', 'agent-day', 'work-item']),
      reopenAfterDays: z.int().min(1).max(36_600).nullish(),
    }),
    z.strictObject({
      basis: z.literal('schedule'),
      runs: z.custom<ScheduleBasis['runs']>((given) => typeof given === 'function', 'is no function'),
    }),
    z.strictObject({ basis: z.literal('unbilled') }),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? 'is none of hourly, piece, schedule and unbilled' : 'is no object',
  },
);

/**
 * What the price of a rule comes down to. A price kind of one's own may be wrong: a rate that it forgot must not become
 * a rate of 0 (R5), and seconds that it lost must not become work that nobody bills (R6).
 *
 * @throws BillingError `PRICE_KIND_FAULTY` when the kind gives no basis, or one with a price that is none. The runs of a
 * schedule throw it when they are asked for.
 */
export function basisOfPrice(kind: PriceKind, rule: RateRule): PriceBasis {
  const faulty: Faulty = (problem, options) =>
    new BillingError('PRICE_KIND_FAULTY', { ruleId: rule.id, kind: kind.kind, problem }, options);
  const given: unknown = asked(
    () => kind.compile(rule.price),
    () => 'compile()',
    faulty,
  );
  const compiled = basisSchema.safeParse(given, inPlainWords);
  if (!compiled.success) {
    const [fault] = toIssues(compiled.error, ['compile()']);
    throw faulty(
      fault === undefined ? 'compile() is no basis' : `${formatPath(fault.path)} ${fault.message}`,
    );
  }
  const basis = compiled.data;
  if (basis.basis !== 'schedule') return basis;
  const problemOf = runsChecker();
  return {
    basis: 'schedule',
    runs(before, seconds, total) {
      const question = (): string => `runs(${before}, ${seconds}, ${total})`;
      const runs = asked(() => basis.runs(before, seconds, total), question, faulty);
      const problem = problemOf(runs, seconds);
      if (problem === null) return runs;
      throw faulty(`${question()}${problem}`);
    },
  };
}

type Faulty = (problem: string, options?: ErrorOptions) => BillingError;

/** What a price kind answers. What it throws instead is told with the rule that it was asked about. */
function asked<Answer>(ask: () => Answer, question: () => string, faulty: Faulty): Answer {
  try {
    return ask();
  } catch (cause) {
    const told = cause instanceof Error ? cause.message : 'something that is no error';
    throw faulty(`${question()} threw ${told}`, { cause });
  }
}
