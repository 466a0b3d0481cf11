import type { PdfOptions } from '../pdf/pdf-documents.ts';

/** Options whose functions are listened to. */
export interface WatchedOptions {
  readonly options: PdfOptions;
  /** Whether an error is one that a function of the caller threw. */
  readonly isOfCaller: (error: unknown) => boolean;
}

/** Listens to what the caller's functions throw, to tell it from what is wrong with the document. */
export function watchCallers(options: PdfOptions): WatchedOptions {
  const thrown: unknown[] = [];
  const watched =
    <Args extends readonly unknown[], Result>(body: (...args: Args) => Result) =>
    (...args: Args): Result => {
      try {
        return body(...args);
      } catch (error) {
        thrown.push(error);
        throw error;
      }
    };
  const { describeLine, swissReference } = options;
  return {
    options: {
      ...options,
      ...(describeLine === undefined ? {} : { describeLine: watched(describeLine) }),
      ...(swissReference === undefined ? {} : { swissReference: watched(swissReference) }),
    },
    isOfCaller: (error) => thrown.includes(error),
  };
}
