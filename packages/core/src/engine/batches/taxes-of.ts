import { deepFreeze } from '../../errors/deep-freeze.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Plugin } from '../../ports/plugin.ts';
import type { TaxCode } from '../../tax/tax-code.ts';
import type { CivilDate } from '../../time/civil-date.ts';

/** Whose taxes are asked for. */
interface Asked {
  readonly tenantId: string;
  readonly customerId: string;
  readonly on: CivilDate;
}

/**
 * A customer's taxes, where a plugin knows them: those with the same id replace the settings' ones. Plugins may ask
 * somebody outside, so this is called before a transaction and never in one.
 */
export async function taxesOf(
  plugins: readonly Plugin[],
  known: readonly TaxCode[],
  asked: Asked,
  signal?: CancelSignal,
): Promise<readonly TaxCode[] | undefined> {
  const asking = plugins.filter((plugin) => plugin.taxCodes !== undefined);
  if (asking.length === 0) return undefined;
  deepFreeze(asked);
  const byId = new Map(known.map((code) => [code.id, code]));
  for (const plugin of asking) {
    for (const code of (await plugin.taxCodes?.(asked, { signal })) ?? []) byId.set(code.id, code);
  }
  return [...byId.values()];
}
