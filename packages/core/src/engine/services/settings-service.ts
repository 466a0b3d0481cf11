import { BillingError } from '../../errors/billing-error.ts';
import { defineSettings, type Settings, type SettingsInput } from '../../master-data/settings.ts';
import { asJson } from '../as-json.ts';
import { settingsRecords } from '../records/master-data.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';

/** How a tenant bills. */
export interface SettingsService {
  /**
   * Replaces the settings. What was billed does not change.
   *
   * @throws BillingError `SETTINGS_INVALID` with every fault and its path.
   */
  put(input: SettingsInput | Settings, options?: WriteOptions): Promise<Settings>;
  /** `null` before they were put for the first time. */
  get(): Promise<Settings | null>;
}

/** The service of settings. */
export function settingsService(scope: TenantScope): SettingsService {
  return {
    async put(input, options = {}) {
      const settings = defineSettings(input);
      return scope.write({ method: 'settings.put', given: input }, options, async (unit) => {
        const before = await unit.find(settingsRecords, 'settings');
        await unit.save(settingsRecords, { id: 'settings', settings });
        const subject = { kind: 'settings', id: scope.tenantId };
        unit.note({
          action: 'settings.put',
          subject,
          before: asJson(before?.settings ?? null),
          after: asJson(settings),
        });
        return settings;
      });
    },
    get: () => scope.read(async (unit) => (await unit.find(settingsRecords, 'settings'))?.settings ?? null),
  };
}

/**
 * The settings that billing needs.
 *
 * @throws BillingError `SETTINGS_MISSING` before they were put for the first time.
 */
export async function loadSettings(unit: Unit): Promise<Settings> {
  const stored = await unit.find(settingsRecords, 'settings');
  if (stored === null) throw new BillingError('SETTINGS_MISSING', { tenantId: unit.frame.tenantId });
  return stored.settings;
}
