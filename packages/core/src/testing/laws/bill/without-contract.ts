import type { BillFacts } from '../../../bill/bill-facts.ts';
import type { BillPolicy } from '../../../bill/bill-policy.ts';
import { type ContractParts, partsOn } from '../../../contract/parts-on.ts';

/** The same facts under a contract that covers nothing and limits nothing. */
export function withoutContract(facts: BillFacts, policy: BillPolicy): BillFacts {
  const { contract } = facts;
  const { cover, cap } = coverAndCaps(facts, policy);
  const gone = new Set([...cover, ...cap].map(({ componentId }) => componentId));
  const kept = <Component extends { readonly id: string }>(
    components: readonly Component[],
  ): readonly Component[] => components.filter(({ id }) => !gone.has(id));
  return {
    ...facts,
    contract: {
      ...contract,
      components: kept(contract.components),
      amendments: contract.amendments.map(({ components, ...rest }) =>
        components === undefined ? rest : { ...rest, components: kept(components) },
      ),
    },
  };
}

/** What of a contract covers work in the period of the bill, and what limits it. */
export function coverAndCaps(
  { contract, contractPeriod }: BillFacts,
  { componentKinds, exhaustionKinds }: BillPolicy,
): Pick<ContractParts, 'cover' | 'cap'> {
  const firstDay = contractPeriod.covered[0]?.from ?? contractPeriod.period.from;
  return partsOn(contract, firstDay, componentKinds, exhaustionKinds);
}
