import type { WorkItem } from '../work/work-item.ts';
import type { LineWorkItem } from './invoice-line.ts';

/** What a line tells of a work item. */
export function workItemOfLine(workItem: WorkItem | null | undefined): LineWorkItem | null {
  if (workItem == null) return null;
  return { kind: workItem.kind, id: workItem.id, title: workItem.title ?? null };
}
