import type { FakeAnswer } from './fake-fault.ts';

/** The endpoints for tokens: each refresh token can be used once, which is stricter than Intuit. */
export class FakeTokens {
  readonly #now: () => number;
  readonly #accessSeconds: number;
  readonly #codes = new Set<string>();
  readonly #refreshTokens = new Set<string>();
  readonly #accessTokens = new Map<string, number>();
  readonly #all: string[] = [];
  #refreshes = 0;

  constructor(now: () => number, accessSeconds: number) {
    this.#now = now;
    this.#accessSeconds = accessSeconds;
  }

  /** Every token and code that there ever was: none may be in any text. */
  all(): readonly string[] {
    return [...this.#all];
  }

  /** How often tokens were refreshed. */
  refreshes(): number {
    return this.#refreshes;
  }

  code(): string {
    return this.#made('code', this.#codes);
  }

  isGood(authorization: string | undefined): boolean {
    const until = this.#accessTokens.get(authorization?.replace(/^Bearer /, '') ?? '');
    return until !== undefined && until > this.#now();
  }

  /** The grant is taken back. */
  revokeAll(): void {
    this.#refreshTokens.clear();
    this.#accessTokens.clear();
  }

  /** Access tokens end early. */
  expireAll(): void {
    this.#accessTokens.clear();
  }

  answer(form: URLSearchParams): FakeAnswer {
    const isRefresh = form.get('grant_type') === 'refresh_token';
    const used = form.get(isRefresh ? 'refresh_token' : 'code') ?? '';
    if (!(isRefresh ? this.#refreshTokens : this.#codes).delete(used))
      return { status: 400, body: { error: 'invalid_grant' } };
    if (isRefresh) this.#refreshes += 1;
    const access = this.#made('access', new Set());
    this.#accessTokens.set(access, this.#now() + this.#accessSeconds * 1000);
    const body = {
      token_type: 'bearer',
      access_token: access,
      expires_in: this.#accessSeconds,
      refresh_token: this.#made('refresh', this.#refreshTokens),
      x_refresh_token_expires_in: 8_726_400,
      x_refresh_token_hard_expires_in: 157_680_000,
    };
    return { status: 200, body };
  }

  revoke(token: string): FakeAnswer {
    if (!this.#refreshTokens.has(token)) return { status: 400, body: '' };
    this.revokeAll();
    return { status: 200, body: '' };
  }

  #made(kind: string, kept: Set<string>): string {
    const token = `canary-${kind}-${this.#all.length + 1}`;
    this.#all.push(token);
    kept.add(token);
    return token;
  }
}
