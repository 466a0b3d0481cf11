import { incidentKey } from '../../contract/allowance-measure.ts';
import type { WorkItem } from '../../work/work-item.ts';
import { type CoverSource, noDraw } from './cover-source.ts';

/** Work items whose price per incident was billed before pay for all later work on them (R66). */
export function incidentSource(billed: readonly Pick<WorkItem, 'kind' | 'id'>[]): CoverSource {
  const keys = new Set(billed.map(incidentKey));
  return {
    by: { kind: 'incident', componentId: null, accountId: null },
    needsPrice: false,
    remainder: null,
    takes: ({ once, workItem }) =>
      once === 'work-item' && workItem !== null && keys.has(incidentKey(workItem)),
    draw: ({ billedSeconds }) => ({ ...noDraw, coveredSeconds: billedSeconds }),
  };
}
