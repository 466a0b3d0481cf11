import { z } from 'zod';
import { BillingError } from '../errors/billing-error.ts';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import type { CancelSignal } from '../ports/cancel-signal.ts';
import { type CollectionName, collections } from '../ports/collections.ts';
import type { Row, Storage, StorageTransaction } from '../ports/storage.ts';
import { asJson } from './as-json.ts';
import { linesOnce, type TextLines } from './lines-once.ts';
import { toRow } from './to-row.ts';
import { storedCollections } from './stored-collections.ts';

/** How an import can be given up. */
export interface ImportOptions {
  readonly signal?: CancelSignal | undefined;
}

/** What an import brought. */
export interface ImportedTenant {
  readonly tenantId: string;
  readonly rows: number;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- they are the keys of the list itself
const names = Object.keys(collections) as CollectionName[];

const headSchema = z.looseObject({
  format: z.literal('billwright'),
  version: z.literal(1),
  tenantId: idSchema,
});

const rowSchema = z.strictObject({
  collection: z.enum(names.filter((name) => name !== 'connectors')),
  id: z.string().min(1),
  value: z.looseObject({}),
});

/** So many rows go to the storage at once. */
const portion = 500;

/** Writes what {@link exportTenant} told into a storage where the tenant has nothing: all of it, or nothing. */
export async function importTenant(
  storage: Storage,
  given: TextLines,
  { signal }: ImportOptions = {},
): Promise<ImportedTenant> {
  const lines = linesOnce(given);
  try {
    const head = await lines.next();
    const { tenantId } = parseLine(headSchema, head.value, 1);
    let begun = false;
    const rows = await storage.transaction(
      tenantId,
      async (transaction) => {
        // Lines that were read can't be asked for again.
        if (begun) throw new BillingError('STORAGE_UNAVAILABLE', { reason: 'the import had to begin again' });
        begun = true;
        await requireEmpty(transaction, tenantId);
        return writeRows(transaction, lines, signal);
      },
      { signal },
    );
    return { tenantId, rows };
  } finally {
    await lines.return?.();
  }
}

async function requireEmpty(transaction: StorageTransaction, tenantId: string): Promise<void> {
  for (const name of names) {
    const [found] = await transaction.list(name, { limit: 1 });
    if (found !== undefined)
      throw new BillingError('TENANT_NOT_EMPTY', { tenantId, collection: name, id: found.id });
  }
}

async function writeRows(
  transaction: StorageTransaction,
  lines: AsyncIterator<unknown>,
  signal: CancelSignal | undefined,
): Promise<number> {
  let count = 0;
  let waiting: Row[] = [];
  let collection: CollectionName | null = null;
  const flush = async (): Promise<void> => {
    if (collection === null) return;
    const added = await transaction.insertAll(collection, waiting);
    const at = added.indexOf(false);
    if (at !== -1) throw lineFault(count - waiting.length + at + 2, 'has an id that a line before it has');
    waiting = [];
  };
  for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
    if (signal?.aborted === true) throw signal.reason;
    const { row, collection: next } = rowOf(line.value, count + 2);
    if (next !== collection || waiting.length === portion) await flush();
    collection = next;
    waiting.push(row);
    count += 1;
  }
  await flush();
  return count;
}

function rowOf(line: unknown, number: number): { readonly row: Row; readonly collection: CollectionName } {
  const { collection, id, value } = parseLine(rowSchema, line, number);
  const kept = storedCollections[collection];
  try {
    // A value of another form has no key, or breaks the function that makes it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const row = toRow({ ...kept, id: kept.id ?? (() => id) }, value as never);
    if (row.id === id && isWhole(row)) return { collection, row: { ...row, value: asJson(value) } };
  } catch (cause) {
    throw lineFault(number, `is no value of ${collection}`, cause);
  }
  throw lineFault(number, `is not the value with the id "${id}"`);
}

/** Whether order and keys came out of the value as text. */
const isWhole = ({ order, keys }: Row): boolean =>
  [order, ...Object.values(keys)].every((text: unknown) => typeof text === 'string');

function parseLine<Output>(schema: z.ZodType<Output>, line: unknown, number: number): Output {
  const path = ['lines', number];
  if (typeof line !== 'string') throw lineFault(number, 'is missing');
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw lineFault(number, 'is no JSON', cause);
  }
  return parseInput('IMPORT_INVALID', schema, json, path);
}

const lineFault = (number: number, message: string, cause?: unknown): BillingError =>
  inputError('IMPORT_INVALID', [{ path: ['lines', number], message }], cause);
