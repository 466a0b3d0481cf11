import { createBilling, type Clock, type Billing } from '@billwright/core';
import { type FakeLedger, fakeLedger, fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import { onTestFinished } from 'vitest';
import { createService, type Service } from '../../src/create-service.ts';
import { setUpDemoDesk } from '../../src/demo-desk.ts';

/** What a call was answered with. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** A service that runs, and a caller of it. */
export interface RunningService {
  readonly billing: Billing;
  readonly service: Service;
  readonly ledger: FakeLedger;
  readonly url: string;
  /** What it wrote to its log. */
  readonly log: readonly unknown[];
  readonly call: (path: string, request?: CallOptions) => Promise<Answered>;
}

interface CallOptions {
  readonly body?: unknown;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Tenants with the demo desk: "acme-msp" has the token "demo", and "other" the token "theirs". */
export async function runService(
  clock: Clock = fixedClock('2026-04-01T08:00:00.000Z'),
): Promise<RunningService> {
  const ledger = fakeLedger({ id: 'books', clock });
  const billing = createBilling({
    storage: memoryStorage(),
    accounting: [ledger],
    clock,
    ids: sequentialIds(),
  });
  for (const tenantId of ['acme-msp', 'other']) await setUpDemoDesk(billing, tenantId);
  const log: unknown[] = [];
  const tokens = { demo: 'acme-msp', theirs: 'other' };
  const service = createService({ billing, tokens, log: (error) => log.push(error) });
  const url = `http://localhost:${await service.listen(0)}`;
  let isOver = false;
  const stopped: Service = {
    ...service,
    async stop() {
      if (isOver) return;
      isOver = true;
      await service.stop();
    },
  };
  onTestFinished(() => stopped.stop());
  return {
    billing,
    service: stopped,
    ledger,
    url,
    log,
    async call(path, { body, token = 'demo', headers = {} } = {}) {
      const response = await fetch(`${url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, body: readBody(await response.text()) };
    },
  };
}

/** JSON; or, of several lines, each one's. */
function readBody(text: string): unknown {
  const lines = text.trimEnd().split('\n');
  return lines.length === 1 ? JSON.parse(text) : lines.map((line) => JSON.parse(line));
}
