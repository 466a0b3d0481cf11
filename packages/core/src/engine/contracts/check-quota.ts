import { contractCoverage } from '../../contract/contract-coverage.ts';
import { incidentKey } from '../../contract/allowance-measure.ts';
import { type QuotaAnswer, quotaAnswer } from '../../contract/quota.ts';
import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import type { ConditionFacts } from '../../rating/condition.ts';
import { type WorkItem, workItemSchema } from '../../work/work-item.ts';
import { recordSchema } from '../../errors/record-schema.ts';
import type { EngineContext } from '../engine-context.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { ownKindsOf } from '../own-kinds.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';
import { type OpenAllowanceUse, quotaOfCustomer } from './open-quota.ts';

/** The work that a desk wants to take on. What it does not name fits no condition that asks for it. */
export interface QuotaQuestion {
  readonly customerId: string;
  readonly workItem?: WorkItem | null | undefined;
  readonly serviceTypeId?: string | null | undefined;
  readonly agentId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** Whether the desk may take work on, and what its allowances stand at. */
export type QuotaCheck = QuotaAnswer & {
  /** The contract that takes the work; `null`: the customer's default terms, which have no allowances. */
  readonly contractId: string | null;
  /** All of this contract, in the order of declaration. */
  readonly allowances: readonly OpenAllowanceUse[];
};

const questionSchema = z.strictObject({
  customerId: idSchema,
  workItem: workItemSchema.nullish(),
  serviceTypeId: idSchema.nullish(),
  agentId: idSchema.nullish(),
  teamId: idSchema.nullish(),
  tags: z.array(idSchema).max(50).default([]),
  attributes: recordSchema(z.string()).default({}),
});

/**
 * May the desk take this work on (R63)? Asked of what is used now: bills that stand, and open work.
 *
 * @throws BillingError `QUERY_INVALID` when the question is none, `NOT_FOUND` when there is no such customer, and what
 * billing throws.
 */
export async function checkQuota(
  unit: Unit,
  context: Pick<EngineContext, 'plugins'>,
  question: QuotaQuestion,
): Promise<QuotaCheck> {
  const { customerId, workItem, serviceTypeId, agentId, teamId, tags, attributes } = parseInput(
    'QUERY_INVALID',
    questionSchema,
    question,
  );
  await unit.load(customerRecords, customerId);
  const facts: ConditionFacts = {
    // No id is empty, so no condition fits what is not named.
    agent: agentId ?? '',
    team: teamId ?? null,
    serviceType: serviceTypeId ?? '',
    customer: customerId,
    workItemKind: workItem?.kind ?? null,
    priority: workItem?.priority ?? null,
    tags: [...tags, ...(workItem?.tags ?? [])],
    attributes,
  };
  const { contracts, open } = await quotaOfCustomer(unit, context, customerId);
  const place = { facts, start: unit.at, date: civilDateAt(unit.at, 'UTC') };
  const contractId = contractCoverage(contracts).contractFor(place)?.id ?? null;
  const allowances = open.find(({ contract }) => contract.id === contractId)?.allowances ?? [];
  const asked = allowances.map(({ componentId, allowance, left, incidents }) => ({
    componentId,
    allowance,
    left,
    counted: workItem != null && incidents.includes(incidentKey(workItem)),
  }));
  const { exhaustionKinds } = ownKindsOf(context.plugins);
  return { ...quotaAnswer(asked, facts, exhaustionKinds), contractId, allowances };
}
