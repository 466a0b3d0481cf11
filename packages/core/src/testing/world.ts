import type { Band } from '../calendar/band.ts';
import type { WorkItemKind } from '../work/work-item.ts';
import { smallWorld } from './small-world.ts';

/** The names that work is made of. Each list of ids has at least one. */
export interface World {
  readonly customers: readonly string[];
  readonly agents: readonly string[];
  readonly teams: readonly string[];
  readonly serviceTypes: readonly string[];
  readonly workItemKinds: readonly WorkItemKind[];
  readonly workItems: readonly string[];
  readonly priorities: readonly string[];
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Those that a person may choose; none is allowed. */
  readonly bands: readonly Band[];
}

/** The world of desks: the one of all other arbitraries, with training beside the usual services. */
export const deskWorld: World = {
  ...smallWorld,
  customers: ['acme', 'globex', 'initech'],
  serviceTypes: ['support', 'project', 'travel', 'training'],
  workItemKinds: ['ticket'],
  bands: [],
};
