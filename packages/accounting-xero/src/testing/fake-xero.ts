import type { Fetch } from '@billwright/accounting-common';
import { answerOf, type FakeAnswer, withFault } from '@billwright/accounting-common/testing';
import type { Clock, WebhookRequest } from '@billwright/core';
import { FakeApi } from './fake-api.ts';
import { type FakeOrganisationSetup, FakeXeroBooks } from './fake-books.ts';
import type { FakeXeroCall } from './fake-call.ts';
import { settled } from './fake-documents.ts';
import { answerOfFault, type FakeXeroFault, problem } from './fake-fault.ts';
import { FakeIdempotency } from './fake-idempotency.ts';
import { FakeIdentity } from './fake-identity.ts';
import { FakeLimits, type FakeLimitsSetup } from './fake-limits.ts';
import { textOf } from './fake-row.ts';
import { fakeWebhook } from './fake-webhook.ts';

/** How a fake organisation behaves. */
export interface FakeXeroOptions extends Partial<FakeOrganisationSetup> {
  readonly clock: Pick<Clock, 'now'>;
  /** Default: 1,800. */
  readonly accessSeconds?: number | undefined;
  readonly limits?: Partial<FakeLimitsSetup> | undefined;
  /** What goes wrong with a call; `null`: nothing. Default: nothing ever does. */
  readonly faults?: ((call: FakeXeroCall) => FakeXeroFault | null) | undefined;
  /** What is wrong with a call, for example by Xero's schema; `null`: nothing. */
  readonly checkRequest?: ((call: FakeXeroCall) => string | null) | undefined;
  /** Told of every answer that the accounting API, the list of connections and the endpoint for tokens give. */
  readonly checkAnswer?: ((call: FakeXeroCall, answer: FakeAnswer) => void) | undefined;
}

/** Somebody enters something that pays documents, in the organisation itself. */
export interface FakePayment {
  readonly invoiceId?: string | undefined;
  /** Money that goes back for a credit note. */
  readonly creditNoteId?: string | undefined;
  readonly amount: number;
}

/** An organisation in memory. Its clock is the one that it is given. */
export interface FakeXero {
  readonly organisationId: string;
  readonly webhookKey: string;
  readonly fetch: Fetch;
  readonly books: FakeXeroBooks;
  readonly identity: FakeIdentity;
  readonly limits: FakeLimits;
  /** Every call that it got, in order. */
  calls(): readonly FakeXeroCall[];
  /** Somebody lets the app into this organisation, and into others beside it. */
  consent(
    url: string,
    others?: readonly { readonly id: string; readonly name: string }[],
  ): { readonly code: string; readonly state: string };
  /** Gives the id of the payment. */
  enterPayment(payment: FakePayment): string;
  deletePayment(id: string): void;
  /** More was paid than was due: it is an overpayment, of which parts are applied to invoices. Gives its id. */
  enterOverpayment(
    total: number,
    applied: readonly { readonly invoiceId: string; readonly amount: number }[],
  ): string;
  /** A call as Xero makes it when something changed, signed; of no organisations it is a trial. */
  webhookRequest(organisationIds: readonly string[], category?: string): WebhookRequest;
}

const apiPrefix = '/api.xro/2.0/';

/**
 * An organisation of Xero in memory, behind `fetch`: for tests. It is stateful and strict. What it does not know it
 * refuses, and each thing that it does is told by Xero's documentation, its staff, or its own answers; the sources stand
 * beside it.
 *
 * @example
 * ```ts
 * import { fakeXero } from '@billwright/accounting-xero/testing';
 *
 * const organisation = fakeXero({ clock: { now: () => '2026-04-01T06:00:00.000Z' } });
 * console.log(organisation.books.rows('Accounts').map(({ Name }) => Name).join());
 * // => Sales,Other Revenue,Advertising,Rounding
 * ```
 */
export function fakeXero(options: FakeXeroOptions): FakeXero {
  const { clock, faults = () => null, checkRequest, checkAnswer } = options;
  const now = (): number => Date.parse(clock.now());
  const organisationId = '99999999-0000-4000-8000-000000000001';
  const books = new FakeXeroBooks(() => clock.now(), {
    name: options.name ?? 'Fake Organisation',
    country: options.country ?? 'GB',
    baseCurrency: options.baseCurrency ?? 'EUR',
    currencies: options.currencies ?? [],
    plan: options.plan ?? 'STANDARD',
    approvals: options.approvals ?? Number.POSITIVE_INFINITY,
    mails: options.mails ?? 1000,
    findsTax: options.findsTax ?? false,
    taxTypes: options.taxTypes ?? {
      OUTPUT: { name: 'VAT 19 %', rate: 19 },
      INPUT: { name: 'VAT on purchases', rate: 19, isForRevenue: false },
      NONE: { name: 'No VAT', rate: 0 },
    },
  });
  const identity = new FakeIdentity(now, options.accessSeconds ?? 1800);
  const limits = new FakeLimits(now, { perMinute: 60, perDay: 5000, atOnce: 5, ...options.limits });
  const idempotency = new FakeIdempotency(now);
  const accounting = new FakeApi(books);
  const calls: FakeXeroCall[] = [];
  const webhookKey = 'webhook key of the fake';

  const requireKnown = (call: FakeXeroCall): void => {
    const wrong = checkRequest?.(call) ?? null;
    if (wrong !== null) throw new Error(`Xero's schema does not know: ${wrong}`);
  };

  const api = async (
    call: FakeXeroCall,
    headers: Readonly<Record<string, string>>,
    refusal: string | null,
  ): Promise<FakeAnswer> => {
    const tenantId = headers['xero-tenant-id'];
    if (!identity.tokens.isGood(headers['authorization']) || !identity.isAllowed(call.method, call.path))
      return { status: 401, body: problem('Unauthorized', 401, 'TokenExpired: token expired') };
    const isConnected = identity.connections().some((one) => one.tenantId === tenantId);
    if (tenantId !== organisationId || !isConnected)
      return { status: 403, body: problem('Forbidden', 403, 'AuthenticationUnsuccessful') };
    return limits.run(async () => {
      requireKnown(call);
      const request = JSON.stringify([call.method, call.path, call.query, call.body]);
      const key = call.method === 'GET' ? undefined : call.idempotencyKey;
      const answer = await idempotency.once(key, request, async () => {
        await Promise.resolve();
        return structuredClone(accounting.answer(call, refusal));
      });
      checkAnswer?.(call, answer);
      return { ...answer, headers: { date: new Date(now()).toUTCString(), ...answer.headers } };
    });
  };

  const connections = (call: FakeXeroCall, authorization: string | undefined): FakeAnswer => {
    if (!identity.tokens.isGood(authorization))
      return { status: 401, body: problem('Unauthorized', 401, '') };
    if (call.method === 'GET') return { status: 200, body: identity.connections() };
    const id = call.path.split('/')[1];
    return { status: identity.letGo((one) => one.id === id) ? 204 : 404, body: '' };
  };

  const ofIdentity = (call: FakeXeroCall, headers: Readonly<Record<string, string>>): FakeAnswer => {
    requireKnown(call);
    const answer =
      call.path === 'tokens'
        ? identity.answer(new URLSearchParams(String(call.body)), headers['authorization'])
        : connections(call, headers['authorization']);
    checkAnswer?.(call, answer);
    return answer;
  };

  const outside: Fetch = async (url, { method, headers, body: given, signal }) => {
    const { host, pathname, searchParams } = new URL(url);
    const path = pathOf(host, pathname);
    const isJson = typeof given === 'string' && headers['content-type']?.includes('json') === true;
    const call: FakeXeroCall = {
      method,
      path,
      query: Object.fromEntries(searchParams),
      headers,
      body: isJson && typeof given === 'string' ? (JSON.parse(given) as unknown) : given,
      modifiedSince: headers['if-modified-since'],
      idempotencyKey: headers['idempotency-key'],
    };
    calls.push(call);
    await Promise.resolve();
    const fault = faults(call);
    const refusal = fault?.kind === 'refused' ? (fault.message ?? 'The fake is told to refuse') : null;
    const done = (): FakeAnswer | Promise<FakeAnswer> =>
      path === 'tokens' || path.startsWith('connections')
        ? ofIdentity(call, headers)
        : api(call, headers, refusal);
    const early = fault === null ? null : answerOfFault(fault);
    const answer = await withFault(fault, early, done, { headers, signal });
    return answerOf({ ...answer, headers: { 'xero-correlation-id': 'fake-call', ...answer.headers } });
  };

  return {
    organisationId,
    webhookKey,
    fetch: outside,
    books,
    identity,
    limits,
    calls: () => [...calls],
    consent: (url, others = []) =>
      identity.consent(url, [{ id: organisationId, name: books.setup.name }, ...others]),
    enterPayment({ invoiceId, creditNoteId, amount }) {
      const Of = invoiceId ?? creditNoteId ?? '';
      const kind = invoiceId === undefined ? 'CreditNotes' : 'Invoices';
      const payment = {
        Amount: amount,
        Date: clock.now().slice(0, 10),
        Status: 'AUTHORISED',
        Of,
        OfKind: kind,
      };
      const { PaymentID } = books.put('Payments', payment);
      settled(books, kind, Of);
      return String(PaymentID);
    },
    deletePayment(id) {
      const payment = books.put('Payments', { ...books.get('Payments', id), Status: 'DELETED' });
      settled(books, payment['OfKind'] === 'Invoices' ? 'Invoices' : 'CreditNotes', textOf(payment, 'Of'));
    },
    enterOverpayment(total, applied) {
      const on = clock.now().slice(0, 10);
      const Allocations = applied.map(({ invoiceId, amount }) => ({
        Amount: amount,
        Date: on,
        Invoice: { InvoiceID: invoiceId },
      }));
      const row = books.put('Overpayments', { Total: total, Date: on, Allocations });
      for (const { invoiceId } of applied) settled(books, 'Invoices', invoiceId);
      return String(row['OverpaymentID']);
    },
    webhookRequest: (organisationIds, category = 'INVOICE') =>
      fakeWebhook(webhookKey, organisationIds, category, clock.now()),
  };
}

function pathOf(host: string, pathname: string): string {
  if (host === 'identity.xero.com' && pathname === '/connect/token') return 'tokens';
  if (host === 'api.xero.com' && /^\/connections(\/|$)/.test(pathname)) return pathname.slice(1);
  if (host === 'api.xero.com' && pathname.startsWith(apiPrefix)) return pathname.slice(apiPrefix.length);
  throw new Error(`the fake does not know ${host}${pathname}`);
}
