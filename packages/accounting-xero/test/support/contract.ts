import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** Xero's descriptions of its interfaces lie beside the project; tests that need them are skipped where they are absent. */
const place =
  process.env['BILLWRIGHT_XERO_CONTRACT'] ??
  new URL('../../../../../shared/contract/xero', import.meta.url).pathname;

/** A schema of something that is sent or answered. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema & { readonly readOnly?: boolean }>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

const isSchema = z.custom<Schema>((value) => typeof value === 'object' && value !== null);
const contentSchema = z.looseObject({
  schema: isSchema.optional(),
  example: z.unknown().optional(),
  examples: z.record(z.string(), z.looseObject({ value: z.unknown() })).optional(),
});
const bodySchema = z.looseObject({
  $ref: z.string().optional(),
  content: z.record(z.string(), contentSchema).optional(),
});
const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string().optional(), $ref: z.string().optional() })).optional(),
  requestBody: bodySchema.optional(),
  responses: z.record(z.string(), bodySchema),
});
const pathsSchema = z.record(z.string(), z.record(z.string(), z.unknown())).default({});
const contractSchema = z.looseObject({
  paths: pathsSchema,
  webhooks: pathsSchema,
  components: z.looseObject({
    schemas: z.record(z.string(), isSchema),
    parameters: z.record(z.string(), z.looseObject({ name: z.string(), in: z.string() })).default({}),
    responses: z.record(z.string(), bodySchema).default({}),
    requestBodies: z.record(z.string(), bodySchema).default({}),
    headers: z.record(z.string(), z.unknown()).default({}),
  }),
});

/** A description of an interface. */
export type Contract = z.infer<typeof contractSchema>;
/** Something that can be called. */
export type Operation = z.infer<typeof operationSchema>;
/** What is sent, or what is answered. */
export type Body = z.infer<typeof bodySchema>;

/** A description, by the name of its file; `null` where it is absent. YAML is more than JSON, and slower to read. */
function contractOf(name: string): Contract | null {
  const file = `${place}/${name}`;
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  return contractSchema.parse(name.endsWith('.json') ? JSON.parse(text) : parse(text));
}

/** The accounting API. */
export const accounting = contractOf('xero_accounting.json');
/** Connections and tokens. */
export const identity = contractOf('xero-identity.yaml');
/** What Xero sends of its own accord. */
export const webhooks = contractOf('xero-webhooks.yaml');

export const hasSchema = accounting !== null && identity !== null && webhooks !== null;
/** Why tests that need them are skipped, for their titles. */
export const contractNeeded = hasSchema ? '' : " (skipped: Xero's schemas are not beside the project)";

/** All that a description can be called with: how, where, and what of it. */
export function operationsOf(
  paths: Contract['paths'],
): readonly { readonly method: string; readonly template: string; readonly operation: Operation }[] {
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'put', 'post', 'delete', 'patch'].includes(method))
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        template,
        operation: operationSchema.parse(operation),
      })),
  );
}

/** A body that is described under a name of its own. */
export function wholeBody({ components }: Contract, body: Body | undefined): Body | undefined {
  if (body?.$ref === undefined) return body;
  const [, , kind, name = ''] = body.$ref.split('/');
  const named = kind === 'requestBodies' ? components.requestBodies[name] : components.responses[name];
  if (named === undefined) throw new Error(`nothing is described as ${body.$ref}`);
  return named;
}
