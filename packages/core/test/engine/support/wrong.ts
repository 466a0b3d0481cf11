import { asJson } from '../../../src/engine/as-json.ts';
import { canonicalJson } from '../../../src/engine/canonical-json.ts';
import type { Collection } from '../../../src/engine/collection.ts';
import { digestOf } from '../../../src/engine/digest.ts';
import { digestRecords } from '../../../src/engine/records/issuing.ts';
import type { Unit } from '../../../src/engine/unit.ts';
import type { Invoice } from '../../../src/invoice/invoice.ts';
import type { CollectionName } from '../../../src/ports/collections.ts';

/** Changes the first row that fits. */
export async function change<Value, Name extends CollectionName>(
  unit: Unit,
  records: Collection<Value, Name>,
  fits: (value: Value) => boolean,
  changed: (value: Value) => Value,
): Promise<Value> {
  const found = (await unit.all(records)).find(fits);
  if (found === undefined) throw new Error(`no row of ${records.name} fits`);
  const after = changed(found);
  // Its id may be another one now.
  await unit.drop(records, records.id(found));
  await unit.save(records, after);
  return after;
}

/** A fault that is a change of the first row that fits. */
export const changing =
  <Value, Name extends CollectionName>(
    records: Collection<Value, Name>,
    fits: (value: Value) => boolean,
    changed: (value: Value) => Value,
  ) =>
  (unit: Unit): Promise<Value> =>
    change(unit, records, fits, changed);

export const isDraft = ({ settlement }: Invoice): boolean => settlement === 'draft';
export const isIssued = ({ settlement, kind }: Invoice): boolean =>
  settlement !== 'draft' && kind === 'invoice';
export const stands = ({ releasedAt }: { readonly releasedAt: string | null }): boolean =>
  releasedAt === null;

/** Seals an invoice again, as if it had been issued so. */
export async function seal(
  unit: Unit,
  { id, kind, content, credits, issued, revision }: Invoice,
): Promise<void> {
  const digest = await digestOf(canonicalJson(asJson({ id, kind, content, credits, issued })));
  await unit.save(digestRecords, { invoiceId: id, revision, digest });
}

/** A fault that is planted, and what is to be told of it. */
export interface Wrong {
  readonly invariant: string;
  /** What is told. */
  readonly fault: string;
  /** The smallest violation of it. */
  readonly plant: (unit: Unit) => Promise<unknown>;
  /** Other promises that can't hold either. Default: none. */
  readonly also?: readonly string[];
}
