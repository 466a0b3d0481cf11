import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CallerApp } from './caller.ts';

/** Who connects: the state that goes through the browser is bound to both. */
export interface ConnectingSession {
  readonly tenantId: string;
  /** Something that only this browser has, for example the id of its session. */
  readonly sessionId: string;
}

const stateLivesSeconds = 3600;

/** A state that can't be made up, of one tenant and one browser. */
export function newState(app: CallerApp, session: ConnectingSession): string {
  const nonce = randomBytes(16).toString('base64url');
  const until = String(Date.parse(app.clock.now()) + stateLivesSeconds * 1000);
  return [nonce, until, sealOf(app, session, nonce, until).toString('base64url')].join('.');
}

const sealOf = (
  app: CallerApp,
  { tenantId, sessionId }: ConnectingSession,
  nonce: string,
  until: string,
): Buffer =>
  createHmac('sha256', app.clientSecret)
    .update(JSON.stringify(['state', tenantId, sessionId, nonce, until]))
    .digest();

/** Whether a state was made for this tenant and browser, within the hour. */
export function isStateOf(app: CallerApp, session: ConnectingSession, state: string): boolean {
  const { nonce, until, seal } = partsOfState(state);
  const given = Buffer.from(seal, 'base64url');
  const wanted = sealOf(app, session, nonce, until);
  const isSealed = given.length === wanted.length && timingSafeEqual(given, wanted);
  return isSealed && Number(until) >= Date.parse(app.clock.now());
}

/** What a state is made of. */
export function partsOfState(state: string): Readonly<Record<'nonce' | 'until' | 'seal', string>> {
  const [nonce = '', until = '', seal = ''] = state.split('.');
  return { nonce, until, seal };
}
