import { type FakeAnswer, FakeTokens } from '@billwright/accounting-common/testing';

/**
 * Broad scopes, which apps that were made since March 2026 can't have: they get nothing at all
 * (https://www.apideck.com/blog/xero-scopes).
 */
const retired = ['accounting.transactions', 'accounting.transactions.read', 'accounting.reports.read'];

/** Which scope a call needs: one of these. */
const scopesFor = (method: string, path: string): readonly string[] => {
  const [root = '', , action = ''] = path.split('/');
  if (action === 'Attachments') return ['accounting.attachments'];
  if (root === 'Contacts') return ['accounting.contacts'];
  if (root === 'Invoices' || root === 'CreditNotes') return ['accounting.invoices'];
  return method === 'GET' ? ['accounting.settings', 'accounting.settings.read'] : ['accounting.settings'];
};

/** An organisation that somebody let an app into. */
export interface FakeConnection {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantType: string;
  readonly tenantName: string;
  readonly authEventId: string;
  readonly createdDateUtc: string;
  readonly updatedDateUtc: string;
}

/** Who may do what: consent, tokens, connections. */
export class FakeIdentity {
  readonly #now: () => number;
  readonly tokens: FakeTokens;
  #scopes: readonly string[] = [];
  #events = 0;
  #connections: readonly FakeConnection[] = [];

  constructor(now: () => number, accessSeconds: number) {
    this.#now = now;
    this.tokens = new FakeTokens({
      now,
      accessSeconds,
      // A refresh token rotates, and the old one is taken for 30 minutes more
      // (https://developer.xero.com/documentation/guides/oauth2/auth-flow).
      replaySeconds: 1800,
      dressed: (token) => {
        const claims = { authentication_event_id: this.#event() };
        return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${token}`;
      },
    });
  }

  /** Somebody lets an app into organisations. */
  consent(
    url: string,
    organisations: readonly { readonly id: string; readonly name: string }[],
  ): { readonly code: string; readonly state: string } {
    const { searchParams } = new URL(url);
    const scopes = (searchParams.get('scope') ?? '').split(' ');
    const gone = scopes.find((scope) => retired.includes(scope));
    if (gone !== undefined) throw new Error(`invalid_scope: ${gone}`);
    this.#scopes = scopes;
    this.#events += 1;
    const authEventId = this.#event();
    const at = new Date(this.#now()).toISOString().replace('Z', '');
    const given = organisations.map(({ id, name }, index) => ({
      id: `11111111-0000-4000-8000-${String(this.#events * 100 + index).padStart(12, '0')}`,
      tenantId: id,
      tenantType: 'ORGANISATION',
      tenantName: name,
      authEventId,
      createdDateUtc: this.#connections.find((one) => one.tenantId === id)?.createdDateUtc ?? at,
      updatedDateUtc: at,
    }));
    const others = this.#connections.filter((one) => !organisations.some(({ id }) => id === one.tenantId));
    this.#connections = [...others, ...given];
    return { code: this.tokens.code(), state: searchParams.get('state') ?? '' };
  }

  connections(): readonly FakeConnection[] {
    return this.#connections;
  }

  /** Lets an organisation go: the app, or somebody in Xero. */
  letGo(isGone: (connection: FakeConnection) => boolean): boolean {
    const left = this.#connections.filter((one) => !isGone(one));
    const isFound = left.length < this.#connections.length;
    this.#connections = left;
    return isFound;
  }

  isAllowed(method: string, path: string): boolean {
    return scopesFor(method, path).some((scope) => this.#scopes.includes(scope));
  }

  answer(form: URLSearchParams, authorization: string | undefined): FakeAnswer {
    if (authorization?.startsWith('Basic ') !== true)
      return { status: 401, body: { error: 'invalid_client' } };
    return this.tokens.answer(form);
  }

  #event(): string {
    return `22222222-0000-4000-8000-${String(this.#events).padStart(12, '0')}`;
  }
}
