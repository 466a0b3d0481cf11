import { z } from 'zod';
import { toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';

/** Reads a part of a larger input with a schema of its own; its faults become faults of the larger input. */
export function readPart<Output>(
  schema: z.ZodType<Output>,
  given: unknown,
  context: z.RefinementCtx,
  path: readonly (string | number)[] = [],
): Output {
  const parsed = schema.safeParse(given, inPlainWords);
  if (parsed.success) return parsed.data;
  for (const issue of toIssues(parsed.error, path)) {
    context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
  }
  return z.NEVER;
}
