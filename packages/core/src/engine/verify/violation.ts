import type { Json } from '../../ports/storage.ts';

/** The promises that stored data can show. What is missing here (I14, I15, I17, I19, I21, I25) is proved by tests alone. */
export type InvariantId =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'I7'
  | 'I8'
  | 'I9'
  | 'I10'
  | 'I11'
  | 'I12'
  | 'I13'
  | 'I16'
  | 'I18'
  | 'I20'
  | 'I22'
  | 'I23'
  | 'I24'
  | 'I26';

/** Something that a violation is about, for example an invoice and its id. */
export interface ViolationSubject {
  readonly kind: string;
  readonly id: string;
}

/** What a checker has found. */
export interface Finding {
  readonly subjects: readonly ViolationSubject[];
  /** The fault in one sentence, and the values that show it. */
  readonly details: { readonly fault: string } & { readonly [name: string]: Json };
}

/** Stored data that breaks a promise. */
export interface Violation extends Finding {
  readonly tenantId: string;
  readonly invariant: InvariantId;
  /** The promise, in one sentence. */
  readonly says: string;
}

/** One fault of one subject, with the values that show it. */
export const finding = (
  kind: string,
  id: string,
  fault: string,
  values: Readonly<Record<string, Json>> = {},
): Finding => ({ subjects: [{ kind, id }], details: { ...values, fault } });
