import type { Connection, Pool, Submittable } from 'pg';

/** A COPY, as `pg` sends what it does not know itself. */
class Copy implements Submittable {
  readonly received: Buffer[] = [];
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #given: readonly Buffer[];
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(text: string, given: readonly Buffer[]) {
    this.#text = text;
    this.#given = given;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    for (const chunk of this.#given) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.received.push(Buffer.from(chunk));
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#resolve();
  }

  handleError(error: unknown): void {
    this.#reject(error);
  }
}

/** What the types of `pg` do not tell. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

async function run(pool: Pool, copy: Copy): Promise<void> {
  const client = await pool.connect();
  try {
    client.query(copy);
    await copy.done;
  } finally {
    client.release();
  }
}

/** What a query gives, as COPY writes it. */
export async function copyOut(pool: Pool, query: string): Promise<readonly Buffer[]> {
  const copy = new Copy(`COPY (${query}) TO STDOUT`, []);
  await run(pool, copy);
  return copy.received;
}

/** Writes rows, as COPY wrote them, into columns of a table. */
export async function copyIn(pool: Pool, into: string, rows: readonly Buffer[]): Promise<void> {
  await run(pool, new Copy(`COPY ${into} FROM STDIN`, rows));
}
