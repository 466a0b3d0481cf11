import fc from 'fast-check';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import type { Contract } from '../contract/contract.ts';
import { defineContract } from '../contract/define-contract.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import type { ZoneId } from '../time/zone.ts';
import { anyLooseComponents, type LooseComponent, type LooseSetting } from './desk-component-arbitraries.ts';

/** What contracts of a desk are made for. */
export interface DeskAgreement extends LooseSetting {
  readonly customerId: string;
  readonly zone: ZoneId;
}

/** No, one or two contracts that share no work. Shrinks to one without components, then to none. */
export function anyDeskContracts(): fc.Arbitrary<(agreement: DeskAgreement) => readonly Contract[]> {
  return fc
    .tuple(anyTerms(), fc.constantFrom(1, 1, 0, 2), anyTerms())
    .map(([first, count, second]) => (agreement) => {
      const { customerId } = agreement;
      if (count === 0) return [];
      const main = first(agreement, { id: `${customerId}-support`, order: 2 });
      const other = { id: `${customerId}-project`, order: 1, covers: { serviceType: 'project' } };
      return count === 1 ? [main] : [main, second(agreement, other)];
    });
}

type Terms = (
  agreement: DeskAgreement,
  its: { readonly id: string; readonly order: number; readonly covers?: { readonly serviceType: string } },
) => Contract;

function anyTerms(): fc.Arbitrary<Terms> {
  const frequency = fc.constantFrom(
    'monthly' as const,
    'monthly' as const,
    'quarterly' as const,
    'weekly' as const,
  );
  return fc
    .record({
      startsIn: fc.oneof(fc.constant(0), fc.integer({ min: -60, max: 90 })),
      lasts: fc.option(fc.integer({ min: 40, max: 500 }), { freq: 4 }),
      frequency,
      anchoredOn: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
      pause: fc.option(
        fc.record({ after: fc.integer({ min: 1, max: 100 }), days: fc.integer({ min: 1, max: 45 }) }),
        {
          freq: 6,
        },
      ),
      components: anyLooseComponents(),
      change: fc.option(
        fc.record({ after: fc.integer({ min: 1, max: 200 }), components: anyLooseComponents() }),
        {
          freq: 5,
        },
      ),
      linePolicy: fc.constantFrom(null, { method: 'exact' as const }, { groupBy: ['entry' as const] }),
      taxCodes: fc.constantFrom([], ['vat']),
      percentOff: fc.constantFrom(null, null, '10'),
    })
    .map((made) => (agreement, its) => {
      const { customerId, currency, zone, from } = agreement;
      const start = addDays(from, made.startsIn);
      const end = made.lasts === null ? null : addDays(start, made.lasts);
      const componentsOf = (loose: readonly LooseComponent[]): readonly BuiltInComponentInput[] =>
        loose.flatMap((component) => component(agreement) ?? []);
      const paused = made.pause === null ? [] : [suspension(start, made.pause)];
      return defineContract({
        ...its,
        customerId,
        currency,
        zone,
        state: 'active',
        start,
        end,
        cycle: { frequency: made.frequency, anchor: addDays(start, -made.anchoredOn) },
        suspensions: paused.filter(({ to }) => end === null || to <= end),
        components: componentsOf(made.components),
        amendments:
          made.change === null
            ? []
            : [{ from: addDays(start, made.change.after), components: componentsOf(made.change.components) }],
        linePolicy: made.linePolicy,
        taxCodes: made.taxCodes,
        discounts:
          made.percentOff === null ? [] : [{ id: 'loyal', description: 'Loyalty', percent: made.percentOff }],
      });
    });
}

function suspension(
  start: CivilDate,
  { after, days }: { readonly after: number; readonly days: number },
): { readonly from: CivilDate; readonly to: CivilDate } {
  const from = addDays(start, after);
  return { from, to: addDays(from, days) };
}
