import { readFile } from 'node:fs/promises';
import {
  type CalendarInput,
  type ContractLinePolicy,
  type QuantityPolicyInput,
  type RateCardInput,
  taxCodeSchema,
} from '@billwright/core';
import { type CsvMapping, defineCsvMapping } from '@billwright/import-csv';
import { z } from 'zod';
import { helpdeskMapping } from './helpdesk-mapping.ts';
import { type Agreement, type Plan, planError } from './plan.ts';
import { helpdeskPlan } from './policy.ts';

/** How to read a file and what its work costs. */
export interface PlanFile {
  readonly mapping: CsvMapping;
  readonly plan: Plan;
}

const text = z.string();

// Calendars, cards, policies and agreements are checked by the desk that takes them.
const planSchema: z.ZodType<Plan> = z.strictObject({
  seller: z.strictObject({
    name: text,
    address: z.array(text),
    country: text,
    taxId: text.nullable().default(null),
  }),
  payment: z.strictObject({ issuedOn: text, days: z.int().min(0), account: text.nullable().default(null) }),
  numbers: text,
  start: text.optional(),
  calendars: z.array(z.custom<CalendarInput>()),
  rateCards: z.array(z.custom<RateCardInput>()),
  defaults: z.strictObject({ calendar: text, rateCard: text.optional(), costBook: text.optional() }),
  customers: z.record(
    text,
    z.strictObject({
      name: text,
      address: z.array(text).optional(),
      country: text.optional(),
      taxId: text.optional(),
      language: z.enum(['en', 'de', 'fr']).optional(),
      calendar: text.optional(),
      rateCard: text.optional(),
      quantity: z.custom<QuantityPolicyInput>().optional(),
      lines: z.custom<ContractLinePolicy>().optional(),
      taxCode: text.optional(),
      discountPercent: text.optional(),
      agreement: z.custom<Agreement>().optional(),
    }),
  ),
  taxCodes: z.array(taxCodeSchema).default([]),
  serviceTypes: z
    .record(text, z.strictObject({ en: text.optional(), de: text.optional(), fr: text.optional() }))
    .default({}),
});

const fileSchema = z.strictObject({ mapping: z.custom<CsvMapping>(), policy: planSchema.optional() });

/**
 * Reads `{ mapping, policy }` from a JSON file. Without a policy the prices are those of the helpdesk; without a file
 * the columns are too.
 */
export async function readPlan(file: string | null): Promise<PlanFile> {
  if (file === null) return { mapping: helpdeskMapping, plan: helpdeskPlan };
  const parsed = fileSchema.safeParse(parseJson(file, await readFile(file, 'utf8')));
  if (!parsed.success) throw planError(`${file} is no plan.\n${z.prettifyError(parsed.error)}`);
  const { mapping, policy } = parsed.data;
  return { mapping: defineCsvMapping(mapping), plan: policy ?? helpdeskPlan };
}

function parseJson(file: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw planError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
