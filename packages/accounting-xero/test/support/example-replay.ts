import type { XeroOptions } from '../../src/options.ts';
import type { Replaying } from './replaying.ts';

/** How an example is read, and as what. */
export interface ExampleReplay {
  readonly options?: Partial<XeroOptions>;
  readonly read: (xero: Replaying) => Promise<unknown>;
  readonly as: unknown;
}
