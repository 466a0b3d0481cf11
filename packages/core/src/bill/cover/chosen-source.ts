import { isZero, type Money } from '../../money/money.ts';
import { coverCharge } from '../../prepaid/cover-charge.ts';
import { textOfUnits, unitsOf } from '../../prepaid/ledger-quantity.ts';
import { sumUnits } from '../../prepaid/balance.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import type { PrepaidPool } from '../../prepaid/prepaid-pool.ts';
import { type ChosenDraws, drawError } from './chosen-draws.ts';
import type { CoveredBy } from './covered-work.ts';
import { type CoverSource, noDraw } from './cover-source.ts';

/** An account of which a person has drawn, and what its draws are worth where a bill must know. */
interface ChosenAccount {
  readonly by: CoveredBy;
  readonly account: PrepaidAccount;
  readonly worth: (draws: readonly PrepaidPosting[]) => Money | null;
}

/**
 * Work that a person had paid from a pool is paid for exactly what was drawn (R72), whatever the pool, the account and
 * the allowances before it would say. Draws that are more than the work needs are refused: the work was edited.
 */
export function chosenSource({ by, account, worth }: ChosenAccount, chosen: ChosenDraws): CoverSource {
  return {
    by,
    needsPrice: account.currency !== null,
    remainder: null,
    takes: ({ entryId, part }) => chosen.of(account.id, entryId, part).length > 0,
    draw(work) {
      const draws = chosen.of(account.id, work.entryId, work.part);
      const drawn = -sumUnits(account, draws);
      const cover = coverCharge(poolOf(account, draws, drawn), { ...work, date: work.workDate });
      const [first] = draws;
      if (first !== undefined && unitsOf(account, cover.drawn) !== drawn) {
        throw drawError(first, 'is more than the work needs');
      }
      chosen.use(draws);
      const { coveredSeconds, short } = cover;
      const amount = worth(draws);
      const isPart = work.unit === 'piece' && amount !== null && !isZero({ ...amount, amount: short });
      return { ...noDraw, coveredSeconds, postings: draws, amount, pieceLeft: isPart ? short : null };
    },
  };
}

/** A pool that holds what was drawn of it before, and gives that once more. */
function poolOf(account: PrepaidAccount, draws: readonly PrepaidPosting[], drawn: bigint): PrepaidPool {
  const held = textOfUnits(account, drawn);
  return {
    account,
    inLots: () => held,
    available: () => held,
    draw(need) {
      const needed = unitsOf(account, need);
      const taken = needed < drawn ? needed : drawn;
      return {
        postings: draws,
        drawn: textOfUnits(account, taken),
        short: textOfUnits(account, needed - taken),
      };
    },
  };
}
