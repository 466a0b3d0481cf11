import { z } from 'zod';
import { componentKindSchema } from './component-kind.ts';
import { builtInComponents } from './components/built-in-components.ts';
import { builtInExhaustions } from './exhaustion/built-in-exhaustions.ts';
import { exhaustionKindSchema } from './exhaustion-kind.ts';

/**
 * Component kinds of one's own as they are handed in, each with a name that no other kind has: of two with one name, a
 * contract would mean what the last one says. It only says what is wrong; what it returns are not the kinds.
 */
const componentKindsSchema = z.array(componentKindSchema).superRefine((kinds, context) => {
  const builtIn = builtInComponents.map(({ kind }) => kind);
  const names = kinds.map(({ kind }) => kind);
  for (const { index, message } of repeatedNames(names, builtIn, 'component kind')) {
    context.addIssue({ code: 'custom', path: [index, 'kind'], message });
  }
});

/** Exhaustion policies of one's own, in the same way. */
const exhaustionKindsSchema = z.array(exhaustionKindSchema).superRefine((kinds, context) => {
  const builtIn = builtInExhaustions.map(({ name }) => name);
  const names = kinds.map(({ name }) => name);
  for (const { index, message } of repeatedNames(names, builtIn, 'exhaustion policy')) {
    context.addIssue({ code: 'custom', path: [index, 'name'], message });
  }
});

/** Everything of one's own that contracts may use; other keys are somebody else's. */
export const ownKindsSchema: z.ZodType = z.object({
  componentKinds: componentKindsSchema.optional(),
  exhaustionKinds: exhaustionKindsSchema.optional(),
});

function repeatedNames(
  names: readonly string[],
  builtIn: readonly string[],
  what: string,
): readonly { readonly index: number; readonly message: string }[] {
  return names.flatMap((name, index) => {
    const first = builtIn.includes(name) ? 'a built-in' : names.indexOf(name) < index ? 'an earlier' : null;
    return first === null ? [] : [{ index, message: `"${name}" is the name of ${first} ${what}` }];
  });
}
