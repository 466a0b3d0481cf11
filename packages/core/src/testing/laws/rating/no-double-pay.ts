import type { Charge } from '../../../rating/charge.ts';
import { broken, holds, type Law, silent } from '../law.ts';
import { chargedEntries, rateCase, type RatingCase } from '../rating-case.ts';
import { groupBy, inTime, sumBy } from '../sums.ts';
import { workedSeconds } from '../worked-seconds.ts';

/** Adds up what is charged of each entry, and the pieces of each thing that has one price. */
export const noDoublePay: Law<RatingCase> = {
  name: 'no-double-pay',
  says: 'No second is charged twice, nor anything that has one price however long it takes.',
  exceptions: {},
  judge(given) {
    const rated = rateCase(given);
    const charges = Array.from(rated.charges());
    const entries = chargedEntries(given, rated);
    if (charges.length === 0) return silent;
    const twice = [...groupBy(charges, ({ key }) => key).values()].find((same) => same.length > 1);
    if (twice !== undefined)
      return broken({
        expected: 'one charge of each key',
        found: `${twice.length} of "${twice[0]?.key}"`,
        charges: [{ title: 'charges', charges: twice }],
      });
    for (const [entryId, own] of groupBy(charges, (charge) => charge.entryId)) {
      const entry = entries.get(entryId);
      const worked = entry === undefined ? 0 : workedSeconds(entry);
      const measured = sumBy(own, ({ measuredSeconds }) => measuredSeconds);
      if (worked === null || measured <= worked) continue;
      return broken({
        expected: `at most ${inTime(worked)} of ${entryId}`,
        found: inTime(measured),
        charges: [{ title: 'charges', charges: own }],
      });
    }
    for (const [what, own] of groupBy(charges.filter(isPiece), thingOf)) {
      const pieces = sumBy(own, (charge) => charge.pieces);
      if (pieces <= 1) continue;
      return broken({
        expected: `one price for ${what}`,
        found: `${pieces}`,
        charges: [{ title: 'charges', charges: own }],
      });
    }
    return holds;
  },
};

const isPiece = ({ unit }: Charge): boolean => unit === 'piece';

/** What a price per piece is for, in words. */
function thingOf({
  trace,
  entryId,
  agentId,
  customerId,
  workItem,
  date,
  ruleId,
  rateCardId,
}: Charge): string {
  const step = trace.find(({ code }) => code === 'piece' || code === 'piece-already-charged');
  const once = step !== undefined && 'once' in step ? step.once : 'entry';
  if (once === 'work-item') return `the ${workItem?.kind} ${workItem?.id} of ${customerId}`;
  if (once === 'agent-day')
    return `the day ${date} of ${agentId} for ${customerId}, by rule ${ruleId} of ${rateCardId}`;
  return `the entry ${entryId}`;
}
