import { asRow, asRows } from '../../src/testing/fake-query.ts';

/** Every place of a value with the type that is there, for example `Line[].Amount number`. */
function placesOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => placesOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null)
    return [`${path} ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([name, own]) =>
    placesOf(own, path === '' ? name : `${path}.${name}`),
  );
}

/**
 * How an answer of the fake differs in shape from one that was recorded: it may not have what the real one has not, except
 * for what was sent, and must have what is needed. Nothing: they agree.
 */
export function shapeFaults(
  recorded: unknown,
  fake: unknown,
  { sent, needed }: { readonly sent: unknown; readonly needed: readonly string[] },
): readonly string[] {
  const real = new Set(placesOf(recorded));
  const own = new Set(placesOf(fake));
  const given = new Set(placesOf(sent));
  const isGiven = (place: string): boolean => [...given].some((one) => place.endsWith(`.${one}`));
  const more = [...own].filter((place) => !real.has(place) && !isGiven(place));
  const less = needed.filter((place) => !own.has(place) || !real.has(place));
  return [...more.map((place) => `more: ${place}`), ...less.map((place) => `missing: ${place}`)];
}

/** The code of a fault in either shape; `null`: it is none. */
export function codeOf(answer: unknown): unknown {
  const upper = asRow(answer)['Fault'];
  const fault = asRow(upper ?? asRow(answer)['fault']);
  const [first] = asRows(fault['Error'] ?? fault['error']);
  return first === undefined ? null : first['code'];
}
