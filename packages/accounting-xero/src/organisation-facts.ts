import { forgetUnder, rememberedUnder, rememberUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { type Organisation, read } from './organisation.ts';

/** A tax type of an organisation. */
export interface TaxType {
  /** The code that lines name, for example `OUTPUT2`. */
  readonly type: string;
  /** What people call it. */
  readonly name: string;
  /** In percent, of everything that it adds up. */
  readonly rate: number;
  /** Whether lines of revenue accounts may have it. */
  readonly isForRevenue: boolean;
}

/** What of an organisation decides how documents are copied. */
export interface OrganisationFacts {
  readonly name: string;
  readonly baseCurrency: string;
  /** The plan that it pays for. */
  readonly plan: string | null;
  /** The last day of the books that are closed; `null`: none are. */
  readonly lockedUntil: string | null;
  /** The active revenue accounts that have a code: names by codes. */
  readonly revenueAccounts: Readonly<Record<string, string>>;
  /** The code of the account for rounding. */
  readonly roundingAccount: string | null;
  /** The active ones. */
  readonly taxTypes: readonly TaxType[];
  readonly readAt: string;
}

const taxTypeSchema: z.ZodType<TaxType> = z.object({
  type: z.string(),
  name: z.string(),
  rate: z.number(),
  isForRevenue: z.boolean(),
});
const factsSchema: z.ZodType<OrganisationFacts> = z.object({
  name: z.string(),
  baseCurrency: z.string(),
  plan: z.string().nullable(),
  lockedUntil: z.string().nullable(),
  revenueAccounts: z.record(z.string(), z.string()),
  roundingAccount: z.string().nullable(),
  taxTypes: z.array(taxTypeSchema),
  readAt: z.string(),
});

const organisationsSchema = z.looseObject({
  Organisations: z.tuple([
    z.looseObject({
      Name: z.string(),
      BaseCurrency: z.string(),
      Class: z.string().optional(),
      PeriodLockDate: z.string().optional(),
      EndOfYearLockDate: z.string().optional(),
    }),
  ]),
});
const accountsSchema = z.looseObject({
  Accounts: z.array(
    z.looseObject({
      Code: z.string().optional(),
      Name: z.string().default(''),
      Status: z.string().optional(),
      Class: z.string().optional(),
      SystemAccount: z.string().optional(),
    }),
  ),
});
const taxRatesSchema = z.looseObject({
  TaxRates: z.array(
    z.looseObject({
      Name: z.string(),
      TaxType: z.string(),
      Status: z.string().optional(),
      EffectiveRate: z.number().default(0),
      CanApplyToRevenue: z.boolean().default(false),
    }),
  ),
});

/** Calls are few, so an organisation is asked once a day, and when it is to be looked at anew. */
const freshSeconds = 86_400;

/** What is known of an organisation, asked together when it is not known or old. */
export async function organisationFacts(
  organisation: Organisation,
  isToBeNew = false,
): Promise<OrganisationFacts> {
  const { context, id, setup } = organisation;
  const kept = isToBeNew ? null : await rememberedUnder(context, id, 'organisation');
  const known = kept === null ? null : factsSchema.parse(JSON.parse(kept));
  const now = setup.clock.now();
  if (known !== null && Date.parse(known.readAt) + freshSeconds * 1000 > Date.parse(now)) return known;
  const facts = { ...(await askedFacts(organisation)), readAt: now };
  await rememberUnder(context, id, 'organisation', JSON.stringify(facts));
  return facts;
}

/** The next export asks anew. */
export const forgetFacts = ({ context, id }: Organisation): Promise<void> =>
  forgetUnder(context, id, 'organisation');

async function askedFacts(organisation: Organisation): Promise<Omit<OrganisationFacts, 'readAt'>> {
  const asked = ['Organisation', 'Accounts', 'TaxRates'].map((path) =>
    organisation.call({ method: 'GET', path }),
  );
  const [own, chart, rates] = await Promise.all(asked);
  const [{ Name, BaseCurrency, Class = null, PeriodLockDate, EndOfYearLockDate }] = read(
    organisation,
    organisationsSchema,
    own?.body,
  ).Organisations;
  const { Accounts } = read(organisation, accountsSchema, chart?.body);
  const active = Accounts.filter(({ Status, Code = '' }) => Status === 'ACTIVE' && Code !== '');
  const { TaxRates } = read(organisation, taxRatesSchema, rates?.body);
  const locked = [PeriodLockDate, EndOfYearLockDate].flatMap((told) => {
    const day = dayOf(told);
    return day === null ? [] : [day];
  });
  return {
    name: Name,
    baseCurrency: BaseCurrency,
    plan: Class,
    lockedUntil: locked.toSorted().at(-1) ?? null,
    revenueAccounts: Object.fromEntries(
      active.filter((one) => one.Class === 'REVENUE').map(({ Code = '', Name: name }) => [Code, name]),
    ),
    roundingAccount: active.find(({ SystemAccount }) => SystemAccount === 'ROUNDING')?.Code ?? null,
    taxTypes: TaxRates.filter(({ Status }) => Status === 'ACTIVE').map((rate) => ({
      type: rate.TaxType,
      name: rate.Name,
      rate: rate.EffectiveRate,
      isForRevenue: rate.CanApplyToRevenue,
    })),
  };
}

/**
 * A day as Xero tells it: `/Date(1552262400000+0000)/`, in whole days of UTC, or `2019-03-11T00:00:00`; `null` when it is
 * none.
 */
export function dayOf(told: string | undefined): string | null {
  const milliseconds = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(told ?? '')?.[1];
  if (milliseconds !== undefined) return new Date(Number(milliseconds)).toISOString().slice(0, 10);
  return /^\d{4}-\d\d-\d\d/.exec(told ?? '')?.[0] ?? null;
}
