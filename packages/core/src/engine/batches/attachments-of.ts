import type { Bill } from '../../bill/bill.ts';
import type { Attachment } from '../../invoice/invoice.ts';
import { type RecordedWork, workRecordId, workRecords } from '../records/work.ts';

/** The files of recorded work, by the ids of its records. */
export type WorkAttachments = ReadonlyMap<string, readonly Attachment[]>;

/** The files of work that has some. */
export function attachmentsByWork(works: readonly RecordedWork[]): WorkAttachments {
  const found = works.filter(({ attachments }) => attachments.length > 0);
  return new Map(found.map((work) => [workRecords.id(work), work.attachments]));
}

/**
 * The files that go along with bills: those of the work that they take, in its order, each file once. Work has ids of its
 * own for its files; of two with one id on an invoice, the second gets another.
 */
export function attachmentsOf(bills: readonly Bill[], known: WorkAttachments): readonly Attachment[] {
  if (known.size === 0) return [];
  const found = new Map<string, Attachment>();
  const taken = new Set<string>();
  for (const { kind, id } of bills.flatMap(({ claims }) => claims)) {
    if (kind !== 'entry' && kind !== 'expense' && kind !== 'product') continue;
    for (const attachment of known.get(workRecordId(kind, id)) ?? []) {
      const file = JSON.stringify([attachment.reference, attachment.name, attachment.mediaType]);
      if (found.has(file)) continue;
      const free = freeId(attachment.id, taken);
      taken.add(free);
      found.set(file, { ...attachment, id: free });
    }
  }
  return [...found.values()];
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `attachment-${number}`;
  return id;
}
