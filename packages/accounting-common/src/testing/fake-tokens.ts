import type { FakeAnswer } from './fake-answer.ts';

/** How a fake gives tokens. */
export interface FakeTokensOptions {
  readonly now: () => number;
  readonly accessSeconds: number;
  /** For how long a refresh token that was used is taken once more. Default: 0, it is good once. */
  readonly replaySeconds?: number | undefined;
  /** What answers tell beside the tokens. */
  readonly told?: Readonly<Record<string, unknown>> | undefined;
  /** What an access token looks like. Default: as it is. */
  readonly dressed?: ((token: string) => string) | undefined;
}

/** The endpoints for tokens of a fake. Every token is one of a kind, so that it is found wherever it should not be. */
export class FakeTokens {
  readonly #options: FakeTokensOptions;
  readonly #codes = new Set<string>();
  /** Until when each is good. */
  readonly #refreshTokens = new Map<string, number>();
  readonly #accessTokens = new Map<string, number>();
  readonly #all: string[] = [];
  #refreshes = 0;

  constructor(options: FakeTokensOptions) {
    this.#options = options;
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
    const code = this.#made('code');
    this.#codes.add(code);
    return code;
  }

  isGood(authorization: string | undefined): boolean {
    const until = this.#accessTokens.get(authorization?.replace(/^Bearer /, '') ?? '');
    return until !== undefined && until > this.#options.now();
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
    if (!(isRefresh ? this.#use(used) : this.#codes.delete(used)))
      return { status: 400, body: { error: 'invalid_grant' } };
    if (isRefresh) this.#refreshes += 1;
    const { now, accessSeconds, told = {}, dressed = (token) => token } = this.#options;
    const [access, refresh] = [dressed(this.#made('access')), this.#made('refresh')];
    if (!this.#all.includes(access)) this.#all.push(access);
    this.#accessTokens.set(access, now() + accessSeconds * 1000);
    this.#refreshTokens.set(refresh, Number.POSITIVE_INFINITY);
    const tokens = { access_token: access, expires_in: accessSeconds, refresh_token: refresh };
    return { status: 200, body: { token_type: 'bearer', ...tokens, ...told } };
  }

  revoke(token: string): FakeAnswer {
    if (!this.#refreshTokens.has(token)) return { status: 400, body: '' };
    this.revokeAll();
    return { status: 200, body: '' };
  }

  #use(token: string): boolean {
    const { now, replaySeconds = 0 } = this.#options;
    const until = this.#refreshTokens.get(token);
    if (until === undefined || until <= now()) return false;
    this.#refreshTokens.set(token, Math.min(until, now() + replaySeconds * 1000));
    return true;
  }

  #made(kind: string): string {
    const token = `canary-${kind}-${this.#all.length + 1}`;
    this.#all.push(token);
    return token;
  }
}
