import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Intuit's schema lies beside the project; tests that need it are skipped where it is absent. */
const place =
  process.env['BILLWRIGHT_QBO_CONTRACT'] ??
  new URL('../../../../../shared/contract/qbo', import.meta.url).pathname;

const fileOf = (name: string): unknown => {
  const path = `${place}/${name}`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : null;
};

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly format?: string;
  readonly minimum?: number;
  readonly 'x-maxLength'?: number;
}

const schemaSchema: z.ZodType<{ definitions: Record<string, Schema> }> = z.looseObject({
  definitions: z.record(
    z.string(),
    z.custom<Schema>((value) => typeof value === 'object'),
  ),
});

const contract = schemaSchema.nullable().parse(fileOf('qbo-v3.contract.schema.json'));

export const hasSchema = contract !== null;

/** Why tests that need it are skipped, for their titles. */
export const contractNeeded = hasSchema ? '' : " (skipped: Intuit's schema is not beside the project)";

/** A recorded text, for example of a fault in XML. */
export const recordedText = (name: string): string => readFileSync(`${place}/recorded/${name}`, 'utf8');

const pairSchema = z.object({
  file: z.string(),
  method: z.string(),
  uri: z.string(),
  req: z.unknown(),
  status: z.number(),
  res: z.unknown(),
});

/** A request, and the answer of the real service. */
export type RecordedPair = z.infer<typeof pairSchema>;

/** Pairs of requests and answers that were recorded of the real service; none where they are absent. */
export const recorded = z.array(pairSchema).parse(fileOf('recorded/exchanges.json') ?? []);

const keywords = new Set([
  '$ref',
  'allOf',
  'type',
  'enum',
  'properties',
  'required',
  'items',
  'format',
  'minimum',
  'description',
  'readOnly',
]);

/**
 * What is wrong with a value by the schema; `null`: nothing. Unknown properties are wrong unless it is lax. A keyword
 * that it does not know is an error: a check must not pass because it did not understand.
 */
function faultOf(schema: Schema, value: unknown, path: string, isLax: boolean): string | null {
  for (const keyword of Object.keys(schema))
    if (!keywords.has(keyword) && !keyword.startsWith('x-')) throw new Error(`unknown keyword ${keyword}`);
  if (schema.$ref !== undefined) {
    const target = contract?.definitions[schema.$ref.replace('#/definitions/', '')];
    if (target === undefined) throw new Error(`unknown reference ${schema.$ref}`);
    return faultOf(target, value, path, isLax);
  }
  for (const part of schema.allOf ?? []) {
    const fault = faultOf(part, value, path, isLax);
    if (fault !== null) return fault;
  }
  const { type } = schema;
  const actual = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const isType = type === undefined || type === actual || (type === 'integer' && Number.isInteger(value));
  if (!isType) return `${path} is ${actual}, not ${type}`;
  if (schema.enum !== undefined && !schema.enum.includes(value)) return `${path} is ${JSON.stringify(value)}`;
  const longest = schema['x-maxLength'];
  if (typeof value === 'string' && longest !== undefined && value.length > longest)
    return `${path} is too long`;
  if (schema.format === 'date' && !/^\d{4}-\d\d-\d\d/.test(String(value))) return `${path} is no date`;
  if (Array.isArray(value) && schema.items !== undefined)
    for (const [index, item] of value.entries()) {
      const fault = faultOf(schema.items, item, `${path}[${index}]`, isLax);
      if (fault !== null) return fault;
    }
  if (typeof value !== 'object' || value === null || schema.properties === undefined) return null;
  for (const [name, own] of Object.entries(value)) {
    const property = schema.properties[name];
    const fault =
      property === undefined
        ? isLax
          ? null
          : `${path}.${name} is unknown`
        : faultOf(property, own, `${path}.${name}`, isLax);
    if (fault !== null) return fault;
  }
  const missing = (schema.required ?? []).find((name) => !Object.hasOwn(value, name));
  return missing === undefined ? null : `${path}.${missing} is missing`;
}

/** What is wrong with an object that is sent, by Intuit's schema; `null` when nothing is, or there is no schema. */
export function checkRequest(entity: string, body: unknown): string | null {
  if (contract === null) return null;
  const schema = contract.definitions[entity];
  return schema === undefined ? `there is no ${entity}` : faultOf(schema, body, entity, false);
}

/** What is wrong with an object that was recorded of an older version: what it has beside is left out of account. */
export function checkLax(entity: string, body: unknown): string | null {
  const schema = contract?.definitions[entity];
  if (schema === undefined) throw new Error(`there is no ${entity}`);
  return faultOf(schema, body, entity, true);
}

/** Checks an object that the fake gives back. */
export function checkAnswer(entity: string, row: unknown): void {
  const fault = checkRequest(entity, row);
  if (fault !== null) throw new Error(`the fake gives what Intuit's schema does not know: ${fault}`);
}
