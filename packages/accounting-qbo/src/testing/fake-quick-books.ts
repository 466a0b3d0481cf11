import type { Fetch, FetchAnswer } from '@billwright/accounting-common';
import { answerOf, type FakeAnswer, FakeTokens, neverAnswered } from '@billwright/accounting-common/testing';
import type { Clock, WebhookRequest } from '@billwright/core';
import { FakeBooks, type FakeCompanySetup } from './fake-books.ts';
import { expiredBody, answerOfFault, type FakeQuickBooksFault, QuickBooksFault } from './fake-fault.ts';
import { asRow, asRows, fieldAt, type FakeRow } from './fake-query.ts';
import { fakeWebhook } from './fake-webhook.ts';

/** A call that a fake company got. */
export interface FakeQuickBooksCall {
  readonly method: string;
  /** After the company, for example `invoice/12`; for the endpoints of tokens `tokens` and `revoke`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** How a fake company behaves. */
export interface FakeQuickBooksOptions extends Partial<FakeCompanySetup> {
  readonly clock: Pick<Clock, 'now'>;
  /** Default: `9341450000000001`. */
  readonly realmId?: string | undefined;
  /** Default: 3,600. */
  readonly accessSeconds?: number | undefined;
  /** What goes wrong with a call; `null`: nothing. Default: nothing ever does. */
  readonly faults?: ((call: FakeQuickBooksCall) => FakeQuickBooksFault | null) | undefined;
  /** What is wrong with an object that is sent, for example by Intuit's schema; `null`: nothing. */
  readonly checkRequest?: ((entity: string, body: unknown) => string | null) | undefined;
  /** Told of every object that it gives back. */
  readonly checkAnswer?: ((entity: string, row: unknown) => void) | undefined;
}

/** A company in memory. Its clock is the one that it is given. */
export interface FakeQuickBooks {
  readonly realmId: string;
  readonly verifier: string;
  readonly fetch: Fetch;
  readonly books: FakeBooks;
  readonly tokens: FakeTokens;
  /** Every call that it got, in order. */
  calls(): readonly FakeQuickBooksCall[];
  /** Somebody allows the app what an authorization URL asks for. */
  consent(url: string): { readonly code: string; readonly realmId: string; readonly state: string };
  /** Somebody enters a payment: so much of each invoice or credit memo, by their ids in QuickBooks. */
  enterPayment(payment: {
    readonly total: number;
    readonly lines: readonly {
      readonly type?: 'Invoice' | 'CreditMemo';
      readonly id: string;
      readonly amount: number;
    }[];
    readonly id?: string;
  }): string;
  /** A call as Intuit makes it when something changed in companies, signed. */
  webhookRequest(realmIds: readonly string[], form?: 'cloud-events' | 'notifications'): WebhookRequest;
}

const entities: Readonly<Record<string, string>> = {
  invoice: 'Invoice',
  creditmemo: 'CreditMemo',
  customer: 'Customer',
  item: 'Item',
  timeactivity: 'TimeActivity',
};

/**
 * A company of QuickBooks Online in memory, behind `fetch`: for tests. It is stateful and strict. What it does not know it
 * refuses, and each thing that it does is what was recorded of the real one, or is documented by Intuit.
 *
 * @example
 * ```ts
 * import { fakeQuickBooks } from '@billwright/accounting-qbo/testing';
 *
 * const company = fakeQuickBooks({ clock: { now: () => '2026-04-01T06:00:00.000Z' } });
 * console.log(company.books.rows('Account').map(({ Name }) => Name).join());
 * // => Sales
 * ```
 */
export function fakeQuickBooks(options: FakeQuickBooksOptions): FakeQuickBooks {
  const { clock, realmId = '9341450000000001', faults = () => null, checkRequest, checkAnswer } = options;
  const books = new FakeBooks(() => clock.now(), {
    country: options.country ?? 'DE',
    homeCurrency: options.homeCurrency ?? 'EUR',
    hasManyCurrencies: options.hasManyCurrencies ?? false,
    takesNumbers: options.takesNumbers ?? true,
    findsTax: options.findsTax ?? false,
    taxCodes: options.taxCodes ?? { 'VAT 19 %': 19, 'No VAT': 0 },
  });
  // Each refresh token can be used once, which is stricter than Intuit.
  const tokens = new FakeTokens({
    now: () => Date.parse(clock.now()),
    accessSeconds: options.accessSeconds ?? 3600,
    told: { x_refresh_token_expires_in: 8_726_400, x_refresh_token_hard_expires_in: 157_680_000 },
  });
  const calls: FakeQuickBooksCall[] = [];
  const answers = new Map<string, FakeAnswer>();
  const verifier = 'verifier of the fake';

  const write = (entity: string, operation: string, body: FakeRow): FakeRow => {
    // Recorded: an unknown property is refused with 2010, and so is a wrong type.
    const wrong = checkRequest?.(entity, body) ?? null;
    if (wrong !== null)
      throw new QuickBooksFault('2010', `Request has invalid or unsupported property: ${wrong}`);
    if (operation === 'delete') return books.remove(entity, body);
    // Only invoices, payments and receipts can be voided.
    if (operation === 'void' && entity === 'CreditMemo')
      throw new QuickBooksFault('500', 'Unsupported Operation');
    const row = operation === 'void' ? books.void(entity, body) : books.write(entity, body);
    checkAnswer?.(entity, row);
    return row;
  };

  const batch = (body: unknown): FakeRow => {
    const items = asRows(asRow(body)['BatchItemRequest']);
    // Documented: 30 at most, ids of at most 10 characters.
    if (items.length > 30) throw new QuickBooksFault('6000', 'A batch has 30 operations at most');
    return {
      BatchItemResponse: items.map((item) => {
        const { bId, operation = '', Query, ...rest } = item;
        if (typeof bId !== 'string' || bId.length > 10) throw new QuickBooksFault('6000', 'bId is wrong');
        try {
          if (typeof Query === 'string') return { ...books.query(Query), bId };
          const [[entity, given] = ['', {}]] = Object.entries(rest);
          return { [entity]: write(entity, String(operation), asRow(given)), bId };
        } catch (error) {
          // Recorded: each part fails by itself, with a 200 around it.
          if (error instanceof QuickBooksFault) return { ...asRow(error.body()), bId };
          throw error;
        }
      }),
    };
  };

  const done = ({ method, path, query, body }: FakeQuickBooksCall): FakeRow => {
    const [kind = '', id, action] = path.split('/');
    const entity = entities[kind];
    if (method === 'GET' && path === 'query') return books.query(query['query'] ?? '');
    if (method === 'GET' && path === 'cdc') {
      const found = (query['entities'] ?? '').split(',').map((one) => {
        const rows = books.changedSince(one, query['changedSince'] ?? '');
        return rows.length === 0 ? {} : { [one]: rows };
      });
      return { CDCResponse: [{ QueryResponse: found }] };
    }
    if (method === 'POST' && path === 'batch') return batch(body);
    if (method === 'POST' && entity !== undefined && id !== undefined && action === 'send') {
      const row = books.get(entity, id);
      if (row === undefined) throw new QuickBooksFault('610', 'Object Not Found');
      const Address = query['sendTo'] ?? '';
      books.mailed.set(id, [...(books.mailed.get(id) ?? []), Address]);
      return { [entity]: books.put(entity, { ...row, BillEmail: { Address }, EmailStatus: 'EmailSent' }) };
    }
    if (method === 'POST' && entity !== undefined && id === undefined)
      return { [entity]: write(entity, query['operation'] ?? '', asRow(body)) };
    throw new QuickBooksFault('500', `Unsupported Operation: ${method} ${path}`);
  };

  const company = (call: FakeQuickBooksCall, authorization: string | undefined): FakeAnswer => {
    if (!tokens.isGood(authorization)) return { status: 401, body: expiredBody };
    const { requestid } = call.query;
    // Documented: 50 characters at most, 36 for a batch.
    const longest = call.path === 'batch' ? 36 : 50;
    if (requestid !== undefined && requestid.length > longest)
      return { status: 400, body: new QuickBooksFault('6000', 'requestid is too long').body() };
    const known = requestid === undefined ? undefined : answers.get(requestid);
    if (known !== undefined) return known;
    try {
      const body = { ...structuredClone(done(call)), time: clock.now() };
      const answer = { status: 200, body };
      if (requestid !== undefined) answers.set(requestid, answer);
      return answer;
    } catch (error) {
      if (error instanceof QuickBooksFault) return { status: error.status, body: error.body() };
      throw error;
    }
  };

  const outside: Fetch = async (url, { method, headers, body: given, signal }) => {
    const body = typeof given === 'string' ? given : '';
    const { host, pathname, searchParams } = new URL(url);
    const isTokens = host === 'oauth.platform.intuit.com';
    const prefix = `/v3/company/${realmId}/`;
    if (!isTokens && host !== 'developer.api.intuit.com' && !pathname.startsWith(prefix))
      throw new Error(`the fake does not know ${host}${pathname}`);
    const path = isTokens ? 'tokens' : pathname.startsWith(prefix) ? pathname.slice(prefix.length) : 'revoke';
    const isJson = body !== '' && headers['content-type'] === 'application/json';
    const query = Object.fromEntries(searchParams);
    const call = { method, path, query, body: isJson ? (JSON.parse(body) as unknown) : body };
    calls.push(call);
    await Promise.resolve();
    const fault = faults(call);
    if (fault?.kind === 'unreached') throw new TypeError('fetch failed');
    const early = fault === null ? null : answerOfFault(fault);
    if (early !== null) return traced(early);
    const answer = isTokens
      ? tokens.answer(new URLSearchParams(body))
      : path === 'revoke'
        ? tokens.revoke(fieldAt(asRow(call.body), 'token') ?? '')
        : company(call, headers['authorization']);
    if (fault?.kind === 'lost') throw new TypeError(`fetch failed: ${headers['authorization']}`);
    if (fault?.kind === 'silent') return neverAnswered(signal);
    if (fault?.kind === 'garbled')
      return traced({ status: 200, body: fault.body === 'xml' ? '<html/>' : '' });
    return traced(answer);
  };

  return {
    realmId,
    verifier,
    fetch: outside,
    books,
    tokens,
    calls: () => [...calls],
    consent: (url) => ({ code: tokens.code(), realmId, state: new URL(url).searchParams.get('state') ?? '' }),
    enterPayment({ total, lines, id }) {
      const Line = lines.map((line) => ({
        Amount: line.amount,
        LinkedTxn: [{ TxnId: line.id, TxnType: line.type ?? 'Invoice' }],
      }));
      const CurrencyRef = { value: options.homeCurrency ?? 'EUR' };
      const row = { TotalAmt: total, Line, TxnDate: clock.now().slice(0, 10), CurrencyRef };
      return String(books.put('Payment', id === undefined ? row : { ...row, Id: id })['Id']);
    },
    webhookRequest: (realmIds, form = 'cloud-events') => fakeWebhook(verifier, realmIds, form),
  };
}

const traced = (answer: FakeAnswer): FetchAnswer =>
  answerOf({ ...answer, headers: { intuit_tid: '1-fake', ...answer.headers } });
