import { rememberedUnder, rememberUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import type { Company } from './company.ts';

/** What of a company decides how documents are copied. */
export interface CompanyFacts {
  readonly name: string;
  readonly isInUs: boolean;
  readonly homeCurrency: string;
  readonly hasManyCurrencies: boolean;
  /** Whether documents may come with numbers of their own. */
  readonly takesNumbers: boolean;
  /** Whether QuickBooks finds the sales tax by itself, from the address. */
  readonly findsTax: boolean;
  /** The ids of tax codes, by name. */
  readonly taxCodes: Readonly<Record<string, string>>;
  readonly readAt: string;
}

const factsSchema: z.ZodType<CompanyFacts> = z.object({
  name: z.string(),
  isInUs: z.boolean(),
  homeCurrency: z.string(),
  hasManyCurrencies: z.boolean(),
  takesNumbers: z.boolean(),
  findsTax: z.boolean(),
  taxCodes: z.record(z.string(), z.string()),
  readAt: z.string(),
});

const reference = z.looseObject({ value: z.string() });
const infoSchema = z.looseObject({ CompanyName: z.string(), Country: z.string().optional() });
const preferencesSchema = z.looseObject({
  CurrencyPrefs: z
    .looseObject({ MultiCurrencyEnabled: z.boolean().optional(), HomeCurrency: reference.optional() })
    .optional(),
  SalesFormsPrefs: z.looseObject({ CustomTxnNumbers: z.boolean().optional() }).optional(),
  TaxPrefs: z.looseObject({ PartnerTaxEnabled: z.boolean().optional() }).optional(),
});
const taxCodeSchema = z.looseObject({ Id: z.string(), Name: z.string() });

/** Reads are metered, so a company is asked once a day, and when it is to be looked at anew. */
const freshSeconds = 86_400;

/** What is known of a company, asked together when it is not known or old. */
export async function companyFacts(company: Company, isToBeNew = false): Promise<CompanyFacts> {
  const { context, realmId, setup } = company;
  const kept = isToBeNew ? null : await rememberedUnder(context, realmId, 'company');
  const known = kept === null ? null : factsSchema.parse(JSON.parse(kept));
  const now = setup.clock.now();
  if (known !== null && Date.parse(known.readAt) + freshSeconds * 1000 > Date.parse(now)) return known;
  const [[info] = [], [preferences] = [], taxCodes = []] = await ask(company, [
    'select * from CompanyInfo',
    'select * from Preferences',
    'select * from TaxCode where Active = true maxresults 1000',
  ]);
  const { CompanyName, Country = 'US' } = read(company, infoSchema, info);
  const { CurrencyPrefs, SalesFormsPrefs, TaxPrefs } = read(company, preferencesSchema, preferences);
  const facts: CompanyFacts = {
    name: CompanyName,
    isInUs: ['US', 'USA'].includes(Country),
    homeCurrency: CurrencyPrefs?.HomeCurrency?.value ?? 'USD',
    hasManyCurrencies: CurrencyPrefs?.MultiCurrencyEnabled ?? false,
    takesNumbers: SalesFormsPrefs?.CustomTxnNumbers ?? false,
    findsTax: TaxPrefs?.PartnerTaxEnabled ?? false,
    taxCodes: Object.fromEntries(
      read(company, z.array(taxCodeSchema), taxCodes).map(({ Id, Name }) => [Name, Id]),
    ),
    readAt: now,
  };
  await rememberUnder(context, realmId, 'company', JSON.stringify(facts));
  return facts;
}
