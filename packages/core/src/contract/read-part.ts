import { z } from 'zod';

/** Reads a part of a larger input with a schema of its own; its faults become faults of the larger input. */
export function readPart<Output>(
  schema: z.ZodType<Output>,
  given: unknown,
  context: z.RefinementCtx,
  path: readonly (string | number)[] = [],
): Output {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    context.addIssue({ code: 'custom', path: [...path, ...issue.path], message: issue.message });
  }
  return z.NEVER;
}
