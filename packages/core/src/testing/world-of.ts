import { bandsOf } from '../calendar/band.ts';
import type { Condition } from '../rating/condition.ts';
import type { RateCard } from '../rating/rate-card.ts';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import type { World } from './world.ts';

/**
 * The names that a policy knows, each kind with one that it doesn't name, so that work meets its rules and what is
 * outside of them.
 */
export function worldOf(policy: RatingPolicy, conditions: readonly Condition[] = []): World {
  const { customers = {}, contracts = {}, serviceTypes = {}, rateCard, costBook, calendar } = policy;
  const cards = [
    rateCard,
    costBook,
    ...[customers, contracts].flatMap((terms) => Object.values(terms).map((one) => one.rateCard)),
  ];
  const named = [...cards.flatMap((card) => (card == null ? [] : conditionsOf(card))), ...conditions];
  const names = (
    field: keyof Omit<Condition, 'attributes'>,
    ...others: readonly string[]
  ): readonly string[] => [...new Set([...named.flatMap((condition) => condition[field] ?? []), ...others])];
  const owners = [...Object.keys(customers), ...Object.values(contracts).map(({ customerId }) => customerId)];
  const attributes = new Map<string, string[]>();
  for (const [name, values] of named.flatMap((condition) => Object.entries(condition.attributes ?? {})))
    attributes.set(name, [...new Set([...(attributes.get(name) ?? []), ...values, 'other'])]);
  return {
    customers: names('customer', ...owners, 'acme'),
    agents: names('agent', 'ana', 'ben'),
    teams: names('team', 'first-line'),
    serviceTypes: names('serviceType', ...Object.keys(serviceTypes), 'support'),
    workItemKinds: [
      ...new Set([...named.flatMap(({ workItemKind }) => workItemKind ?? []), 'ticket' as const]),
    ],
    workItems: ['1', '2', '3'],
    priorities: names('priority'),
    tags: names('tag'),
    attributes: Object.fromEntries(attributes),
    bands: bandsOf(calendar),
  };
}

function conditionsOf(card: RateCard): readonly Condition[] {
  return card.versions.flatMap(({ rules, modifiers }) => [
    ...rules.map(({ when }) => when),
    ...[...modifiers, ...rules.flatMap((rule) => rule.modifiers ?? [])].flatMap(({ when }) => when ?? []),
  ]);
}
