/** What one statement gave. */
export interface PostgresResult {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** How many rows it wrote, or read. */
  readonly rowCount: number | null;
}

/** The part of a client of `pg` that is used. One client is one connection, for as long as a transaction lasts. */
export interface PostgresClient {
  /** Without values the text may have several statements; their result is not looked at. */
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  /** Gives the connection back; with `true` it is not used again. */
  release(isBroken?: boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
}

/** The part of a `Pool` of `pg` that is used. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
}
