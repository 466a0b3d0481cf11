import { forgetUnder, rememberedUnder, rememberUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { ask, read, type Row } from './ask.ts';
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
  /** Whether QuickBooks applies credit memos to open invoices by itself. */
  readonly appliesCredits: boolean;
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
  appliesCredits: z.boolean().default(false),
  taxCodes: z.record(z.string(), z.string()),
  readAt: z.string(),
});

const reference = z.looseObject({ value: z.string() });
const infoSchema = z.looseObject({ CompanyName: z.string(), Country: z.string().optional() });
const preferencesSchema = z.looseObject({
  CurrencyPrefs: z
    .looseObject({ MultiCurrencyEnabled: z.boolean().optional(), HomeCurrency: reference.optional() })
    .optional(),
  SalesFormsPrefs: z
    .looseObject({ CustomTxnNumbers: z.boolean().optional(), AutoApplyCredit: z.boolean().optional() })
    .optional(),
  TaxPrefs: z.looseObject({ PartnerTaxEnabled: z.boolean().optional() }).optional(),
});
const taxCodeSchema = z.looseObject({ Id: z.string(), Name: z.string() });

/** Reads are metered, so a company is asked once a day, and when it is to be looked at anew. */
const freshSeconds = 86_400;

/** What has to be asked for what decides. */
export const factsQueries: readonly string[] = [
  'select * from CompanyInfo',
  'select * from Preferences',
  'select * from TaxCode where Active = true maxresults 1000',
];

/** What is known of a company; `null` when that is nothing, or old. */
export async function knownFacts({ context, realmId, setup }: Company): Promise<CompanyFacts | null> {
  const kept = await rememberedUnder(context, realmId, 'company');
  const known = kept === null ? null : factsSchema.parse(JSON.parse(kept));
  const isFresh =
    known !== null && Date.parse(known.readAt) + freshSeconds * 1000 > Date.parse(setup.clock.now());
  return isFresh ? known : null;
}

/** Forgets what is known of a company, so that it is asked anew. */
export const forgetFacts = ({ context, realmId }: Company): Promise<void> =>
  forgetUnder(context, realmId, 'company');

/** Keeps what was answered to {@link factsQueries}. */
export async function keptFacts(
  company: Company,
  answers: readonly (readonly Row[])[],
): Promise<CompanyFacts> {
  const [[info] = [], [preferences] = [], taxCodes = []] = answers;
  const { CompanyName, Country = 'US' } = read(company, infoSchema, info);
  const { CurrencyPrefs, SalesFormsPrefs, TaxPrefs } = read(company, preferencesSchema, preferences);
  const facts: CompanyFacts = {
    name: CompanyName,
    isInUs: ['US', 'USA'].includes(Country),
    homeCurrency: CurrencyPrefs?.HomeCurrency?.value ?? 'USD',
    hasManyCurrencies: CurrencyPrefs?.MultiCurrencyEnabled ?? false,
    takesNumbers: SalesFormsPrefs?.CustomTxnNumbers ?? false,
    findsTax: TaxPrefs?.PartnerTaxEnabled ?? false,
    appliesCredits: SalesFormsPrefs?.AutoApplyCredit ?? false,
    taxCodes: Object.fromEntries(
      read(company, z.array(taxCodeSchema), taxCodes).map(({ Id, Name }) => [Name, Id]),
    ),
    readAt: company.setup.clock.now(),
  };
  await rememberUnder(company.context, company.realmId, 'company', JSON.stringify(facts));
  return facts;
}

/** What is known of a company; asked when it is not known, or old. */
export const companyFacts = async (company: Company): Promise<CompanyFacts> =>
  (await knownFacts(company)) ?? freshFacts(company);

/** What of a company decides, asked anew. */
export const freshFacts = async (company: Company): Promise<CompanyFacts> =>
  keptFacts(company, await ask(company, factsQueries));
