import type { MinimumPart } from '../contract/component-kind.ts';
import type { ContractPeriod } from '../contract/contract-period.ts';
import type { ChargeableAmount, TrueUp } from '../contract/minimum.ts';
import type { PartOfComponent } from '../contract/parts-on.ts';
import type { InvoiceLine, LineGroup } from '../invoice/invoice-line.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { addDays } from '../time/civil-date.ts';
import type { SharedLines } from './bill-shares.ts';

/** What a period comes to, for its minimums: work by its people, expenses by theirs, products by nobody's. */
export function chargeableAmounts(
  minimums: readonly PartOfComponent<MinimumPart>[],
  work: SharedLines,
  entryOf: (entryId: string) => TimeEntry,
  otherLines: readonly InvoiceLine[],
): readonly ChargeableAmount[] {
  const others = otherLines.map(({ group, amount }) => ({
    ...nobody,
    agentId: group.agentId ?? null,
    amount,
  }));
  const isForSomebody = minimums.some(({ part }) =>
    Object.values(part.scope).some((one) => one !== undefined),
  );
  // The shares of a line sum to it: where nobody asks whose work it was, the lines will do.
  if (!isForSomebody) return [...work.lines.map(({ amount }) => ({ ...nobody, amount })), ...others];
  const shares = work.shares.map(({ entryId, amount }) => {
    const { agentId, teamId, serviceTypeId } = entryOf(entryId);
    return { agentId, teamId: teamId ?? null, serviceTypeId, amount };
  });
  return [...shares, ...others];
}

const nobody = { agentId: null, teamId: null, serviceTypeId: null };

/** The line of a true-up. */
export function trueUpLine(
  { componentId, scope, amount }: TrueUp,
  { period, covered }: ContractPeriod,
  taxCodes: readonly string[],
): InvoiceLine {
  const { agent, team, serviceType } = scope;
  const group: LineGroup = {
    componentId,
    ...(agent === undefined ? {} : { agentId: agent }),
    ...(team === undefined ? {} : { teamId: team }),
    ...(serviceType === undefined ? {} : { serviceTypeId: serviceType }),
  };
  return {
    kind: 'true-up',
    key: `true-up:${encodeURIComponent(componentId)}`,
    group,
    unit: 'lump',
    quantity: '1',
    unitPrice: amount.amount,
    amount,
    hours: null,
    pieces: null,
    from: covered[0]?.from ?? period.from,
    to: addDays(covered.at(-1)?.to ?? period.to, -1),
    entryIds: [],
    taxCodes,
    description: null,
  };
}
