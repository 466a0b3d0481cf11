import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linePolicy } from '../invoice/line-policy.ts';
import { chargesByLine, priceLines } from '../invoice/price-lines.ts';
import { compileRater } from '../rating/compile-rater.ts';
import type { RatedWork } from '../rating/view/rated-work.ts';
import { anyRatingPolicy } from '../testing/rating-arbitraries.ts';
import { anyWork } from '../testing/work-arbitraries.ts';
import { coverageReport } from './coverage-report.ts';
import { explain, explainBlocked, explainExcluded } from './explain.ts';
import { explainLine } from './explain-line.ts';

const anyRatedWork: fc.Arbitrary<RatedWork> = anyRatingPolicy().chain((policy) =>
  anyWork(policy).map((work) => compileRater(policy).rate(work, { faults: 'block' })),
);

test('R6: whatever is rated, every entry is accounted for', () => {
  fc.assert(
    fc.property(anyRatedWork, (rated) => {
      const { entryCount } = rated;
      const report = coverageReport(rated);
      expect(report.inputs.count).toBe(entryCount);
      expect(report.billed.count + report.excluded.count + report.blocked.count).toBe(entryCount);
    }),
  );
});

test('R6: whatever is rated, no two charges have one key', () => {
  fc.assert(
    fc.property(anyRatedWork, (rated) => {
      const keys = Array.from(rated.charges(), ({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

// Nothing that was meant for machines, and one full stop.
const wholeSentence = /^(?!.*(?:undefined|null|NaN|\[object|\.\.)).+\.$/s;

test('R45: whatever is rated can be told in whole sentences of every language', () => {
  fc.assert(
    fc.property(anyRatedWork, (rated) => {
      const charges = [...rated.charges()];
      const policy = linePolicy();
      const party = charges.filter(
        ({ customerId, currency }) =>
          customerId === charges[0]?.customerId && currency === charges[0].currency,
      );
      const lines = priceLines(party, policy);
      for (const locale of ['en', 'de', 'fr'] as const) {
        const sentences = [
          ...charges.flatMap((charge) => explain(charge, { locale })),
          ...rated.blocked.map((work) => explainBlocked(work, { locale })),
          ...rated.excluded.map((work) => explainExcluded(work, { locale })),
          ...lines.map((line) =>
            explainLine(line, chargesByLine(party, policy).get(line.key) ?? [], { locale }),
          ),
        ];
        for (const sentence of sentences) expect(sentence).toMatch(wholeSentence);
      }
    }),
  );
});
