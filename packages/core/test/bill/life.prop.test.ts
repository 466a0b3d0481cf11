import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreeOnState } from './life/agree.ts';
import { anyCommand, pass } from './life/commands.ts';
import { Desk } from './life/desk.ts';
import { Paper } from './life/paper.ts';
import { anyHabits, anyTerms } from './life/terms-arbitraries.ts';

const numRuns = Math.ceil(3.5 * (fc.readConfigureGlobal()?.numRuns ?? 100));
// A life is some thirty milliseconds; a machine that builds something else beside it needs many times that.
const timeout = numRuns * 600;

test('R12, R60 to R65, R67, R70 to R77: 24 months of a customer are billed as a sheet of paper would', {
  timeout,
}, () => {
  fc.assert(
    fc.property(
      anyTerms,
      anyHabits,
      fc.commands(anyCommand, { maxCommands: 100, size: 'max' }),
      (terms, habits, commands) => {
        const [paper, desk] = [new Paper(terms, habits), new Desk(terms, habits)];
        fc.modelRun(() => ({ model: paper, real: desk }), commands);
        pass(paper, desk, 730);
        agreeOnState(paper, desk);
        expect(paper.closed).toBe(24);
      },
    ),
    { numRuns },
  );
});
