import { inputError } from '../errors/parse-input.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { compileComponent } from './compile-component.ts';
import type { ComponentKind, ContractPart } from './component-kind.ts';
import { kindsByName } from './component-schema.ts';
import type { Contract } from './contract.ts';
import { requireKinds } from './contract-options.ts';
import type { ExhaustionKind } from './exhaustion-kind.ts';
import { termsOn } from './terms-on.ts';

/** A part and the component that it comes from. */
export interface PartOfComponent<Part extends ContractPart = ContractPart> {
  readonly componentId: string;
  readonly part: Part;
}

/** What the components of a contract come down to, by phase, each phase in the order of declaration. */
export type ContractParts = {
  readonly [Phase in ContractPart['phase']]: readonly PartOfComponent<
    Extract<ContractPart, { phase: Phase }>
  >[];
};

/**
 * What the components of a contract come down to on a civil date. For a period, ask on its first covered day.
 *
 * @param componentKinds the kinds of your own that the contract was defined with
 * @param exhaustionKinds the exhaustion policies of your own, for component kinds of your own that name them
 * @throws BillingError `CONTRACT_INVALID` when a component is of a kind that is not known here, or a kind is none.
 * @throws BillingError `COMPONENT_KIND_FAULTY` when a kind of your own gives something that is no part of a contract.
 * @throws BillingError `CIVIL_DATE_INVALID` when the date is not one.
 * @example
 * ```ts
 * import { defineContract, partsOn } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', start: '2026-01-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'minimum', kind: 'base-fee', amount: '500.00', hours: '5' }],
 * });
 * const { cover, fee } = partsOn(contract, '2026-01-01');
 * console.log(cover.length, fee.length, fee[0]?.componentId);
 * // => 1 1 minimum
 * ```
 */
export function partsOn(
  contract: Contract,
  date: CivilDate,
  componentKinds: readonly ComponentKind[] = [],
  exhaustionKinds: readonly ExhaustionKind[] = [],
): ContractParts {
  requireKinds('CONTRACT_INVALID', { componentKinds, exhaustionKinds });
  const kinds = kindsByName(componentKinds);
  const { currency } = contract;
  const found = termsOn(contract, date).components.flatMap((component, index) => {
    const kind = kinds.get(component.kind);
    if (kind === undefined) {
      const message = `"${component.kind}" is none of the component kinds ${[...kinds.keys()].join(', ')}`;
      throw inputError('CONTRACT_INVALID', [{ path: ['components', index, 'kind'], message }]);
    }
    const parts = compileComponent(kind, component, { currency, exhaustionKinds });
    return parts.map((part) => ({ componentId: component.id, part }));
  });
  return {
    cover: found.filter((one) => isOf('cover', one)),
    fee: found.filter((one) => isOf('fee', one)),
    minimum: found.filter((one) => isOf('minimum', one)),
    cap: found.filter((one) => isOf('cap', one)),
  };
}

function isOf<Phase extends ContractPart['phase']>(
  phase: Phase,
  found: PartOfComponent,
): found is PartOfComponent<Extract<ContractPart, { phase: Phase }>> {
  return found.part.phase === phase;
}
