/** A call that a fake organisation got. */
export interface FakeXeroCall {
  readonly method: string;
  /** Of the accounting API, for example `Invoices/3f…`; of the others `tokens`, `connections`, `connections/…`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly modifiedSince: string | undefined;
  readonly idempotencyKey: string | undefined;
}
