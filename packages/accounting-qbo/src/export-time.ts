import {
  type ExportResult,
  failure,
  isExactNumber,
  type Named,
  rememberedUnder,
  rememberUnder,
  requestId,
} from '@billwright/accounting-common';
import { BillingError, type ConnectorContext, isBillingError } from '@billwright/core';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import { type Company, openCompany } from './company.ts';
import { companyFacts } from './company-facts.ts';
import { customerIds } from './customer-ids.ts';
import { externalId } from './external-id.ts';
import { itemIds } from './item-ids.ts';
import { outcomeOf } from './outcome-of.ts';
import { asName, quoted } from './quoted.ts';
import type { Setup } from './setup.ts';
import { write } from './write.ts';

/** Time that is to be copied to QuickBooks as a time activity. */
export interface TimeToExport {
  readonly id: string;
  /** Higher each time it changes: the same revision is copied once. */
  readonly revision: number;
  readonly on: string;
  readonly minutes: number;
  /** The name of an employee or a vendor in QuickBooks. Nobody is created. */
  readonly agentName: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly serviceTypeId: string;
  readonly isBillable: boolean;
  /** What an hour costs the customer; `null`: as the item says. */
  readonly hourlyRate: string | null;
  readonly description: string | null;
}

const timeSchema: z.ZodType<TimeToExport> = z.looseObject({
  id: z.string().min(1),
  revision: z.int().min(1),
  on: z.iso.date(),
  minutes: z.int().min(0),
  agentName: z.string().min(1),
  customerId: z.string().min(1),
  customerName: z.string().min(1),
  serviceTypeId: z.string().min(1),
  isBillable: z.boolean(),
  hourlyRate: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .nullable(),
  description: z.string().nullable(),
});

const keptSchema = z.looseObject({ Id: z.string(), SyncToken: z.string() });
const personSchema = z.looseObject({ Id: z.string() });

/**
 * Copies time, or brings the copy of it up to date. What repeats a try whose answer was lost goes under the same id of a
 * request, so it makes no second copy.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the time does not hold together.
 */
export async function exportTime(
  setup: Setup,
  context: ConnectorContext,
  given: TimeToExport,
): Promise<ExportResult> {
  const parsed = timeSchema.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
    throw new BillingError('CONNECTOR_INVALID', { issues });
  }
  const time = parsed.data;
  let wasSent = false;
  try {
    const company = await openCompany(setup, context);
    const { realmId } = company;
    const name = `time:${time.id}`;
    const known = await rememberedUnder(context, realmId, name);
    const token = known === null ? null : await tokenOf(company, known);
    const body = await bodyOf(company, time);
    const own = known === null ? {} : { Id: known, SyncToken: token, sparse: false };
    wasSent = true;
    const [result] = await write(company, [
      {
        entity: 'TimeActivity',
        operation: known === null ? 'create' : 'update',
        body: { ...body, ...own },
        requestId: requestId(realmId, context.tenantId, 'time', time.id, time.revision, token ?? ''),
      },
    ]);
    if (result?.status !== 'done') throw result?.error ?? failure(setup.id, 'unknown', 'nothing came back');
    const { Id } = read(company, keptSchema, result.object);
    await rememberUnder(context, realmId, name, Id);
    return { status: 'confirmed', externalId: externalId(realmId, 'TimeActivity', Id) };
  } catch (error) {
    const isUnsure = wasSent && isBillingError(error, 'CONNECTOR_FAILED');
    return outcomeOf(error, isUnsure);
  }
}

async function tokenOf(company: Company, id: string): Promise<string> {
  const [rows = []] = await ask(company, [`select Id, SyncToken from TimeActivity where Id = ${quoted(id)}`]);
  const [kept] = read(company, z.array(keptSchema), rows);
  if (kept === undefined) throw failure(company.setup.id, 'refused', 'the copy was deleted in QuickBooks');
  return kept.SyncToken;
}

async function bodyOf(company: Company, time: TimeToExport): Promise<Readonly<Record<string, unknown>>> {
  const { setup } = company;
  const facts = await companyFacts(company);
  const itemName = asName(setup.itemNames[time.serviceTypeId] ?? time.serviceTypeId, 100);
  const items = await itemIds(company, [itemName]);
  const party = {
    name: time.customerName,
    address: null,
    taxIds: [],
    email: null,
    contact: null,
    reference: null,
  };
  const key = `${facts.homeCurrency}:${time.customerId}`;
  const customer = { key, customerId: time.customerId, currency: facts.homeCurrency, party };
  const customers = await customerIds(company, facts, [customer]);
  if (time.hourlyRate !== null && !isExactNumber(time.hourlyRate))
    throw failure(setup.id, 'refused', `a rate of ${time.hourlyRate} is more exact than QuickBooks keeps`);
  return {
    ...(await personOf(company, time.agentName)),
    TxnDate: time.on,
    CustomerRef: { value: idOf(customers.get(key)) },
    ItemRef: { value: idOf(items.get(itemName)) },
    Hours: Math.floor(time.minutes / 60),
    Minutes: time.minutes % 60,
    BillableStatus: time.isBillable ? 'Billable' : 'NotBillable',
    ...(time.isBillable && time.hourlyRate !== null ? { HourlyRate: Number(time.hourlyRate) } : {}),
    ...(time.description === null ? {} : { Description: time.description.slice(0, 4000) }),
  };
}

/** Who did it: an employee of that name, or else a vendor. */
async function personOf(company: Company, name: string): Promise<Readonly<Record<string, unknown>>> {
  const kinds = ['Employee', 'Vendor'] as const;
  const queries = kinds.map((kind) => `select Id from ${kind} where DisplayName = ${quoted(name)}`);
  const found = await ask(company, queries);
  for (const [index, kind] of kinds.entries()) {
    const [person] = read(company, z.array(personSchema), found[index] ?? []);
    if (person !== undefined) return { NameOf: kind, [`${kind}Ref`]: { value: person.Id } };
  }
  throw failure(company.setup.id, 'refused', `there is no active employee or vendor "${name}"`);
}

function idOf(named: Named | undefined): string {
  if (named === undefined) throw new Error('it was not looked up');
  if ('error' in named) throw named.error;
  return named.id;
}
