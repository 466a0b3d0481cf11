/**
 * The names that rate cards, policies and work are made of. Few, so that rules and work often meet.
 */
export const smallWorld = {
  agents: ['ana', 'ben', 'cem'],
  teams: ['first-line', 'network'],
  serviceTypes: ['support', 'project', 'travel'],
  customers: ['acme', 'globex', 'initech'],
  contracts: ['contract-of-acme', 'contract-of-globex'],
  workItemKinds: ['ticket', 'task', 'project'],
  workItems: ['1', '2', '3', '4'],
  priorities: ['low', 'high'],
  tags: ['on-site', 'remote', 'training'],
  attributes: { site: ['north', 'south'], grade: ['junior', 'senior'] },
  bands: ['business', 'after-hours', 'weekend', 'holiday', 'night', 'early', 'noon'],
} as const;

/** The days of the work: clocks change on some of them in every zone that changes its clocks. */
export const workDates = { from: '2026-03-01', to: '2026-04-12' } as const;
