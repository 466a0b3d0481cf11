import type { CapPart } from '../contract/component-kind.ts';
import type { PartOfComponent } from '../contract/parts-on.ts';
import { type Money, zero } from '../money/money.ts';
import type { ConditionFacts } from '../rating/condition.ts';
import type { BillHistory } from './bill-facts.ts';

/** A cap and the component that it comes from. */
export type Cap = PartOfComponent<CapPart>;

/** What caps are held against. */
export interface CapSetting {
  readonly capped: BillHistory['capped'];
  readonly factsOf: (entryId: string) => ConditionFacts;
}

/** What each cap took: what lies above it of what the caps before it left. */
export type AboveCaps = ReadonlyMap<Cap, Money>;

/** What was billed under a cap before the bill. */
export function billedBefore({ componentId, part: { limit } }: Cap, { capped = {} }: CapSetting): Money {
  const own = Object.hasOwn(capped, componentId) ? capped[componentId] : undefined;
  return own ?? zero(limit.currency);
}
