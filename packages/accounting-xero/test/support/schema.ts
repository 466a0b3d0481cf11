import type { FakeAnswer } from '@billwright/accounting-common/testing';
import type { FakeXeroCall } from '../../src/testing/fake-call.ts';
import { checkerOf, lenient, strict } from './checker.ts';
import { accounting, type Operation, operationsOf, type Schema, wholeBody } from './contract.ts';
import { checkIdentityAnswer, checkIdentityRequest, isOfIdentity } from './identity-schema.ts';

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

/** The description with what it lacks. */
const spec =
  accounting === null
    ? null
    : {
        ...accounting,
        components: {
          ...accounting.components,
          schemas: Object.fromEntries(
            Object.entries(accounting.components.schemas).map(([name, schema]) => [
              name,
              schema.properties === undefined
                ? schema
                : { ...schema, properties: { ...schema.properties, ...added[name] } },
            ]),
          ),
        },
      };

const [requestFault, answerFault] = [checkerOf(spec, strict), checkerOf(spec, lenient)];
const operations = operationsOf(spec?.paths ?? {});

/** The operation of a call; `null`: there is none. */
export function operationOf({ method, path }: Pick<FakeXeroCall, 'method' | 'path'>): Operation | null {
  const parts = path.split('/');
  const found = operations.find((one) => {
    const wanted = one.template.slice(1).split('/');
    // A file can be named by an id or by its name: what we call by is the name.
    if (wanted.length !== parts.length || wanted.includes('{AttachmentID}') || one.method !== method)
      return false;
    return wanted.every((part, index) => part === parts[index] || part.startsWith('{'));
  });
  return found?.operation ?? null;
}

/** What is wrong with a call by Xero's schema and by what its documentation demands; `null`: nothing. */
export function checkRequest(call: FakeXeroCall): string | null {
  if (spec === null) return null;
  if (isOfIdentity(call)) return checkIdentityRequest(call);
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
  const schema = wholeBody(spec, operation.requestBody)?.content?.['application/json']?.schema;
  const fault = schema === undefined ? null : requestFault(schema, body);
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

/** Checks an answer of the fake. @throws Error when Xero's schema does not know it. */
export function checkAnswer(call: FakeXeroCall, answer: FakeAnswer): void {
  if (spec === null) return;
  const fault = isOfIdentity(call) ? checkIdentityAnswer(call, answer) : answerFaultOf(call, answer);
  if (fault !== null) throw new Error(`the fake gives what Xero's schema does not know: ${fault}`);
}

function answerFaultOf(call: FakeXeroCall, { status, body }: FakeAnswer): string | null {
  if (spec === null) return null;
  const described = wholeBody(spec, operationOf(call)?.responses[String(status)]);
  const error = status === 400 ? { $ref: '#/components/schemas/Error' } : undefined;
  const schema = described?.content?.['application/json']?.schema ?? error;
  return schema === undefined ? null : answerFault(schema, body);
}
