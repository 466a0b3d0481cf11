import type { PartOfComponent } from '../../contract/parts-on.ts';
import type { AllowancePart, PoolPart } from '../../contract/component-kind.ts';
import type { ExhaustionKind } from '../../contract/exhaustion-kind.ts';
import type { BillFacts, PrepaidHistory } from '../bill-facts.ts';
import { type AllowanceSource, allowanceSource } from './allowance-source.ts';
import type { ChosenDraws } from './chosen-draws.ts';
import type { CoverSource, OpenWork } from './cover-source.ts';
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

/** What the sources of a bill are opened with, beside its facts. */
export interface SourceSetting {
  readonly exhaustionKinds: readonly ExhaustionKind[] | undefined;
  readonly chosen: ChosenDraws;
  /** Whether a part of the price of an entry was billed before, and the rest is still to come. */
  readonly hasRest: (entryId: string) => boolean;
}

/**
 * Opens the allowances and pools of a contract in the order in which they are declared. What a person chose to be paid
 * from a pool comes before them, as soon as it can be told what that pays for: hours at once, money when work has its
 * price. Work that waits for the latter meets the allowances afterwards.
 */
export function openSources(
  parts: readonly PartOfComponent<AllowancePart | PoolPart>[],
  { contract: { currency }, contractPeriod, history = {}, at }: BillFacts,
  { exhaustionKinds, chosen, hasRest }: SourceSetting,
): CoverSources {
  const allowances: AllowanceSource[] = [];
  const pools: PoolSource[] = [];
  const prepaid = history.prepaid ?? noHistory;
  const declared: CoverSource[] = [];
  for (const { componentId, part } of parts) {
    if (part.basis === 'allowance') {
      const own = history.allowances ?? {};
      const before = Object.hasOwn(own, componentId) ? own[componentId] : undefined;
      const setting = { contractPeriod, currency, history: before, exhaustionKinds };
      const source = allowanceSource({ componentId, part }, setting);
      allowances.push(source);
      declared.push(source);
    } else {
      const source = poolSource({ componentId, part }, { prepaid, at, currency, chosen });
      pools.push(source);
      if (part.draws !== 'chosen') declared.push(source);
    }
  }
  const firstPriced = declared.findIndex(({ needsPrice }) => needsPrice);
  const border = firstPriced === -1 ? declared.length : firstPriced;
  const [early, late] = [declared.slice(0, border), declared.slice(border)];
  // The rest of an incident's own price was not paid with the first part of it.
  const incidents = onlyFor(
    ({ entryId }) => !hasRest(entryId),
    incidentSource(history.billedIncidents ?? []),
  );
  if (chosen.isEmpty) return { ofMeasured: [incidents, ...early], ofPriced: late, allowances, pools };

  const paysMoney = pools.filter((pool) => pool.needsPrice);
  const waits = ({ entryId }: OpenWork): boolean =>
    paysMoney.some(({ accountId }) => chosen.hasEntry(accountId, entryId));
  const chosenHours = pools.filter((pool) => !pool.needsPrice).map((pool) => pool.chosen);
  return {
    ofMeasured: [
      incidents,
      ...chosenHours,
      ...early.map((source) => onlyFor((work) => !waits(work), source)),
    ],
    ofPriced: [
      ...paysMoney.map((pool) => pool.chosen),
      ...(paysMoney.length === 0 ? [] : early.map((source) => onlyFor(waits, source))),
      ...late,
    ],
    allowances,
    pools,
  };
}

const noHistory: PrepaidHistory = { accounts: [], lots: [], postings: [] };

const onlyFor = (fits: (work: OpenWork) => boolean, source: CoverSource): CoverSource => ({
  ...source,
  takes: (work) => fits(work) && source.takes(work),
});
