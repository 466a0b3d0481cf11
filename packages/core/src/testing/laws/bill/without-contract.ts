import type { BillFacts } from '../../../bill/bill-facts.ts';
import type { BillPolicy } from '../../../bill/bill-policy.ts';
import { partsOn } from '../../../contract/parts-on.ts';

/** The same facts under a contract that covers nothing and limits nothing. */
export function withoutContract(facts: BillFacts, { componentKinds }: BillPolicy): BillFacts {
  const { contract, contractPeriod } = facts;
  const firstDay = contractPeriod.covered[0]?.from ?? contractPeriod.period.from;
  const { cover, cap } = partsOn(contract, firstDay, componentKinds);
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
