import type { z } from 'zod';
import { BillingError } from '../errors/billing-error.ts';
import { deepFreeze } from '../errors/deep-freeze.ts';
import { formatPath } from '../errors/input-issue.ts';
import { toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import type { ComponentKind, ComponentSetting, ContractPart } from './component-kind.ts';
import { builtInComponents } from './components/built-in-components.ts';
import type { ContractComponent } from './contract.ts';
import { feesSchema, leastSchema, partsSchema } from './part-schema.ts';

/**
 * The schema of a kind's components.
 *
 * @throws BillingError `COMPONENT_KIND_FAULTY` when the kind has none.
 */
export function schemaOfKind(kind: ComponentKind, setting: ComponentSetting): z.ZodType<ContractComponent> {
  if (isBuiltIn(kind)) return kind.schema(setting);
  const faulty = faultOf(kind, null);
  const schema = asked(() => kind.schema(setting), 'schema()', faulty);
  if (typeof Object(schema).safeParse === 'function') return schema;
  throw faulty('schema() is no schema of zod');
}

/**
 * What a component comes down to. A kind of one's own may be wrong: a fee without an amount must not become one of 0
 * (R5), and a part that nobody knows must not be passed over (R6).
 *
 * @throws BillingError `COMPONENT_KIND_FAULTY` when the kind gives something that is no part of a contract. Fees and
 * minimums throw it when they are asked for.
 */
export function compileComponent(
  kind: ComponentKind,
  component: ContractComponent,
  setting: ComponentSetting,
): readonly ContractPart[] {
  if (isBuiltIn(kind)) return kind.compile(component, setting);
  const { currency, exhaustionKinds = [] } = setting;
  const faulty = faultOf(kind, component.id);
  const parts = asked(() => kind.compile(component, setting), 'compile()', faulty);
  requireFit(partsSchema(currency, exhaustionKinds), parts, 'compile()', faulty);
  return parts.map((part) => {
    if (part.phase === 'fee') {
      const feesOf: typeof part.feesOf = (facts) => {
        const fees = asked(() => part.feesOf(frozenCopy(facts)), 'feesOf()', faulty);
        requireFit(feesSchema(currency), fees, 'feesOf()', faulty);
        return fees;
      };
      return { ...part, feesOf };
    }
    if (part.phase === 'minimum') {
      const leastOf: typeof part.leastOf = (period) => {
        const least = asked(() => part.leastOf(frozenCopy(period)), 'leastOf()', faulty);
        requireFit(leastSchema(currency), least, 'leastOf()', faulty);
        return least;
      };
      return { ...part, leastOf };
    }
    return part;
  });
}

/** The bill goes on with the same facts, so a kind of one's own can't change them. */
// The copy of plain JSON has its type.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const frozenCopy = <Facts>(facts: Facts): Facts => deepFreeze(JSON.parse(JSON.stringify(facts)) as Facts);

const isBuiltIn = (kind: ComponentKind): boolean => builtInComponents.includes(kind);

type Faulty = (problem: string, options?: ErrorOptions) => BillingError;

const faultOf =
  ({ kind }: ComponentKind, componentId: string | null): Faulty =>
  (problem, options) =>
    new BillingError('COMPONENT_KIND_FAULTY', { componentId, kind, problem }, options);

/** What a kind answers. What it throws instead is told with the component that it was asked about. */
function asked<Answer>(ask: () => Answer, question: string, faulty: Faulty): Answer {
  try {
    return ask();
  } catch (cause) {
    const told = cause instanceof Error ? cause.message : 'something that is no error';
    throw faulty(`${question} threw ${told}`, { cause });
  }
}

function requireFit(schema: z.ZodType, answer: unknown, question: string, faulty: Faulty): void {
  const read = schema.safeParse(answer, inPlainWords);
  if (read.success) return;
  const [fault] = toIssues(read.error, [question]);
  throw faulty(
    fault === undefined ? `${question} is no answer` : `${formatPath(fault.path)} ${fault.message}`,
  );
}
