import type { PartOfComponent } from '../../contract/parts-on.ts';
import type { AllowancePart, PoolPart } from '../../contract/component-kind.ts';
import type { ExhaustionKind } from '../../contract/exhaustion-kind.ts';
import type { BillFacts } from '../bill-facts.ts';
import { type AllowanceSource, allowanceSource } from './allowance-source.ts';
import type { CoverSource } from './cover-source.ts';
import { incidentSource } from './incident-source.ts';
import { type PoolSource, poolSource } from './pool-source.ts';

/** Everything that pays for the work of a bill before it is charged. */
export interface CoverSources {
  /** Those that are drawn before anything is priced: the first ones, up to the first that asks for a price. */
  readonly ofMeasured: readonly CoverSource[];
  /** Those that are drawn afterwards. */
  readonly ofPriced: readonly CoverSource[];
  readonly allowances: readonly AllowanceSource[];
  readonly pools: readonly PoolSource[];
}

/** Opens the allowances and pools of a contract in the order in which they are declared. */
export function openSources(
  parts: readonly PartOfComponent<AllowancePart | PoolPart>[],
  { contract, contractPeriod, history = {}, at }: BillFacts,
  exhaustionKinds: readonly ExhaustionKind[] | undefined,
): CoverSources {
  const allowances: AllowanceSource[] = [];
  const pools: PoolSource[] = [];
  const prepaid = history.prepaid ?? { accounts: [], lots: [], postings: [] };
  const sources: CoverSource[] = [incidentSource(history.billedIncidents ?? [])];
  for (const { componentId, part } of parts) {
    if (part.basis === 'allowance') {
      const own = history.allowances ?? {};
      const before = Object.hasOwn(own, componentId) ? own[componentId] : undefined;
      const setting = { contractPeriod, currency: contract.currency, history: before, exhaustionKinds };
      const source = allowanceSource({ componentId, part }, setting);
      allowances.push(source);
      sources.push(source);
    } else {
      const source = poolSource({ componentId, part }, prepaid, at);
      pools.push(source);
      sources.push(source);
    }
  }
  const firstPriced = sources.findIndex(({ needsPrice }) => needsPrice);
  const border = firstPriced === -1 ? sources.length : firstPriced;
  return { ofMeasured: sources.slice(0, border), ofPriced: sources.slice(border), allowances, pools };
}
