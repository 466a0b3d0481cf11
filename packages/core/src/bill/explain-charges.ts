import { chargesByLine } from '../invoice/price-lines.ts';
import type { Charge } from '../rating/charge.ts';
import type { Bill } from './bill.ts';

/** The charges of each line of a bill, by the line's key. Lines that are no work have none. */
export function chargesOfLines({
  charges,
  lines,
  linePolicy,
}: Pick<Bill, 'charges' | 'lines' | 'linePolicy'>): ReadonlyMap<string, readonly Charge[]> {
  // All work of a bill bears the taxes of its contract. Lines of hours for information are of work without charges.
  const worked = lines.find(
    ({ kind, unit }) => kind === 'time' || kind === 'piece' || (kind === 'information' && unit !== 'hour'),
  );
  return chargesByLine(charges, linePolicy, { taxCodes: () => worked?.taxCodes ?? [] });
}
