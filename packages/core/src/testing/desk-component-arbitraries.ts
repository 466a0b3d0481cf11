import fc from 'fast-check';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import type { PrepaidAccount } from '../prepaid/prepaid-account.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';

/** A component before it is known what the customer has; `null` where the customer lacks what it needs. */
export type LooseComponent = (setting: LooseSetting) => BuiltInComponentInput | null;

/** What a customer has. */
export interface LooseSetting {
  readonly currency: CurrencyCode;
  /** The first day of the desk. */
  readonly from: CivilDate;
  /** What pools can draw from. */
  readonly accounts: readonly PrepaidAccount[];
}

/** Up to four components of different ids. */
export function anyLooseComponents(): fc.Arbitrary<readonly LooseComponent[]> {
  const amount = fc.constantFrom(50_000n, 12_345n, 0n, 300_000n);
  const hours = fc.constantFrom('5', '0', '1', '2.5', '12');
  const exhausted = fc.constantFrom(
    { exhausted: 'charge' as const },
    { exhausted: 'prepaid' as const },
    { exhausted: 'block' as const },
    { exhausted: 'overage-rate' as const, overageRate: '33.33' },
  );
  const carryOver = fc.constantFrom(
    null,
    { maxPeriods: 1, maxQuantity: '2' },
    { maxPeriods: 3, maxQuantity: '10' },
  );
  const billing = fc.constantFrom('arrears' as const, 'advance' as const);
  const component: fc.Arbitrary<NamedComponent> = fc.oneof(
    fc
      .record({
        quantity: hours,
        carryOver,
        rest: exhausted,
        burn: fc.constantFrom({}, { 'after-hours': '1.5' }),
      })
      .map(({ rest, ...made }) => named({ id: 'hours', kind: 'allowance', unit: 'hours', ...made, ...rest })),
    fc
      .record({
        quantity: fc.constantFrom('1', '0', '3'),
        carryOver: fc.constantFrom(null, { maxPeriods: 1, maxQuantity: '2' }),
      })
      .map((made) => named({ id: 'incidents', kind: 'allowance', unit: 'incidents', ...made })),
    amount.map((units) =>
      loose('budget', ({ currency }) => ({
        id: 'budget',
        kind: 'allowance',
        unit: 'money',
        quantity: amountIn(units, currency),
      })),
    ),
    fc.nat({ max: 1 }).map((place) =>
      loose(`pool-${place}`, ({ accounts }) => {
        const account = accounts[place];
        return account === undefined ? null : { id: `pool-${place}`, kind: 'pool', accountId: account.id };
      }),
    ),
    fc.tuple(amount, billing, fc.boolean()).map(([units, due, prorate]) =>
      loose('fee', ({ currency }) => ({
        id: 'fee',
        kind: 'recurring-fee',
        price: amountIn(units, currency),
        billing: due,
        prorate,
      })),
    ),
    fc.tuple(amount, hours, billing).map(([units, included, due]) =>
      loose('base', ({ currency }) => ({
        id: 'base',
        kind: 'base-fee',
        amount: amountIn(units, currency),
        hours: included,
        billing: due,
      })),
    ),
    amount.map((units) =>
      loose('least', ({ currency }) => ({
        id: 'least',
        kind: 'commitment',
        amount: amountIn(units, currency),
      })),
    ),
    fc
      .tuple(
        amount,
        fc.constantFrom('period' as const, 'lifetime' as const),
        fc.constantFrom('write-down' as const, 'block' as const),
      )
      .map(([units, per, above]) =>
        loose('cap', ({ currency }) => ({
          id: 'cap',
          kind: 'cap',
          amount: amountIn(units, currency),
          per,
          above,
        })),
      ),
    fc.tuple(amount, fc.nat({ max: 200 })).map(([units, day]) =>
      loose('once', ({ currency, from }) => ({
        id: 'once',
        kind: 'fixed-fee',
        amount: amountIn(units, currency),
        on: addDays(from, day),
      })),
    ),
  );
  return fc
    .uniqueArray(component, { maxLength: 4, selector: ([id]) => id })
    .map((components) => components.map(([, make]) => make));
}

type NamedComponent = readonly [id: string, make: LooseComponent];

const loose = (id: string, make: LooseComponent): NamedComponent => [id, make];

const named = (component: BuiltInComponentInput): NamedComponent => [component.id, () => component];

/** An amount of so many cents, or yen, or fils. */
function amountIn(units: bigint, currency: CurrencyCode): DecimalString {
  return fromMinorUnits(units, currency).amount;
}
