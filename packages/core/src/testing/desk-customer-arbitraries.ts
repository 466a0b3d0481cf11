import fc from 'fast-check';
import type { Contract } from '../contract/contract.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import { definePrepaidAccount, type PrepaidAccount } from '../prepaid/prepaid-account.ts';
import { creditLot, type PrepaidLot, prepaidLot } from '../prepaid/prepaid-lot.ts';
import type { RatingTerms } from '../rating/rating-policy.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import type { ZoneId } from '../time/zone.ts';
import { anyDeskCard } from './desk-card-arbitraries.ts';
import { anyDeskContracts } from './desk-contract-arbitraries.ts';

/** A customer of a desk. All its money is in one currency. */
export interface DeskCustomer {
  readonly id: string;
  readonly currency: CurrencyCode;
  /** Active; no two of them can take the same work. */
  readonly contracts: readonly Contract[];
  readonly accounts: readonly PrepaidAccount[];
  /** Paid and usable, some of them only during the desk's months. */
  readonly lots: readonly PrepaidLot[];
  /** One top-up for each lot. */
  readonly postings: readonly PrepaidPosting[];
}

/** Makes the customer of an id, whose contracts are usually in the zone. */
type MakeCustomer = (
  id: string,
  zone: ZoneId,
) => { readonly customer: DeskCustomer; readonly terms: RatingTerms };

/** A customer with its cards, contracts and accounts. Shrinks to one that has none of them. */
export function anyDeskCustomer(from: CivilDate): fc.Arbitrary<MakeCustomer> {
  const lot = fc.record({
    units: fc.constantFrom(1000n, 250n, 5000n, 12_345n),
    boughtIn: fc.constantFrom(-30, 0, 20, 45),
    lasts: fc.option(fc.integer({ min: 10, max: 120 }), { freq: 2 }),
  });
  return fc
    .record({
      currency: fc.constantFrom('EUR', 'EUR', 'USD', 'JPY'),
      own: fc.option(anyDeskCard('own', from), { freq: 2 }),
      foreign: anyDeskCard('foreign', from),
      contracts: anyDeskContracts(),
      elsewhere: fc.constantFrom(null, null, 'America/New_York'),
      accounts: fc.array(
        fc.record({
          unit: fc.constantFrom('hours' as const, 'money' as const),
          lots: fc.array(lot, { maxLength: 3 }),
        }),
        { maxLength: 2 },
      ),
    })
    .map((made) => (id, zone) => {
      const { currency } = made;
      const opened = made.accounts.map(({ unit, lots }, place) => {
        const account = definePrepaidAccount({
          id: `${id}-${unit}-${place}`,
          customerId: id,
          unit,
          currency: unit === 'money' ? currency : null,
        });
        return { account, bought: lots.map((one, number) => buy(account, number, from, one, currency)) };
      });
      const accounts = opened.map(({ account }) => account);
      const bought = opened.flatMap((one) => one.bought);
      // The desk's card is in euros: whoever pays in something else has a card of their own.
      const card = made.own ?? (currency === 'EUR' ? null : made.foreign);
      return {
        customer: {
          id,
          currency,
          contracts: made.contracts({
            customerId: id,
            currency,
            zone: made.elsewhere ?? zone,
            from,
            accounts,
          }),
          accounts,
          lots: bought.map((one) => one.lot),
          postings: bought.map((one) => one.posting),
        },
        terms: card === null ? {} : { rateCard: card(currency) },
      };
    });
}

function buy(
  account: PrepaidAccount,
  number: number,
  from: CivilDate,
  lot: { readonly units: bigint; readonly boughtIn: number; readonly lasts: number | null },
  currency: CurrencyCode,
): ReturnType<typeof creditLot> {
  const boughtOn = addDays(from, lot.boughtIn);
  const quantity =
    account.unit === 'hours' ? String(Number(lot.units) / 500) : fromMinorUnits(lot.units, currency).amount;
  const made = prepaidLot(account, {
    id: `${account.id}-lot-${number + 1}`,
    quantity,
    price: fromMinorUnits(lot.units, currency),
    purchasedAt: `${boughtOn}T08:00:00.000Z`,
    expiresOn: lot.lasts === null ? null : addDays(boughtOn, lot.lasts),
  });
  return creditLot(account, made, made.purchasedAt);
}
