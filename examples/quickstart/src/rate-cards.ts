import type { RateCardInput } from '@billwright/core';

const hourly = (rate: string) => ({ kind: 'hourly', rate });

const standardRules = (remote: string, onsite: string) => [
  { id: 'remote', when: { serviceType: 'remote' }, price: hourly(remote) },
  { id: 'onsite', when: { serviceType: 'onsite' }, price: hourly(onsite) },
  { id: 'project', when: { serviceType: 'project' }, price: hourly('108.00') },
  { id: 'senior', when: { agent: 'mei', serviceType: ['project', 'consulting'] }, price: hourly('132.00') },
  {
    id: 'password-reset',
    when: { serviceType: 'password-reset' },
    price: { kind: 'per-incident', price: '18.50' },
  },
  { id: 'backup-check', when: { serviceType: 'backup-check' }, price: { kind: 'fixed', price: '12.00' } },
  { id: 'monitoring', when: { serviceType: 'monitoring' }, price: { kind: 'non-billable' } },
];

const outOfHours = [
  { band: 'after-hours', multiplier: '1.5' },
  { band: 'weekend', multiplier: '1.5' },
  { band: 'night', multiplier: '1.75' },
  { band: 'holiday', multiplier: '2' },
];

/** What work costs, and what it costs the desk. */
export const rateCards: readonly RateCardInput[] = [
  // Prices went up on the first of April, in the middle of the period.
  {
    id: 'standard',
    currency: 'EUR',
    versions: [
      { effectiveFrom: '2025-04-01', rules: standardRules('92.00', '112.00'), modifiers: outOfHours },
      { effectiveFrom: '2026-04-01', rules: standardRules('96.00', '116.00'), modifiers: outOfHours },
    ],
  },
  // The more hours in the period, the less an hour costs.
  {
    id: 'hotel-tiers',
    currency: 'EUR',
    versions: [
      {
        effectiveFrom: '2026-01-01',
        rules: [
          {
            id: 'remote-tiers',
            when: { serviceType: 'remote' },
            price: {
              kind: 'tiered',
              mode: 'graduated',
              tiers: [
                { upTo: '10', rate: '98.00' },
                { upTo: '20', rate: '90.00' },
                { upTo: null, rate: '82.00' },
              ],
            },
          },
        ],
        modifiers: outOfHours,
      },
    ],
  },
  {
    id: 'us',
    currency: 'USD',
    versions: [
      {
        effectiveFrom: '2026-01-01',
        rules: [
          { id: 'us-remote', when: { serviceType: 'remote' }, price: hourly('115.00') },
          { id: 'us-project', when: { serviceType: 'project' }, price: hourly('140.00') },
          {
            id: 'us-reset',
            when: { serviceType: 'password-reset' },
            price: { kind: 'per-incident', price: '22.00' },
          },
          {
            id: 'us-backup',
            when: { serviceType: 'backup-check' },
            price: { kind: 'fixed', price: '15.00' },
          },
        ],
        modifiers: [
          { band: 'after-hours', surcharge: '45.00' },
          { band: 'weekend', multiplier: '1.5' },
        ],
      },
    ],
  },
  {
    id: 'cost',
    currency: 'EUR',
    rules: [
      { id: 'ana', when: { agent: 'ana' }, price: hourly('41.00') },
      { id: 'jonas', when: { agent: 'jonas' }, price: hourly('47.50') },
      { id: 'mei', when: { agent: 'mei' }, price: hourly('58.00') },
    ],
  },
];
