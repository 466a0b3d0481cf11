import { asJson } from '../as-json.ts';
import { canonicalJson } from '../canonical-json.ts';
import { digestOf } from '../digest.ts';
import type { AuditRecord } from './audit-record.ts';

/** What the first record follows. */
export const beforeFirst = '0'.repeat(64);

/** What a record's digest is over: the canonical form of everything in it but itself. It never changes. */
export function digestOfRecord(record: Omit<AuditRecord, 'digest'>): Promise<string> {
  const { digest: _digest, ...signed }: Omit<AuditRecord, 'digest'> & { readonly digest?: string } = record;
  return digestOf(canonicalJson(asJson(signed)));
}
