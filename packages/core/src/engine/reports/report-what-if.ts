import { z } from 'zod';
import type { BillFacts, PrepaidHistory } from '../../bill/bill-facts.ts';
import { type BilledPeriod, historyOf } from '../../bill/history-of.ts';
import { OpenWork } from '../../bill/open-work.ts';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import { type Alternative, whatIf, type WhatIfFacts, type WhatIfResult } from '../../report/what-if.ts';
import { type CivilDate, civilDateSchema } from '../../time/civil-date.ts';
import { billsOfCustomer, type StoredFacts } from '../bills/bills-of-customer.ts';
import { loadTenantPolicy, type TenantPolicy } from '../bills/tenant-policy.ts';
import { readPrepaidOf } from '../bills/prepaid-of.ts';
import { billRecords, postingRecords, billedPeriodRecords } from '../records/billing.ts';
import { contractRecords, customerRecords } from '../records/master-data.ts';
import { workRecords } from '../records/work.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { recordBills } from './due-bills.ts';

/** Which bills of a customer to make again, and what is to be different. */
export interface CustomerWhatIf {
  readonly customerId: string;
  /** Bills of earlier periods stay as they are. Default: none, all of them are made again. */
  readonly from?: CivilDate | undefined;
  /** The last day that counts. */
  readonly through: CivilDate;
  readonly instead: Alternative;
}

const schema: z.ZodType<Omit<CustomerWhatIf, 'instead'>> = z.object({
  customerId: idSchema,
  from: civilDateSchema.optional(),
  through: civilDateSchema,
});

/** Makes the bills of a customer again, by the terms as they are and by others. Nothing is written. */
export async function reportWhatIf(
  scope: TenantScope,
  { instead, ...request }: CustomerWhatIf,
): Promise<WhatIfResult> {
  const { customerId, from = '0000-01-01', through } = parseInput('QUERY_INVALID', schema, request);
  const { plugins } = scope.context;
  const { facts, policy } = await scope.read(async (unit) => {
    const tenant = await loadTenantPolicy(unit, plugins, [customerId]);
    return { facts: await factsOf(unit, tenant, { customerId, from, through }), policy: tenant.policy };
  });
  return whatIf({ facts, policy, instead });
}

interface Replay {
  readonly customerId: string;
  readonly from: CivilDate;
  readonly through: CivilDate;
}

/** What each bill would be made from, were none of the later ones there. */
async function factsOf(
  unit: Unit,
  tenant: TenantPolicy,
  { customerId, from, through }: Replay,
): Promise<readonly WhatIfFacts[]> {
  const customer = await unit.load(customerRecords, customerId);
  const own = { index: ['customer', customerId] } as const;
  const kept = (await unit.all(billedPeriodRecords, own)).filter(({ period }) => period.to <= from);
  const keptIds = new Set(kept.map(({ id }) => id));
  const isKept = (billId: string | null): boolean => billId !== null && keptIds.has(billId);
  const work = await unit.all(workRecords, own);
  const contracts = await unit.all(contractRecords, own);
  const stored: StoredFacts = {
    open: work.filter(
      ({ billId, leftOutBy, isPartlyOpen }) => isPartlyOpen || !(isKept(billId) || isKept(leftOutBy)),
    ),
    contracts: contracts.filter(({ state }) => state !== 'draft'),
    standing: kept,
  };
  const prepaid = await prepaidWithout(unit, customerId, keptIds);
  const made = recordBills(tenant, (recorder) =>
    billsOfCustomer(recorder, { customer, through, early: true }, stored, prepaid, unit.at),
  );
  const kinds = tenant.policy.componentKinds;
  return made.map(({ facts }) => followed(facts, made[0]?.facts, { kept, prepaid, kinds }));
}

/** The customer's accounts as they would be without what later bills drew, moved and gave back. */
async function prepaidWithout(
  unit: Unit,
  customerId: string,
  keptIds: ReadonlySet<string>,
): Promise<PrepaidHistory> {
  const prepaid = await readPrepaidOf(unit, customerId);
  const later = new Set<string>();
  for await (const { id } of unit.each(billRecords, { index: ['customer', customerId] }))
    if (!keptIds.has(id)) later.add(id);
  const gone = new Set<string>();
  for (const { id } of prepaid.accounts)
    for await (const { posting, owner } of unit.each(postingRecords, { index: ['account', id] }))
      if (later.has(owner)) gone.add(`${id} ${posting.key}`);
  const postings = prepaid.postings.filter(({ accountId, key }) => !gone.has(`${accountId} ${key}`));
  return { ...prepaid, postings };
}

interface Beginning {
  readonly kept: readonly BilledPeriod[];
  readonly prepaid: PrepaidHistory;
  readonly kinds: Parameters<typeof historyOf>[4];
}

/** The facts of a bill, as they follow from the bills before it on the same side. */
function followed(
  facts: BillFacts,
  first: Pick<BillFacts, 'work' | 'expenses' | 'products'> = facts,
  { kept, prepaid, kinds }: Beginning,
): WhatIfFacts {
  return (earlier) => {
    const open = new OpenWork(first);
    const standing = [...kept];
    for (const bill of earlier) {
      const leftOut = open.leftOutOf(bill);
      open.seen(bill);
      open.take(bill, leftOut);
      standing.push({ ...bill, due: 'all' });
    }
    const postings = [...prepaid.postings, ...earlier.flatMap((bill) => bill.postings)];
    const { contract, contractPeriod } = facts;
    const history = historyOf(contract, contractPeriod, standing, { ...prepaid, postings }, kinds);
    return { ...facts, ...open.left(), history };
  };
}
