/** An adapter that does not keep a promise: what was promised, and what happened. */
export class ConformanceFailure extends Error {
  override readonly name = 'ConformanceFailure';
  /** The name of the case. */
  readonly promised: string;
  /** What the adapter did, in a sentence. */
  readonly happened: string;

  constructor(promised: string, happened: string, options?: ErrorOptions) {
    super(`Promised: ${promised}. But ${happened}`, options);
    this.promised = promised;
    this.happened = happened;
  }
}
