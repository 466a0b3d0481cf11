import { z } from 'zod';
import { idSchema, textSchema } from '../errors/text-schema.ts';

/** What the work was done on. */
export type WorkItemKind = 'ticket' | 'task' | 'project';

/** The ticket, task or project that work was done on. */
export interface WorkItem {
  readonly kind: WorkItemKind;
  readonly id: string;
  readonly title?: string | null | undefined;
  /** The desk's own word for how urgent it is; rules and modifiers can ask for it. */
  readonly priority?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  /** The customer of the person who asked; it is billed when the entry names no customer (R11). */
  readonly requesterCustomerId?: string | null | undefined;
}

/** The kinds of work items, in one list. */
export const workItemKinds: readonly [WorkItemKind, ...WorkItemKind[]] = ['ticket', 'task', 'project'];

/** What a {@link WorkItem} must look like when it comes from outside. */
export const workItemSchema: z.ZodType<WorkItem> = z.strictObject({
  kind: z.enum(workItemKinds),
  id: idSchema,
  title: textSchema(1000).nullish(),
  priority: idSchema.nullish(),
  tags: z.array(idSchema).max(50).nullish(),
  requesterCustomerId: idSchema.nullish(),
});
