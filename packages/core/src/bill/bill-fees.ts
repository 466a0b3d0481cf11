import type { Fee, FeePart } from '../contract/component-kind.ts';
import type { PartOfComponent } from '../contract/parts-on.ts';
import type { DayShare } from '../contract/prorate.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { minorDigits } from '../money/currency.ts';
import { decimal } from '../money/decimal.ts';
import { textOfScaled, toScaled } from '../money/scaled.ts';
import { addDays } from '../time/civil-date.ts';
import type { BillFacts, FeeClaim } from './bill-facts.ts';

/** A fee that a bill charges. */
export interface BilledFee extends Fee {
  readonly componentId: string;
  /** How many civil days of the period the contract covers. A fee that is not prorated does not depend on it. */
  readonly share: DayShare;
  /** Remember it: it is what tells later bills that the fee was billed. */
  readonly claim: FeeClaim;
}

/** The fees that are due and were not billed before. */
export function feesOf(
  parts: readonly PartOfComponent<FeePart>[],
  { contract: { end }, contractPeriod, history = {}, due }: BillFacts,
): readonly BilledFee[] {
  const claims = history.billedFees ?? [];
  const { from } = contractPeriod.period;
  const billed = claims.map(({ key }) => key);
  return parts
    .filter(({ part }) => due !== 'advance' || part.billing === 'advance')
    .flatMap(({ componentId, part }) =>
      part.feesOf({ period: contractPeriod, billed, end }).map((fee) => ({
        ...fee,
        componentId,
        share: contractPeriod.share,
        claim: { key: fee.key, period: from },
      })),
    )
    .filter(
      ({ claim, once }) =>
        !claims.some(({ key, period }) => key === claim.key && (once === true || period === claim.period)),
    );
}

/** The line of a fee: one lump where quantity × price is not what its part of the period costs. */
export function feeLine(
  { componentId, key, description, quantity, unitPrice, amount, from, to }: BilledFee,
  taxCodes: readonly string[],
): InvoiceLine {
  const multipliesOut = decimal(quantity).times(unitPrice).equals(amount.amount);
  const price = textOfScaled(toScaled(unitPrice), minorDigits(amount.currency));
  return {
    kind: 'recurring-fee',
    key: ['fee', componentId, key, from].map(encodeURIComponent).join(':'),
    group: { componentId },
    ...(multipliesOut
      ? { unit: 'piece', quantity: textOfScaled(toScaled(quantity)), unitPrice: price }
      : { unit: 'lump', quantity: '1', unitPrice: amount.amount }),
    amount,
    hours: null,
    pieces: null,
    from,
    to: addDays(to, -1),
    entryIds: [],
    taxCodes,
    description,
  };
}
