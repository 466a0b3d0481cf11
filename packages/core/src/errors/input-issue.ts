/** One fault in rejected input. */
export interface InputIssue {
  /** The way to the fault from the value that was handed in, for example `["rules", 0, "price", "rate"]`. */
  readonly path: readonly (string | number)[];
  /** What is wrong there, in English. */
  readonly message: string;
}

/**
 * Writes a path the way it would be typed in code: `rules[0].price.rate`. The empty path is `(input)`.
 */
export function formatPath(path: readonly (string | number)[]): string {
  if (path.length === 0) return '(input)';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
