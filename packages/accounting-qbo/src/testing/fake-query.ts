import { QuickBooksFault } from './fake-fault.ts';

/** A row of the fake's books. */
export type FakeRow = Readonly<Record<string, unknown>>;

/** Something that was sent as a row; one without fields when it is none. */
export const asRow = (value: unknown): FakeRow =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** Something that was sent as rows. */
export const asRows = (value: unknown): readonly FakeRow[] => (Array.isArray(value) ? value.map(asRow) : []);

/** A query, read. */
export interface FakeQuery {
  readonly entity: string;
  readonly fields: readonly string[] | null;
  readonly matches: (row: FakeRow) => boolean;
  /** Only how many rows there are is asked for. */
  readonly counts: boolean;
  readonly orderBy: string | null;
  readonly start: number;
  readonly most: number;
}

/** What can be at the end of a query, in any order (recorded: `maxresults` before `startposition`). */
const ending = /\s+(?<name>orderby|startposition|maxresults)\s+(?<value>[\w.]+)\s*$/i;
const form = /^select (?<fields>.+?) from (?<entity>\w+)(?: where (?<where>.+))?$/i;

/**
 * Reads a query: fields, one entity, conditions joined with `and`, a page. Texts are in single quotes, with a backslash
 * before a quote or a backslash in them (recorded). What it does not know it refuses, as QuickBooks does (4000, 4001).
 */
export function readQuery(text: string): FakeQuery {
  const literals: string[] = [];
  const plain = text.trim().replaceAll(/'((?:[^'\\]|\\.)*)'/gsu, (_, literal: string) => {
    literals.push(literal.replaceAll(/\\(.)/gsu, '$1'));
    return `§${literals.length - 1}§`;
  });
  const { rest, endings } = withoutEndings(plain);
  const groups = plain.includes("'") ? undefined : form.exec(rest)?.groups;
  if (groups === undefined) throw new QuickBooksFault('4000', `Error parsing query: ${text}`);
  const { fields = '', entity = '', where } = groups;
  const { orderby = null, startposition: start = '1', maxresults: most = '100' } = endings;
  // Recorded.
  if (Number(start) < 1) throw new QuickBooksFault('4001', 'value 0 is too small. Min allowed value is 1');
  if (Number(most) > 1000) throw new QuickBooksFault('4001', 'value is too large. Max allowed value is 1000');
  const conditions = where === undefined ? [] : where.split(/ and /i).map((one) => condition(one, literals));
  // Rows that are inactive are hidden unless the query says something of them.
  const saysActive = where !== undefined && /\bActive\b/.test(where);
  return {
    entity,
    fields: fields.trim() === '*' ? null : fields.split(',').map((field) => field.trim()),
    counts: /^count\(\*\)$/i.test(fields.trim()),
    matches: (row) => (saysActive || row['Active'] !== false) && conditions.every((holds) => holds(row)),
    orderBy: orderby,
    start: Number(start),
    most: Number(most),
  };
}

function withoutEndings(text: string): {
  readonly rest: string;
  readonly endings: Readonly<Record<string, string>>;
} {
  const endings: Record<string, string> = {};
  let rest = text;
  for (let found = ending.exec(rest); found !== null; found = ending.exec(rest)) {
    const { name = '', value = '' } = found.groups ?? {};
    endings[name.toLowerCase()] = value;
    rest = rest.slice(0, found.index);
  }
  return { rest, endings };
}

function condition(text: string, literals: readonly string[]): (row: FakeRow) => boolean {
  const [, field = '', operator = '', rest = ''] =
    /^\s*([\w.]+)\s*(=|<=|>=|<|>|in)\s*(.+)$/i.exec(text) ?? [];
  const list = /^\((.*)\)\s*$/s.exec(rest);
  const values = (list?.[1] ?? rest).split(',').map((value) => literalOf(value.trim(), literals));
  if (field === '' || (list !== null) !== (operator.toLowerCase() === 'in'))
    throw new QuickBooksFault('4000', `Error parsing query: ${text}`);
  const [value = ''] = values;
  return (row) => {
    const own = fieldAt(row, field);
    if (own === undefined) return false;
    if (operator === '=') return sameText(own, value);
    if (operator.toLowerCase() === 'in') return values.some((one) => sameText(own, one));
    // Numbers are compared as such also when they are in quotes (recorded).
    const [a, b] = [own, value].map((one) => (/^-?[\d.]+$/.test(one) ? Number(one) : Date.parse(one)));
    if (a === undefined || b === undefined) return false;
    return { '<': a < b, '>': a > b, '<=': a <= b, '>=': a >= b }[operator] ?? false;
  };
}

function literalOf(value: string, literals: readonly string[]): string {
  const index = /^§(\d+)§$/.exec(value)?.[1];
  if (index !== undefined) return literals[Number(index)] ?? '';
  if (/^(true|false|-?[\d.]+)$/.test(value)) return value;
  throw new QuickBooksFault('4001', `Invalid query: ${value}`);
}

/** A field of a row as text; `undefined` when it has none. */
export function fieldAt(row: FakeRow, path: string): string | undefined {
  let value: unknown = row;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
