import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billPeriod } from '../../../bill/bill-period.ts';
import type { BillPolicy } from '../../../bill/bill-policy.ts';
import { anyDesk, type Desk } from '../../desk-arbitraries.ts';
import { anyBillFacts } from '../../bill-facts-arbitraries.ts';
import { anyBillCase, type BillCase } from '../bill-case.ts';
import { tellStory } from '../tell-story.ts';
import { counterExampleOf } from '../counter-example.ts';
import { billLaws } from './bill-laws.ts';

/** The policy of each customer of a desk that has a contract. */
const policiesOf = ({ rating, taxCodes, customers }: Desk): readonly BillPolicy[] =>
  customers.flatMap(({ contracts }) => (contracts.length === 0 ? [] : [{ rating, taxCodes, contracts }]));

const anyCase: fc.Arbitrary<BillCase> = anyDesk({ months: 1, maxEntries: 0 })
  .filter((desk) => policiesOf(desk).length > 0)
  .chain((desk) => fc.constantFrom(...policiesOf(desk)))
  .chain((policy) => anyBillCase({ policy, billing: billPeriod }, anyBillFacts(policy)));

describe('the laws hold for every contract and any facts', () => {
  test.each(Object.entries(billLaws))('%s', (_, law) => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(anyCase, (given) => {
        const { outcome } = law.judge(given);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        const { facts, policy } = given;
        const setting = {
          zone: policy.rating.calendar.zone,
          bill: null,
          work: facts.work ?? [],
          replay: null,
        };
        const found = counterExampleOf(law, given, setting);
        expect(found === null ? null : tellStory(found)).toBe(null);
      }),
    );
    expect(outcomes.get('holds')).toBeGreaterThan(10);
  });
});
