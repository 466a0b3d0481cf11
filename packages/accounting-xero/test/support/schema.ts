import { existsSync, readFileSync } from 'node:fs';
import type { FakeAnswer } from '@billwright/accounting-common/testing';
import { Ajv, type ValidateFunction } from 'ajv';
import { z } from 'zod';
import type { FakeXeroCall } from '../../src/testing/fake-call.ts';

/** Xero's schema lies beside the project; tests that need it are skipped where it is absent. */
const place =
  process.env['BILLWRIGHT_XERO_CONTRACT'] ??
  new URL('../../../../../shared/contract/xero', import.meta.url).pathname;

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema & { readonly readOnly?: boolean }>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

const isSchema = z.custom<Schema>((value) => typeof value === 'object' && value !== null);
const contentSchema = z.looseObject({ schema: isSchema.optional(), example: z.unknown().optional() });
const bodySchema = z.looseObject({ content: z.record(z.string(), contentSchema).optional() });
const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string().optional(), $ref: z.string().optional() })).optional(),
  requestBody: bodySchema.optional(),
  responses: z.record(z.string(), bodySchema),
});
const specSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({
    schemas: z.record(z.string(), isSchema),
    parameters: z.record(z.string(), z.looseObject({ name: z.string(), in: z.string() })),
  }),
});

/** Xero's description of the accounting API; `null` where it is absent. */
const spec = existsSync(`${place}/xero_accounting.json`)
  ? specSchema.parse(JSON.parse(readFileSync(`${place}/xero_accounting.json`, 'utf8')))
  : null;

/** Why tests that need it are skipped, for their titles. */
export const contractNeeded = spec === null ? " (skipped: Xero's schema is not beside the project)" : '';
export const hasSchema = spec !== null;

/**
 * What the schema does not say and the documentation does: fields without which Xero refuses what is sent
 * (https://developer.xero.com/documentation/api/accounting/invoices, …/creditnotes, …/contacts, …/items). `LineItems`,
 * `LineAmountTypes` and `CurrencyCode` are ours: we never leave to defaults what decides amounts.
 */
const document = ['Type', 'Contact', 'LineItems', 'LineAmountTypes', 'CurrencyCode', 'Status'];
const required: Readonly<Record<string, readonly string[]>> = {
  'PUT Invoices': [...document, 'InvoiceNumber', 'DueDate', 'Date', 'Url'],
  'PUT CreditNotes': [...document, 'CreditNoteNumber', 'Date'],
  'PUT Contacts': ['Name', 'ContactNumber'],
  'PUT Items': ['Code'],
  'PUT Allocations': ['Amount', 'Invoice', 'Date'],
  'PUT History': ['Details'],
};

/** Fields that the snapshot of the schema lacks, and Xero's own client of a newer one has. */
const added: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  Invoice: { RoundingAmount: { type: 'number' }, EnteredTotal: { type: 'number' } },
};

/** The schemas as requests must meet them: nothing unknown, nothing that only Xero writes. */
function strict(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref };
  const items = schema.items === undefined ? {} : { items: strict(schema.items) };
  if (schema.properties === undefined) return { ...schema, ...items };
  const own = Object.entries(schema.properties).filter(([, { readOnly }]) => readOnly !== true);
  const properties = Object.fromEntries(own.map(([name, one]) => [name, strict(one)]));
  return { ...schema, ...items, properties, additionalProperties: false };
}

/** A checker of the schemas as they are, or as requests must meet them. */
function ajvOf(change: (schema: Schema) => Schema): Ajv {
  const ajv = new Ajv({ strict: false, validateFormats: true });
  ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  for (const name of ['double', 'float', 'int32', 'int64', 'date', 'date-time', 'uri', 'binary', 'byte'])
    ajv.addFormat(name, true);
  const schemas = Object.entries(spec?.components.schemas ?? {}).map(([name, schema]) => {
    const whole = { ...schema, properties: { ...schema.properties, ...added[name] } };
    return [name, change(schema.properties === undefined ? schema : whole)];
  });
  return ajv.addSchema({ $id: 'xero', components: { schemas: Object.fromEntries(schemas) } });
}

const [strictly, loosely] = [ajvOf(strict), ajvOf((schema) => schema)];
const compiled = new Map<string, ValidateFunction>();

function faultOf(ajv: Ajv, kind: string, schema: Schema, value: unknown): string | null {
  const key = `${kind} ${JSON.stringify(schema)}`;
  const validate = compiled.get(key) ?? ajv.compile(absolute(schema));
  compiled.set(key, validate);
  if (validate(value)) return null;
  const [first] = validate.errors ?? [];
  return `${first?.instancePath ?? ''} ${first?.message ?? ''} ${JSON.stringify(first?.params ?? {})}`;
}

/** References of an operation, from outside of the document. */
const absolute = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : { $ref: `xero${schema.$ref}` };

/** The operation of a call; `null`: there is none. */
function operationOf({ method, path }: Pick<FakeXeroCall, 'method' | 'path'>) {
  const parts = path.split('/');
  const found = Object.entries(spec?.paths ?? {}).find(([template, methods]) => {
    const wanted = template.slice(1).split('/');
    const isSame = wanted.length === parts.length;
    // A file can be named by an id or by its name: what we call by is the name.
    if (!isSame || wanted.includes('{AttachmentID}') || !(method.toLowerCase() in methods)) return false;
    return wanted.every((one, index) => one === parts[index] || one.startsWith('{'));
  });
  const operation = found?.[1][method.toLowerCase()];
  return operation === undefined ? null : operationSchema.parse(operation);
}

/** What is wrong with a call by Xero's schema and by what its documentation demands; `null`: nothing. */
export function checkRequest(call: FakeXeroCall): string | null {
  if (spec === null) return null;
  const { method, path, query, body } = call;
  const operation = operationOf(call);
  if (operation === null) return `there is no ${method} ${path}`;
  const parameters = (operation.parameters ?? []).map(
    ({ name, $ref = '' }) => name ?? spec.components.parameters[$ref.split('/').at(-1) ?? '']?.name,
  );
  const unknown = Object.keys(query).find((name) => !parameters.includes(name));
  if (unknown !== undefined) return `${operation.operationId} has no parameter ${unknown}`;
  if (method !== 'GET' && method !== 'DELETE' && call.idempotencyKey === undefined)
    return `${operation.operationId} without an idempotency key`;
  const isBatch = (method === 'PUT' || method === 'POST') && !path.includes('/');
  if (isBatch && query['summarizeErrors'] !== 'false') return `${path} without summarizeErrors=false`;
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  const fault = schema === undefined ? null : faultOf(strictly, 'request', schema, body);
  const [root = '', , action = root] = path.split('/');
  return fault ?? missingIn(`${method} ${action}`, body);
}

function missingIn(name: string, body: unknown): string | null {
  const fields = required[name] ?? [];
  const rows = typeof body === 'object' && body !== null ? Object.values(body) : [];
  for (const row of rows.flat() as unknown[])
    for (const field of fields)
      if (typeof row !== 'object' || row === null || !(field in row)) return `${name} without ${field}`;
  return null;
}

/** Checks an answer of the fake: undeclared fields are there in Xero's own, too. */
export function checkAnswer(call: FakeXeroCall, { status, body }: FakeAnswer): void {
  if (spec === null) return;
  const content = operationOf(call)?.responses[String(status)]?.content?.['application/json'];
  const error = status === 400 ? { $ref: '#/components/schemas/Error' } : undefined;
  const schema = content?.schema ?? error;
  const fault = schema === undefined ? null : faultOf(loosely, 'answer', schema, body);
  if (fault !== null) throw new Error(`the fake gives what Xero's schema does not know: ${fault}`);
}

/** Xero's own example of an answer. */
export const exampleOf = (method: string, path: string): unknown =>
  operationOf({ method, path })?.responses['200']?.content?.['application/json']?.example;
