import type { Fetch, FetchAnswer } from '@billwright/accounting-common';
import { answerOf, type FakeAnswer, FakeTokens, withFault } from '@billwright/accounting-common/testing';
import type { Clock, WebhookRequest } from '@billwright/core';
import { FakeBooks } from './fake-books.ts';
import type { FakeCompanySetup } from './fake-company.ts';
import { expiredBody, answerOfFault, type FakeQuickBooksFault, QuickBooksFault } from './fake-fault.ts';
import { FakeLimits } from './fake-limits.ts';
import { type FakeChecks, fakeOperations, type FakeQuickBooksCall } from './fake-operations.ts';
import { asRow, fieldAt } from './fake-query.ts';
import { companyTime } from './fake-time.ts';
import { fakeWebhook } from './fake-webhook.ts';

/** How a fake company behaves. */
export interface FakeQuickBooksOptions extends Partial<FakeCompanySetup>, FakeChecks {
  readonly clock: Pick<Clock, 'now'>;
  /** Default: `9341450000000001`. */
  readonly realmId?: string | undefined;
  /** Default: 3,600. */
  readonly accessSeconds?: number | undefined;
  /** What goes wrong with a call; `null`: nothing. Default: nothing ever does. */
  readonly faults?: ((call: FakeQuickBooksCall) => FakeQuickBooksFault | null) | undefined;
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
      readonly type?: 'Invoice' | 'CreditMemo' | 'Check' | 'Expense';
      readonly id: string;
      readonly amount: number;
    }[];
    readonly id?: string;
  }): string;
  /** A call as Intuit makes it when something changed in companies, signed. */
  webhookRequest(realmIds: readonly string[], form?: 'cloud-events' | 'notifications'): WebhookRequest;
}

/** Documented: a grant ends after five years, however often it is used. */
const grantSeconds = 157_680_000;

const companyHosts = ['quickbooks.api.intuit.com', 'sandbox-quickbooks.api.intuit.com'];
const tokenPaths: Readonly<Record<string, string>> = {
  'oauth.platform.intuit.com/oauth2/v1/tokens/bearer': 'tokens',
  'developer.api.intuit.com/v2/oauth2/tokens/revoke': 'revoke',
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
  const { clock, realmId = '9341450000000001', faults = () => null } = options;
  const books = new FakeBooks(() => clock.now(), {
    country: options.country ?? 'DE',
    homeCurrency: options.homeCurrency ?? 'EUR',
    hasManyCurrencies: options.hasManyCurrencies ?? false,
    takesNumbers: options.takesNumbers ?? true,
    findsTax: options.findsTax ?? false,
    appliesCredits: options.appliesCredits ?? false,
    taxCodes: options.taxCodes ?? { 'VAT 19 %': 19, 'No VAT': 0 },
  });
  // Each refresh token can be used once, which is stricter than Intuit.
  const tokens = new FakeTokens({
    now: () => Date.parse(clock.now()),
    accessSeconds: options.accessSeconds ?? 3600,
    told: { x_refresh_token_expires_in: 8_726_400 },
  });
  const limits = new FakeLimits(() => Date.parse(clock.now()));
  const calls: FakeQuickBooksCall[] = [];
  const answers = new Map<string, FakeAnswer>();
  const verifier = 'verifier of the fake';

  const done = fakeOperations(books, options);

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
      const body = { ...structuredClone(done(call)), time: companyTime(clock.now(), 'milliseconds') };
      const answer = { status: 200, body };
      if (requestid !== undefined) answers.set(requestid, answer);
      return answer;
    } catch (error) {
      if (error instanceof QuickBooksFault) return { status: error.status, body: error.body() };
      throw error;
    }
  };

  let grantUntil = 0;
  const askTokens = (form: URLSearchParams, headers: Readonly<Record<string, string>>): FakeAnswer => {
    const now = Date.parse(clock.now());
    const isRefresh = form.get('grant_type') === 'refresh_token';
    if (isRefresh && now >= grantUntil) return { status: 400, body: { error: 'invalid_grant' } };
    const answer = tokens.answer(form);
    if (answer.status !== 200) return answer;
    if (!isRefresh) grantUntil = now + grantSeconds * 1000;
    // Documented: that is told only to those who ask.
    if (headers['x-include-refresh-token-hard-expires-in'] !== 'true') return answer;
    const left = { x_refresh_token_hard_expires_in: (grantUntil - now) / 1000 };
    return { ...answer, body: { ...asRow(answer.body), ...left } };
  };

  const answered = async (
    call: FakeQuickBooksCall,
    { headers, signal }: Pick<Parameters<Fetch>[1], 'headers' | 'signal'>,
  ): Promise<FetchAnswer> => {
    const answer = (): FakeAnswer => {
      if (call.path === 'tokens') return askTokens(new URLSearchParams(String(call.body)), headers);
      if (call.path === 'revoke') return tokens.revoke(fieldAt(asRow(call.body), 'token') ?? '');
      return company(call, headers['authorization']);
    };
    await Promise.resolve();
    const fault = faults(call);
    const early = fault === null ? null : answerOfFault(fault);
    return traced(await withFault(fault, early, answer, { headers, signal }));
  };

  const outside: Fetch = async (url, { method, headers, body: given, signal }) => {
    const body = typeof given === 'string' ? given : '';
    const { host, pathname, searchParams } = new URL(url);
    const prefix = `/v3/company/${realmId}/`;
    const isOfCompany = companyHosts.includes(host) && pathname.startsWith(prefix);
    const path = isOfCompany ? pathname.slice(prefix.length) : tokenPaths[`${host}${pathname}`];
    if (path === undefined) throw new Error(`the fake does not know ${host}${pathname}`);
    const isJson = body !== '' && headers['content-type'] === 'application/json';
    const query = Object.fromEntries(searchParams);
    const call = { method, path, query, body: isJson ? (JSON.parse(body) as unknown) : body };
    calls.push(call);
    if (!isOfCompany) return answered(call, { headers, signal });
    try {
      return await limits.run(path, () => answered(call, { headers, signal }));
    } catch (error) {
      if (!(error instanceof QuickBooksFault)) throw error;
      return traced({ status: error.status, body: error.body() });
    }
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

function traced(answer: FakeAnswer): FetchAnswer {
  const type = typeof answer.body === 'string' ? 'application/xml' : 'application/json;charset=UTF-8';
  return answerOf({ ...answer, headers: { 'content-type': type, intuit_tid: '1-fake', ...answer.headers } });
}
