import { isBillingError } from '../../src/errors/billing-error.ts';
import { formatPath } from '../../src/errors/input-issue.ts';

/** How a call was refused: by which error, where, and whether it says what to do without repeating megabytes. */
export interface Refusal {
  readonly code: string;
  /** The paths of the faults; none for errors about something else than the form of the input. */
  readonly paths: readonly string[];
  /** What the message, the remedy and the JSON of the error lack. */
  readonly lacks: readonly string[];
}

/** The way in which a call is refused; `null` when it is not. Any error that is not Billwright's is passed on. */
export function refusalOf(call: () => unknown): Refusal | null {
  try {
    call();
    return null;
  } catch (error) {
    if (!isBillingError(error)) throw error;
    const paths = 'issues' in error.details ? error.details.issues.map(({ path }) => formatPath(path)) : [];
    const { message, remedy } = error;
    const lacks = [
      message.length > error.code.length + 10 ? '' : 'a message',
      remedy.length > 20 ? '' : 'a remedy',
      JSON.stringify(error).length < 20_000 ? '' : 'brevity',
      'issues' in error.details && paths.length === 0 ? 'a path' : '',
    ];
    return { code: error.code, paths, lacks: lacks.filter((lack) => lack !== '') };
  }
}

/** A text of 10 MB. */
export const huge: string = 'x'.repeat(10_000_000);

const circle: Record<string, unknown> = { id: 'a' };
circle['self'] = circle;

/** What is never a policy, a card, a calendar or an entry. */
export const garbage: readonly (readonly [what: string, value: unknown])[] = [
  ['null', null],
  ['a number', 42],
  ['NaN', Number.NaN],
  ['true', true],
  ['a text', 'standard'],
  ['a text of 10 MB', huge],
  ['an empty object', {}],
  ['a list', []],
  ['a list of lists', [[[]]]],
  ['a circle', circle],
  ['a circle of lists', Object.assign([], { 0: circle })],
  ['a function', () => ({})],
  ['a bigint', 10n],
  ['a symbol', Symbol('odd')],
  ['a Date', new Date(0)],
  ['a Map', new Map([['id', 'a']])],
  ['a Set', new Set(['a'])],
  ['a Promise', Promise.resolve({})],
  ['a RegExp', /a/],
  ['bytes', new Uint8Array(8)],
  ['an object without prototype', Object.create(null)],
  ['an object with "__proto__" as a key', JSON.parse('{"__proto__":{"id":"a"}}')],
  ['an object with an unknown key of 10 MB', { [huge]: 1 }],
];
