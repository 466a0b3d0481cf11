import { z } from 'zod';
import type { ComponentKind } from '../contract/component-kind.ts';
import type { ExhaustionKind } from '../contract/exhaustion-kind.ts';
import { ownKindsSchema } from '../contract/own-kinds-schema.ts';
import { inputError, toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import type { Plugin } from '../ports/plugin.ts';
import type { PriceKind } from '../rating/price-kind.ts';
import { priceKindsSchema } from '../rating/price-kinds-schema.ts';

/** What plugins add to what cards and contracts can say. */
export interface OwnKinds {
  readonly priceKinds: readonly PriceKind[];
  readonly componentKinds: readonly ComponentKind[];
  readonly exhaustionKinds: readonly ExhaustionKind[];
}

/** The kinds of all plugins together. */
export function ownKindsOf(plugins: readonly Plugin[]): OwnKinds {
  return {
    priceKinds: plugins.flatMap(({ priceKinds = [] }) => priceKinds),
    componentKinds: plugins.flatMap(({ componentKinds = [] }) => componentKinds),
    exhaustionKinds: plugins.flatMap(({ exhaustionKinds = [] }) => exhaustionKinds),
  };
}

const kindsSchema = z.object({ priceKinds: priceKindsSchema }).and(ownKindsSchema);

/**
 * Refuses kinds that are none, and those whose names another plugin or a built-in kind has.
 *
 * @throws BillingError `ENGINE_INVALID` with every fault.
 */
export function requireOwnKinds(plugins: readonly Plugin[]): void {
  const read = kindsSchema.safeParse(ownKindsOf(plugins), inPlainWords);
  if (!read.success) throw inputError('ENGINE_INVALID', toIssues(read.error, ['plugins']), read.error);
}
