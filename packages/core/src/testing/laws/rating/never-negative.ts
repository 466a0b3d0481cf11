import { decimal } from '../../../money/decimal.ts';
import { broken, holds, type Law, silent } from '../law.ts';
import { rateCase, type RatingCase } from '../rating-case.ts';
import { inMoney, inTime } from '../sums.ts';

/** Looks at each charge. */
export const neverNegative: Law<RatingCase> = {
  name: 'never-negative',
  says: 'No charge has an amount, a price or a time below zero.',
  exceptions: {},
  judge(given) {
    const rated = rateCase(given);
    for (const charge of rated.charges()) {
      const { currency, amount, unitPrice, measuredSeconds, billedSeconds } = charge;
      const charges = [{ title: 'charge', charges: [charge] }];
      const price = [amount, unitPrice].find((one) => decimal(one).isNegative() && !decimal(one).isZero());
      if (price !== undefined)
        return broken({ expected: 'nothing below zero', found: inMoney(decimal(price), currency), charges });
      const time = [measuredSeconds, billedSeconds].find((seconds) => seconds < 0);
      if (time !== undefined) return broken({ expected: 'nothing below zero', found: inTime(time), charges });
    }
    return rated.chargeCount === 0 ? silent : holds;
  },
};
