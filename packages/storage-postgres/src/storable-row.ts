import { BillingError, type InputIssue, type Row } from '@billwright/core';

/** A row as it is written: its value as text. */
export interface StorableRow extends Omit<Row, 'value'> {
  readonly text: string;
}

/** A row as it is to become, if its revision is still this one. */
export interface StorableUpdate {
  readonly row: StorableRow;
  readonly revision: number;
}

/** U+0000 and halves of surrogate pairs, of which no UTF-8 can be made. */
const unstorable = /\0|\p{Surrogate}/u;

// JSON writes them as escapes; an even number of backslashes before one makes it a text about an escape.
const unstorableEscape = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

// Escapes are rare, so most texts are only searched for one.
const hasUnstorableEscape = (json: string): boolean => json.includes('\\u') && unstorableEscape.test(json);

const message = 'holds U+0000 or half a surrogate pair, which PostgreSQL can not store';

/**
 * Reads a row before it is written.
 *
 * @throws BillingError `ROW_INVALID` when PostgreSQL could not keep it as it is.
 */
export function storableRow({ id, order, keys, value }: Row, indexes: readonly string[]): StorableRow {
  const text = JSON.stringify(value);
  const issues: InputIssue[] = [
    ...faultsOf(id, ['id']),
    ...faultsOf(order, ['order']),
    ...Object.entries(keys).flatMap(([name, key]) => faultsOfKey(name, key, indexes)),
    ...(hasUnstorableEscape(text) ? [{ path: ['value'], message }] : []),
  ];
  if (issues.length > 0) throw new BillingError('ROW_INVALID', { issues });
  return { id, order, keys, text };
}

/**
 * Reads a text that is looked for or locked.
 *
 * @throws BillingError `ROW_INVALID` when PostgreSQL could not take it as it is.
 */
export function requireStorable(text: string, name: string): string {
  const issues = faultsOf(text, [name]);
  if (issues.length > 0) throw new BillingError('ROW_INVALID', { issues });
  return text;
}

function faultsOfKey(name: string, key: string, indexes: readonly string[]): readonly InputIssue[] {
  const path = ['keys', name];
  if (indexes.includes(name)) return faultsOf(key, path);
  return [{ path, message: `is no index of the collection, which has ${indexes.join(', ') || 'none'}` }];
}

const faultsOf = (text: string, path: readonly string[]): readonly InputIssue[] =>
  unstorable.test(text) ? [{ path, message }] : [];
