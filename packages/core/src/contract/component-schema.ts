import { z } from 'zod';
import type { CurrencyCode } from '../money/currency.ts';
import { schemaOfKind } from './compile-component.ts';
import type { ComponentKind } from './component-kind.ts';
import { builtInComponents } from './components/built-in-components.ts';
import type { ContractComponent } from './contract.ts';
import type { ContractOptions } from './contract-options.ts';
import { readPart } from './read-part.ts';

/** The kinds by their names: those that every contract can use, and a caller's own. */
export function kindsByName(ownKinds: readonly ComponentKind[]): ReadonlyMap<string, ComponentKind> {
  return new Map([...builtInComponents, ...ownKinds].map((kind) => [kind.kind, kind]));
}

/** What the components of a contract in a currency must look like when they come from outside. */
export function componentsSchema(
  currency: CurrencyCode,
  { componentKinds = [], exhaustionKinds }: ContractOptions,
): z.ZodType<readonly ContractComponent[]> {
  const kinds = kindsByName(componentKinds);
  const schemas = new Map<unknown, z.ZodType<ContractComponent>>();
  for (const [name, kind] of kinds) schemas.set(name, schemaOfKind(kind, { currency, exhaustionKinds }));
  const component = z.unknown().transform((given, context): ContractComponent => {
    const name = typeof given === 'object' && given !== null && 'kind' in given ? given.kind : null;
    const schema = schemas.get(name);
    if (schema !== undefined) return readPart(schema, given, context);
    const message = `is none of the component kinds ${[...kinds.keys()].join(', ')}`;
    context.addIssue({ code: 'custom', path: ['kind'], message });
    return z.NEVER;
  });
  return z
    .array(component)
    .max(1000)
    .superRefine((components, context) => {
      const seen = new Set<string>();
      for (const [index, one] of components.entries()) {
        const unique = kinds.get(one.kind)?.uniqueBy?.(one);
        const claims = [
          { path: 'id', claim: `id "${one.id}"` },
          ...(unique === undefined ? [] : [{ path: 'kind', claim: `${one.kind} for ${unique}` }]),
        ];
        for (const { path, claim } of claims) {
          if (seen.has(claim)) {
            const message = `there is a component with ${claim} before it`;
            context.addIssue({ code: 'custom', path: [index, path], message });
          }
          seen.add(claim);
        }
      }
    });
}
