import { inputError } from '../errors/parse-input.ts';

/** Lines of text, as they come: of a list, or of a generator. */
export type TextLines = Iterable<string> | AsyncIterable<string>;

/**
 * The lines, one after another.
 *
 * @throws BillingError `IMPORT_INVALID` when they are none.
 */
export function linesOnce(lines: TextLines): AsyncIterator<unknown, void, undefined> {
  const given: unknown = lines;
  if (typeof given !== 'object' || given === null || !isIterable(given))
    throw inputError('IMPORT_INVALID', [{ path: ['lines'], message: 'are no lines' }]);
  return each(given);
}

const isIterable = (given: object): given is Iterable<unknown> | AsyncIterable<unknown> =>
  Symbol.asyncIterator in given || Symbol.iterator in given;

async function* each(
  lines: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<unknown, void, undefined> {
  yield* lines;
}
