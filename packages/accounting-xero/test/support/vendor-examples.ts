import { checkerOf, lenient } from './checker.ts';
import {
  accounting,
  type Body,
  type Contract,
  identity,
  operationsOf,
  webhooks,
  wholeBody,
} from './contract.ts';

/** An answer that Xero shows in its descriptions. */
export interface VendorExample {
  /** The operation, and the status of the answer. */
  readonly name: string;
  readonly operationId: string;
  readonly status: number;
  readonly body: unknown;
  /** What is wrong with it by the schema of the same description; `null`: nothing. */
  readonly fault: () => string | null;
}

/** What invoices, what they name, and what pays them are kept under. */
const roots = new Set([
  'Invoices',
  'CreditNotes',
  'Contacts',
  'Items',
  'Accounts',
  'TaxRates',
  'Organisation',
  'Payments',
  'Overpayments',
  'Prepayments',
  'Connections',
]);

/** Every example of an answer of these, whether we ask for it or not. */
export const vendorExamples: readonly VendorExample[] = [accounting, identity].flatMap((contract) =>
  contract === null ? [] : examplesOf(contract),
);

function examplesOf(contract: Contract): readonly VendorExample[] {
  const check = checkerOf(contract, lenient);
  return operationsOf(contract.paths)
    .filter(({ template }) => roots.has(template.split('/')[1] ?? ''))
    .flatMap(({ operation: { operationId, responses } }) =>
      Object.entries(responses).flatMap(([status, described]) => {
        const response = wholeBody(contract, described);
        const schema = response?.content?.['application/json']?.schema ?? {};
        return shownIn(response).map((body) => ({
          name: `${operationId} ${status}`,
          operationId,
          status: Number(status),
          body,
          fault: () => check(schema, body),
        }));
      }),
    );
}

/** Every example of what Xero sends of its own accord. */
export const webhookExamples: readonly unknown[] = webhooks === null ? [] : shownOf(webhooks);

function shownOf(contract: Contract): readonly unknown[] {
  return operationsOf(contract.webhooks).flatMap(({ operation: { requestBody, responses } }) =>
    [requestBody, responses['200']].flatMap((body) => shownIn(wholeBody(contract, body))),
  );
}

/** Some are written as texts, and some stand in the schema. */
function shownIn(body: Body | undefined): readonly unknown[] {
  return Object.values(body?.content ?? {}).flatMap(({ schema, example, examples = {} }) =>
    [example, schema?.['example'], ...Object.values(examples).map(({ value }) => value)]
      .filter((one) => one !== undefined)
      .map((one) => (typeof one === 'string' ? (JSON.parse(one) as unknown) : one)),
  );
}
