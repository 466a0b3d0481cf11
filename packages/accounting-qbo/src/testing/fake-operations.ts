import type { FakeBooks } from './fake-books.ts';
import { QuickBooksFault } from './fake-fault.ts';
import { asRow, asRows, type FakeRow } from './fake-query.ts';

/** A call that a fake company got. */
export interface FakeQuickBooksCall {
  readonly method: string;
  /** After the company, for example `invoice/12`; for the endpoints of tokens `tokens` and `revoke`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What looks at everything that goes in and out. */
export interface FakeChecks {
  /** What is wrong with an object that is sent, for example by Intuit's schema; `null`: nothing. */
  readonly checkRequest?: ((entity: string, body: unknown) => string | null) | undefined;
  /** The fault with which it refuses an object, alone or as a part of a batch; `null`: none. */
  readonly refuses?: ((entity: string, body: unknown) => string | null) | undefined;
  /** Told of every object that it gives back. */
  readonly checkAnswer?: ((entity: string, row: unknown) => void) | undefined;
}

/** By what paths name them. */
const entities: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'Invoice',
    'CreditMemo',
    'Payment',
    'SalesReceipt',
    'RefundReceipt',
    'Estimate',
    'Customer',
    'Vendor',
    'Employee',
    'Item',
    'Account',
    'TimeActivity',
  ].map((entity) => [entity.toLowerCase(), entity]),
);
/** What the connector has nothing to do with can be read, and is not written. */
const onlyRead = ['Estimate', 'RefundReceipt'];
/** Documented: of these a void one stays; credit memos are deleted. */
const voided = ['Invoice', 'Payment', 'SalesReceipt'];

/** What a company does when it is called. What it does not know it refuses. */
export function fakeOperations(
  books: FakeBooks,
  { checkRequest, refuses, checkAnswer }: FakeChecks,
): (call: FakeQuickBooksCall) => FakeRow {
  const write = (entity: string, operation: string, body: FakeRow): FakeRow => {
    // Recorded: an unknown property is refused with 2010, and so is a wrong type.
    const wrong = checkRequest?.(entity, body) ?? null;
    if (wrong !== null)
      throw new QuickBooksFault('2010', `Request has invalid or unsupported property: ${wrong}`);
    const code = refuses?.(entity, body) ?? null;
    if (code !== null) throw new QuickBooksFault(code, 'A business validation error has occurred');
    if (onlyRead.includes(entity)) throw new QuickBooksFault('500', `Unsupported Operation: ${entity}`);
    if (operation === 'delete') return books.remove(entity, body);
    if (operation !== 'void') return books.write(entity, body);
    if (!voided.includes(entity)) throw new QuickBooksFault('500', 'Unsupported Operation');
    return books.void(entity, body);
  };

  const part = ({ bId, operation = '', Query, ...rest }: FakeRow): FakeRow => {
    // Documented: ids of at most 10 characters.
    if (typeof bId !== 'string' || bId.length > 10) throw new QuickBooksFault('6000', 'bId is wrong');
    try {
      if (typeof Query === 'string') return { ...books.query(Query), bId };
      const [[entity, given] = ['', {}]] = Object.entries(rest);
      return { [entity]: write(entity, String(operation), asRow(given)), bId };
    } catch (error) {
      // Recorded: each part fails by itself, with a 200 around it.
      if (error instanceof QuickBooksFault) return { ...asRow(error.body(true)), bId };
      throw error;
    }
  };

  const batch = (body: unknown): FakeRow => {
    const items = asRows(asRow(body)['BatchItemRequest']);
    // Documented.
    if (items.length > 30) throw new QuickBooksFault('6000', 'A batch has 30 operations at most');
    return { BatchItemResponse: items.map(part) };
  };

  const changes = (query: Readonly<Record<string, string>>): FakeRow => {
    const found = (query['entities'] ?? '').split(',').map((given) => {
      // Recorded: the name may be in lower case, and the answer has it as it is written.
      const entity = entities[given.toLowerCase()];
      // Documented: changes of time activities are not told.
      if (entity === undefined || entity === 'TimeActivity')
        throw new QuickBooksFault('500', `Unsupported Operation: changes of ${given}`);
      const rows = books.changedSince(entity, query['changedSince'] ?? '');
      return rows.length === 0 ? {} : { [entity]: rows, startPosition: 1, maxResults: rows.length };
    });
    return { CDCResponse: [{ QueryResponse: found }] };
  };

  const send = (entity: string, id: string, { query, body }: FakeQuickBooksCall): FakeRow => {
    // Documented: it has no body.
    if (body !== '') throw new QuickBooksFault('2010', 'Request has invalid or unsupported property');
    const { Id = id } = books.read(entity, id);
    const Address = query['sendTo'] ?? '';
    books.mailed.set(id, [...(books.mailed.get(id) ?? []), Address]);
    const row = books.get(entity, id);
    const DeliveryInfo = { DeliveryType: 'Email' };
    const sent = { ...row, Id, BillEmail: { Address }, EmailStatus: 'EmailSent', DeliveryInfo };
    return books.shown(entity, books.put(entity, sent));
  };

  const done = (call: FakeQuickBooksCall): FakeRow => {
    const { method, path, query, body } = call;
    const [kind = '', id, action, ...rest] = path.split('/');
    const entity = entities[kind];
    if (method === 'GET' && path === 'query') return books.query(query['query'] ?? '');
    if (method === 'GET' && path === 'cdc') return changes(query);
    if (method === 'POST' && path === 'batch') return batch(body);
    if (entity !== undefined && rest.length === 0) {
      if (method === 'GET' && id !== undefined && action === undefined)
        return { [entity]: books.read(entity, id) };
      if (method === 'POST' && id !== undefined && action === 'send')
        return { [entity]: send(entity, id, call) };
      // In Intuit's own client for .NET a payment is voided so.
      const { include, operation = '' } = query;
      const isVoid = operation === 'update' && include === 'void' && entity === 'Payment';
      if (method === 'POST' && id === undefined)
        return { [entity]: write(entity, isVoid ? 'void' : operation, asRow(body)) };
    }
    // Recorded.
    throw new QuickBooksFault('500', `Unsupported Operation: ${method} ${path}`);
  };

  return (call) => {
    const answer = done(call);
    if (checkAnswer !== undefined) for (const [entity, row] of objectsIn(answer)) checkAnswer(entity, row);
    return answer;
  };
}

const names = new Set([...Object.values(entities), 'TaxCode', 'CompanyInfo', 'Preferences']);

/** Every object of an answer, wherever it is in it, under the name of its kind. */
function objectsIn(answer: unknown): readonly (readonly [string, FakeRow])[] {
  if (Array.isArray(answer)) return answer.flatMap(objectsIn);
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) => {
    if (!names.has(name)) return objectsIn(value);
    const rows = Array.isArray(value) ? asRows(value) : [asRow(value)];
    return rows.map((row): readonly [string, FakeRow] => [name, row]);
  });
}
