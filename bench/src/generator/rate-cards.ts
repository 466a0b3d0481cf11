import type { RateCardInput, RateCardVersionInput, RateRuleInput } from '@billwright/core';
import { agentIds, serviceTypeIds, teamIds } from './people.ts';

const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'KWD'];
const increments = [1, 6, 15, 30];

/** Forty cards of three versions, each with a hundred rules: by service type, team, agent, and pairs of them. */
export const generatedRateCards: readonly RateCardInput[] = Array.from({ length: 40 }, (_, card) => ({
  id: `card-${card}`,
  // The currency comes from a list that the index does not leave.
  currency: currencies[card % currencies.length]!,
  versions: [0, 1, 2].map((version) => versionOf(card, version)),
}));

function versionOf(card: number, version: number): RateCardVersionInput {
  return {
    effectiveFrom: ['2022-07-01', '2024-01-01', '2025-04-01'][version]!,
    rules: rulesOf(card, version),
    modifiers: [
      { band: 'after-hours', multiplier: card % 2 === 0 ? '1.5' : '1.25' },
      { band: 'night', multiplier: '1.75' },
      { band: 'weekend', multiplier: '2' },
      card % 3 === 0 ? { band: 'holiday', surcharge: '45' } : { band: 'holiday', multiplier: '2.5' },
      { band: 'after-hours', when: { priority: 'urgent' }, surcharge: '20' },
    ],
    quantity: {
      incrementMinutes: increments[card % increments.length],
      minimumMinutes: card % 7 === 0 ? 15 : 0,
      direction: card % 5 === 4 ? 'nearest' : 'up',
      scope: card % 20 === 19 ? 'work-item-day' : card % 3 === 0 ? 'segment' : 'entry',
    },
  };
}

function rulesOf(card: number, version: number): readonly RateRuleInput[] {
  const rate = (step: number): string => `${70 + card + 3 * version + step}.${step % 2 === 0 ? '00' : '50'}`;
  const hourly = (step: number): RateRuleInput['price'] => ({ kind: 'hourly', rate: rate(step) });
  return [
    ...serviceTypeIds.map((serviceType, step) => ({
      id: `service ${step}`,
      when: { serviceType },
      price: specialPrice(card, step, rate) ?? hourly(step),
    })),
    ...teamIds.slice(0, 5).map((team, step) => ({ id: `team ${step}`, when: { team }, price: hourly(step) })),
    ...teamIds.slice(5, 14).flatMap((team, row) =>
      serviceTypeIds.slice(0, 5).map((serviceType, step) => ({
        id: `team ${row} service ${step}`,
        when: { team, serviceType },
        price: hourly(row + step),
      })),
    ),
    ...every(15, agentIds).map((agent, step) => ({
      id: `agent ${step}`,
      when: { agent },
      price: hourly(20 + step),
    })),
    ...every(20, agentIds).map((agent, step) => ({
      id: `agent ${step} service`,
      when: { agent, serviceType: serviceTypeIds.slice(0, 3) },
      price: hourly(30 + step),
    })),
  ];
}

/** Some cards price some service types by other things than the hour. */
function specialPrice(
  card: number,
  serviceType: number,
  rate: (step: number) => string,
): RateRuleInput['price'] | null {
  if (serviceType === 11 && card % 4 === 0) return { kind: 'fixed', price: rate(0) };
  if (serviceType === 12 && card % 3 === 0) {
    const tiers = [
      { upTo: '10', rate: rate(10) },
      { upTo: null, rate: rate(5) },
    ];
    return { kind: 'tiered', mode: 'graduated', tiers };
  }
  if (serviceType === 13 && card % 4 === 1) return { kind: 'per-incident', price: rate(15) };
  if (serviceType === 14 && card % 5 === 0) return { kind: 'non-billable' };
  return null;
}

function every<Item>(step: number, items: readonly Item[]): readonly Item[] {
  return items.filter((_, index) => index % step === 0);
}
