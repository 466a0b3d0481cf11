import {
  type ExportResult,
  externalId,
  failure,
  forgetUnder,
  isExactNumber,
  readGiven,
  rememberedUnder,
  rememberUnder,
  requestId,
  revisionUnder,
} from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { z } from 'zod';
import { ask, read, type Row } from './ask.ts';
import { type Company, openCompany } from './company.ts';
import { companyFacts } from './company-facts.ts';
import { lookUp } from './look-up.ts';
import { idOf } from './names.ts';
import { outcomeOf } from './outcome-of.ts';
import { asName, beginningOf, quoted } from './quoted.ts';
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
const copySchema = keptSchema.extend({ BillableStatus: z.string().optional() });
const personSchema = z.looseObject({ Id: z.string() });

/**
 * Copies time, or brings the copy of it up to date. What repeats a try whose answer was lost goes under the same id of a
 * request, so it makes no second copy, also when the time was changed meanwhile.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the time does not hold together.
 */
export async function exportTime(
  setup: Setup,
  context: ConnectorContext,
  given: TimeToExport,
): Promise<ExportResult> {
  const time = readGiven(timeSchema, given);
  let wasSent = false;
  try {
    const company = await openCompany(setup, context);
    const { realmId } = company;
    const known = await rememberedUnder(context, realmId, `time:${time.id}`);
    const prepared = await preparedTime(company, time, known);
    const isEarlier = prepared.copy === null && (await isSentEarlier(company, time));
    wasSent = true;
    let copy = await sendTime(company, time, prepared);
    // What came through then is what is there now: it is brought up to date.
    if (isEarlier) copy = await sendTime(company, time, { ...prepared, copy });
    return { status: 'confirmed', externalId: externalId(realmId, 'TimeActivity', copy.Id) };
  } catch (error) {
    return outcomeOf(error, wasSent);
  }
}

/** A copy, and which one of its versions it is. */
interface TimeCopy {
  readonly Id: string;
  readonly SyncToken: string;
}

/** What is to be written of time. */
interface PreparedTime {
  readonly copy: TimeCopy | null;
  readonly body: Row;
  /** The names of what it names, where they are remembered. */
  readonly remembered: readonly string[];
}

const sentUnder = ({ id }: TimeToExport): string => `time-sent:${id}`;

/** Writes down that new time is sent. Whether an earlier revision was, and nobody knows what became of it. */
async function isSentEarlier({ context, realmId }: Company, time: TimeToExport): Promise<boolean> {
  const own = String(time.revision);
  await rememberUnder(context, realmId, sentUnder(time), own, 'unless-known');
  return (await rememberedUnder(context, realmId, sentUnder(time))) !== own;
}

/** Sends time. As long as nobody knows whether it is there, it is created under one id, whatever has changed since. */
async function sendTime(
  company: Company,
  time: TimeToExport,
  { copy, body, remembered }: PreparedTime,
): Promise<TimeCopy> {
  const { context, realmId, setup } = company;
  const which =
    copy === null
      ? ['create', await revisionUnder(context, realmId, sentUnder(time))]
      : [time.revision, copy.SyncToken];
  const [result] = await write(company, [
    {
      entity: 'TimeActivity',
      operation: copy === null ? 'create' : 'update',
      body: copy === null ? body : { ...body, Id: copy.Id, SyncToken: copy.SyncToken, sparse: false },
      requestId: requestId(realmId, context.tenantId, 'time', time.id, ...which),
    },
  ]);
  if (result?.status === 'done') {
    const kept = read(company, keptSchema, result.object);
    await rememberUnder(context, realmId, `time:${time.id}`, kept.Id);
    return kept;
  }
  const { kind, fault } = result?.error.details ?? { kind: 'unknown', fault: null };
  // Nothing is there: the next try may be another one.
  if (copy === null && kind === 'refused') await forgetUnder(context, realmId, sentUnder(time));
  // What was remembered is not there any more: the next try looks anew.
  if (fault === '610' || fault === '2500')
    for (const each of remembered) await forgetUnder(context, realmId, each);
  throw result?.error ?? failure(setup.id, 'unknown', 'nothing came back');
}

/** What is to be written of time, with the copy that there is. Who did it and the copy are asked for together. */
async function preparedTime(
  company: Company,
  time: TimeToExport,
  known: string | null,
): Promise<PreparedTime> {
  const { setup } = company;
  if (time.hourlyRate !== null && !isExactNumber(time.hourlyRate))
    throw failure(setup.id, 'refused', `a rate of ${time.hourlyRate} is more exact than QuickBooks keeps`);
  const queries = ['Employee', 'Vendor'].map(
    (kind) => `select Id from ${kind} where DisplayName = ${quoted(time.agentName)}`,
  );
  const ofCopy =
    known === null
      ? []
      : [`select Id, SyncToken, BillableStatus from TimeActivity where Id = ${quoted(known)}`];
  const [employees = [], vendors = [], copies = []] = await ask(company, [...queries, ...ofCopy]);
  const copy = known === null ? null : copyOf(company, copies);
  const { homeCurrency } = await companyFacts(company);
  const itemName = asName(setup.itemNames[time.serviceTypeId] ?? time.serviceTypeId, 100);
  const key = `${homeCurrency}:${time.customerId}`;
  const party = { address: null, taxIds: [], email: null, contact: null, reference: null };
  const customer = {
    key,
    customerId: time.customerId,
    currency: homeCurrency,
    party: { ...party, name: time.customerName },
  };
  const { items, customers } = await lookUp(company, { items: [itemName], customers: [customer] });
  const body = {
    ...personIn(company, time.agentName, { Employee: employees, Vendor: vendors }),
    TxnDate: time.on,
    CustomerRef: { value: idOf(customers.get(key)) },
    ItemRef: { value: idOf(items.get(itemName)) },
    Hours: Math.floor(time.minutes / 60),
    Minutes: time.minutes % 60,
    BillableStatus: time.isBillable ? 'Billable' : 'NotBillable',
    ...(time.isBillable && time.hourlyRate !== null ? { HourlyRate: Number(time.hourlyRate) } : {}),
    ...(time.description === null ? {} : { Description: beginningOf(time.description, 4000) }),
  };
  return { copy, body, remembered: [`item:${itemName}`, `customer:${key}`] };
}

/** The copy, which must still be ours to change. */
function copyOf(company: Company, rows: readonly Row[]): TimeCopy {
  const refuse = (reason: string): Error => failure(company.setup.id, 'refused', reason);
  const [copy] = read(company, z.array(copySchema), rows);
  if (copy === undefined) throw refuse('the copy was deleted in QuickBooks');
  // Made billable again it would be billed twice.
  if (copy.BillableStatus === 'HasBeenBilled') throw refuse('the copy was billed in QuickBooks');
  return { Id: copy.Id, SyncToken: copy.SyncToken };
}

/** Who did it: an employee of that name, or else a vendor. */
function personIn(
  company: Company,
  name: string,
  rows: Readonly<Record<'Employee' | 'Vendor', readonly Row[]>>,
): Readonly<Record<string, unknown>> {
  for (const kind of ['Employee', 'Vendor'] as const) {
    const [person] = read(company, z.array(personSchema), rows[kind]);
    if (person !== undefined) return { NameOf: kind, [`${kind}Ref`]: { value: person.Id } };
  }
  throw failure(company.setup.id, 'refused', `there is no active employee or vendor "${name}"`);
}
