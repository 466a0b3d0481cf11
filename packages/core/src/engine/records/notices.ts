import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';
import type { Unit } from '../unit.ts';

/** Something that was told, or has happened, and is remembered: it is not told again. */
export interface Notice {
  /** What it is about, for example `contract` and its id. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** What was told, for example `quota:support:2026-03-01:80`. Unique for its subject. */
  readonly what: string;
  /** When last. */
  readonly at: Instant;
  /** How many times in all. */
  readonly count: number;
}

/** Notices, by what they are about. */
export const noticeRecords = collection<Notice, 'notices'>({
  name: 'notices',
  id: (notice) => noticeId(notice),
  keys: ({ subject }) => ({ subject: subjectKey(subject) }),
});

/** The id of a notice. */
export const noticeId = ({ subject, what }: Pick<Notice, 'subject' | 'what'>): string =>
  [subject.kind, subject.id, what].map(encodeURIComponent).join(':');

const subjectKey = ({ kind, id }: Notice['subject']): string => `${kind}:${id}`;

/** Notes that something is told. `false`: it was told before. */
export function tellOnce(unit: Unit, subject: Notice['subject'], what: string): Promise<boolean> {
  return unit.add(noticeRecords, { subject, what, at: unit.at, count: 1 });
}

/** What was told of a subject. */
export async function toldOf(unit: Unit, subject: Notice['subject']): Promise<ReadonlySet<string>> {
  const notices = await unit.all(noticeRecords, { index: ['subject', subjectKey(subject)] });
  return new Set(notices.map(({ what }) => what));
}
