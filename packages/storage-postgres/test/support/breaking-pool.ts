import type { Pool, PoolClient } from 'pg';
import type { PostgresPool, PostgresResult } from '../../src/index.ts';

/** What goes wrong at a statement: the process that asked it is no more, or its connection. */
export interface Break {
  /** 1 for the first. */
  readonly at: number;
  readonly what: 'process' | 'connection';
  /** Whether the server has done the statement. */
  readonly when: 'before' | 'after';
}

/** A pool that counts statements, and breaks at one of them. */
export class BreakingPool implements PostgresPool {
  readonly statements: string[] = [];
  /** Resolves when the process has died: nobody in it gets an answer any more. */
  readonly death: Promise<'died'>;
  readonly #pool: Pool;
  readonly #open = new Set<PoolClient>();
  #fault: Break | null = null;
  #isCounting = false;
  #isDead = false;
  #die: () => void = () => undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
    this.death = new Promise((resolve) => {
      this.#die = () => resolve('died');
    });
  }

  /** Counts from now on, and breaks once. */
  arm(fault: Break | null): void {
    this.#fault = fault;
    this.#isCounting = true;
  }

  async connect(): ReturnType<PostgresPool['connect']> {
    if (this.#isDead) return never();
    const client = await this.#pool.connect();
    if (this.#isDead) {
      client.release();
      return never();
    }
    this.#open.add(client);
    return {
      query: (text, values) => this.#query(client, text, values),
      release: (isBroken) => {
        if (this.#open.delete(client)) client.release(isBroken);
      },
      on: (event, listener) => client.on(event, listener),
      removeListener: (event, listener) => client.removeListener(event, listener),
    };
  }

  async #query(client: PoolClient, text: string, values?: unknown[]): Promise<PostgresResult> {
    if (this.#isDead) return never();
    const fault = this.#isCounting && this.statements.push(text) === this.#fault?.at ? this.#fault : null;
    if (fault === null || fault.when === 'after') {
      const result = await (values === undefined ? client.query(text) : client.query(text, values));
      if (fault === null) return result;
    }
    if (fault.what === 'process') return this.#endProcess();
    hangUp(client);
    throw new Error('the connection broke');
  }

  #endProcess(): Promise<never> {
    this.#isDead = true;
    for (const client of this.#open) {
      hangUp(client);
      client.release(true);
    }
    this.#open.clear();
    this.#die();
    return never();
  }
}

const never = (): Promise<never> => new Promise(() => undefined);

/** Closes the connection without a word, as the system does for a process that is no more. */
function hangUp(client: PoolClient): void {
  client.on('error', () => undefined);
  const stream: unknown = Reflect.get(Object(Reflect.get(client, 'connection')), 'stream');
  const destroy: unknown = Reflect.get(Object(stream), 'destroy');
  if (typeof destroy !== 'function') throw new Error('the client has no stream');
  Reflect.apply(destroy, stream, []);
}
