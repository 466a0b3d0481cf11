import { describe, expect, test } from 'vitest';
import type { LineKind } from '../../invoice/invoice-line.ts';
import type { NumberLocale } from '../../money/format-money.ts';
import { postingKinds } from '../../prepaid/posting.ts';
import type { BlockReason, ExclusionReason, OwnBlockReason } from '../../rating/outcome.ts';
import type { TraceCode } from '../../rating/trace-step.ts';
import type { NotDue } from '../bill-work.ts';
import type { CoveredBy } from '../cover/covered-work.ts';
import { wordsOf } from '../explain.ts';
import { billWords } from '../explain-words.ts';

// Each list is held against its type by the compiler: a new kind must be added here, and then needs its words.
const keys = <Key extends string>(all: Readonly<Record<Key, true>>): readonly string[] =>
  Object.keys(all).toSorted();

const lineKinds = keys<LineKind>({
  time: true,
  piece: true,
  incident: true,
  'recurring-fee': true,
  'true-up': true,
  expense: true,
  product: true,
  'top-up': true,
  discount: true,
  manual: true,
  rounding: true,
  information: true,
  'prepaid-work': true,
});
const sources = keys<CoveredBy['kind']>({ allowance: true, pool: true, incident: true });
const blockReasons = keys<Exclude<BlockReason, OwnBlockReason>>({
  invalid: true,
  'no-customer': true,
  'no-rate': true,
  'rate-ambiguous': true,
  'not-approved': true,
  'no-work-item': true,
  'over-cap': true,
  quota: true,
});
const exclusions = keys<ExclusionReason>({
  'non-billable': true,
  'non-billable-rate': true,
  'no-time': true,
});
const notDue = keys<NotDue['reason']>({ later: true, 'other-contract': true, 'no-contract': true });
const traceCodes = keys<TraceCode>({
  timed: true,
  untimed: true,
  'wall-clock-ambiguous': true,
  'wall-clock-skipped': true,
  'requester-customer': true,
  'band-from-calendar': true,
  'band-from-date': true,
  'band-from-person': true,
  quantity: true,
  'rate-from-person': true,
  'rate-from-rule': true,
  tier: true,
  modifiers: true,
  piece: true,
  'piece-already-charged': true,
  covered: true,
  'overage-rate': true,
  'overage-factor': true,
  'billed-before': true,
  amount: true,
});

const locales: readonly NumberLocale[] = ['en', 'de', 'fr'];
const posting = { quantity: '1 h', lot: 'lot', entryId: 'te_1', amount: '1' };

describe.each(locales)('in %s', (locale) => {
  const { blocked, excluded, trace } = wordsOf({ locale });
  const words = billWords[locale];

  test('each kind of line, source of cover, posting, reason and trace code has words', () => {
    const namesOf = (table: object): readonly string[] => Object.keys(table).toSorted();
    expect(namesOf(words.lineKinds)).toEqual(lineKinds);
    expect(namesOf(words.covered)).toEqual(sources);
    expect(namesOf(words.postings)).toEqual([...postingKinds].toSorted());
    expect(namesOf(words.notDue)).toEqual(notDue);
    expect(namesOf(blocked)).toEqual(blockReasons);
    expect(namesOf(excluded)).toEqual(exclusions);
    expect(namesOf(trace)).toEqual(traceCodes);
  });

  test('no words are said of two things', () => {
    const said = [
      Object.values(words.lineKinds),
      Object.values(words.covered).map((say) => say('name')),
      Object.values(words.postings).map((say) => say(posting)),
      Object.values(words.notDue).map((say) => say('c_1')),
    ];
    for (const list of said) expect(new Set(list).size).toBe(list.length);
    expect(said.flat()).not.toContain('');
  });
});
