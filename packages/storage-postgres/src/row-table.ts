import {
  type CollectionName,
  collections,
  type RowQuery,
  type RowRemoval,
  type StoredRow,
} from '@billwright/core';
import { keyColumn, tableName } from './schema/names.ts';
import type { StorableRow, StorableUpdate } from './storable-row.ts';
import { fromSortable, toSortable } from './text-order.ts';

/** One statement with its values. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** The statements for the table of one collection. Each has the tenant in its condition, beside row-level security. */
export class RowTable {
  readonly collection: CollectionName;
  readonly indexes: readonly string[];
  /** With its schema. */
  readonly name: string;
  readonly #columns: readonly string[];
  /**
   * A row as one text of JSON. The value stays character by character what was written, and nothing depends on how the
   * caller's driver reads numbers, JSON, or a byte order mark at the beginning of a text.
   */
  readonly row: string;

  /** @param schema as SQL writes it */
  constructor(collection: CollectionName, schema: string) {
    this.collection = collection;
    this.indexes = collections[collection];
    this.name = `${schema}.${tableName(collection)}`;
    this.#columns = ['id', '"order"', 'value', ...this.indexes.map(keyColumn)];
    this.row = `json_build_array(revision, ${this.#columns.join(', ')})::text`;
  }

  get(tenant: string, id: string): Statement {
    return {
      text: `SELECT ${this.row} AS row FROM ${this.name} WHERE tenant_id = $1 AND id = $2`,
      values: [tenant, toSortable(id)],
    };
  }

  getAll(tenant: string, ids: readonly string[]): Statement {
    return {
      text: `SELECT ${this.row} AS row FROM ${this.name} WHERE tenant_id = $1 AND id = ANY($2::text[])`,
      values: [tenant, ids.map(toSortable)],
    };
  }

  list(tenant: string, { index, from, to, after, descending = false, limit }: RowQuery): Statement {
    const values: unknown[] = [tenant];
    const use = (value: unknown): string => `$${values.push(value)}`;
    const conditions = ['tenant_id = $1'];
    if (index !== undefined) conditions.push(`${keyColumn(index.name)} = ${use(index.key)}`);
    if (from !== undefined) conditions.push(`"order" >= ${use(toSortable(from))}`);
    if (to !== undefined) conditions.push(`"order" < ${use(toSortable(to))}`);
    if (after !== undefined) {
      const place = `(${use(toSortable(after.order))}, ${use(toSortable(after.id))})`;
      conditions.push(`("order", id) ${descending ? '<' : '>'} ${place}`);
    }
    const direction = descending ? ' DESC' : '';
    const text = `SELECT ${this.row} AS row FROM ${this.name} WHERE ${conditions.join(' AND ')}
      ORDER BY "order"${direction}, id${direction} LIMIT ${use(Math.max(0, limit))}`;
    return { text, values };
  }

  insert(tenant: string, row: StorableRow): Statement {
    const places = this.#columns.map((_, index) => `$${index + 2}`);
    return {
      text: `INSERT INTO ${this.name} (tenant_id, revision, ${this.#columns.join(', ')})
        VALUES ($1, 1, ${places.join(', ')}) ON CONFLICT (tenant_id, id) DO NOTHING`,
      values: [tenant, ...this.#valuesOf(row)],
    };
  }

  update(tenant: string, row: StorableRow, revision: number): Statement {
    const changed = this.#columns.map((column, index) => `${column} = $${index + 3}`).slice(1);
    return {
      text: `UPDATE ${this.name} SET revision = revision + 1, ${changed.join(', ')}
        WHERE tenant_id = $1 AND revision = $2 AND id = $3`,
      values: [tenant, revision, ...this.#valuesOf(row)],
    };
  }

  remove(tenant: string, id: string, revision: number): Statement {
    return {
      text: `DELETE FROM ${this.name} WHERE tenant_id = $1 AND revision = $2 AND id = $3`,
      values: [tenant, revision, toSortable(id)],
    };
  }

  /** Adds rows with different ids, and gives the ids of those that were free. */
  insertAll(tenant: string, rows: readonly StorableRow[]): Statement {
    const columns = this.#columns.join(', ');
    return {
      text: `INSERT INTO ${this.name} (tenant_id, revision, ${columns})
        SELECT $1, 1, ${columns.replace(' value', ' value::json')} FROM ${this.#given(2)}
        ON CONFLICT (tenant_id, id) DO NOTHING RETURNING to_json(id)::text AS row`,
      values: [tenant, ...this.#listsOf(rows)],
    };
  }

  /** Replaces rows with different ids, as far as they have their revisions. */
  updateAll(tenant: string, updates: readonly StorableUpdate[]): Statement {
    const changed = this.#columns
      .slice(1)
      .map((column) => `${column} = given.${column}${column === 'value' ? '::json' : ''}`);
    return {
      text: `UPDATE ${this.name} AS kept SET revision = kept.revision + 1, ${changed.join(', ')}
        FROM ${this.#given(2, 'revision')}
        WHERE kept.tenant_id = $1 AND kept.id = given.id AND kept.revision = given.revision::bigint`,
      values: [
        tenant,
        ...this.#listsOf(updates.map(({ row }) => row)),
        updates.map(({ revision }) => String(revision)),
      ],
    };
  }

  /** Removes rows, as far as they have their revisions. */
  removeAll(tenant: string, removals: readonly RowRemoval[]): Statement {
    return {
      text: `DELETE FROM ${this.name} AS kept USING unnest($2::text[], $3::bigint[]) AS given (id, revision)
        WHERE kept.tenant_id = $1 AND kept.id = given.id AND kept.revision = given.revision`,
      values: [tenant, removals.map(({ id }) => toSortable(id)), removals.map(({ revision }) => revision)],
    };
  }

  /** The id in the text that an insert gave. */
  readId(text: unknown): string {
    const id: unknown = JSON.parse(String(text));
    return fromSortable(String(id));
  }

  /** The row in the text that a statement gave. */
  read(text: unknown): StoredRow {
    // It was made by the expression above.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const [revision, id, order, value, ...keys] = JSON.parse(String(text)) as StoredColumns;
    const present = this.indexes.flatMap((name, index) => {
      const key = keys[index];
      return key == null ? [] : [[name, key] as const];
    });
    return {
      id: fromSortable(id),
      order: fromSortable(order),
      keys: Object.fromEntries(present),
      value,
      revision,
    };
  }

  /** Rows that are handed over as a list for each column, from this parameter on. */
  #given(first: number, ...others: readonly string[]): string {
    const columns = [...this.#columns, ...others];
    const lists = columns.map((column, index) =>
      column === 'value' ? `string_to_array($${first + index}, chr(30))` : `$${first + index}::text[]`,
    );
    return `unnest(${lists.join(', ')}) AS given (${columns.join(', ')})`;
  }

  /** A list for each column. Values are one text: in JSON, no character below U+0020 stands for itself. */
  #listsOf(rows: readonly StorableRow[]): readonly unknown[] {
    const values = rows.map((row) => this.#valuesOf(row));
    const lists = this.#columns.map((_, index) => values.map((own) => own[index]));
    return lists.map((list, index) => (this.#columns[index] === 'value' ? list.join('\u001e') : list));
  }

  #valuesOf({ id, order, keys, text }: StorableRow): readonly unknown[] {
    return [toSortable(id), toSortable(order), text, ...this.indexes.map((name) => keys[name] ?? null)];
  }
}

type StoredColumns = readonly [
  revision: number,
  id: string,
  order: string,
  value: StoredRow['value'],
  ...keys: readonly (string | null)[],
];
