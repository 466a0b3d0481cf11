import { memoryStorage } from '@billwright/storage-memory';
import type { Contract } from '../../../src/contract/contract.ts';
import type { ContractInput } from '../../../src/contract/contract-input.ts';
import { defineContract } from '../../../src/contract/define-contract.ts';
import { type Billing, type BillingOptions, createBilling } from '../../../src/engine/create-billing.ts';
import { silentLogger } from '../../../src/engine/default-ports.ts';
import type { Desk } from '../../../src/engine/desk.ts';
import type { EngineContext } from '../../../src/engine/engine-context.ts';
import { EventBus } from '../../../src/engine/event-bus.ts';
import { contractRecords } from '../../../src/engine/records/master-data.ts';
import { TenantScope } from '../../../src/engine/tenant-scope.ts';
import type { Unit } from '../../../src/engine/unit.ts';
import type { SettingsInput } from '../../../src/master-data/settings.ts';
import { type CollectionName, collections } from '../../../src/ports/collections.ts';
import type { Storage, StoredRow } from '../../../src/ports/storage.ts';
import { type FixedClock, fixedClock } from '../../../src/testing/fixed-clock.ts';
import { sequentialIds } from '../../../src/testing/sequential-ids.ts';
import type { TimeEntry, UntimedEntry } from '../../../src/work/time-entry.ts';

/** A tenant that is ready to bill, and what the test needs around it. */
export interface TestDesk {
  readonly billing: Billing;
  readonly desk: Desk;
  readonly storage: Storage;
  readonly clock: FixedClock;
  /** Changes stored values past the services. */
  readonly seed: <Result>(body: (unit: Unit) => Promise<Result>) => Promise<Result>;
  readonly putContract: (input: Partial<ContractInput>) => Promise<Contract>;
}

/** How a test desk differs from the usual one. */
export interface TestDeskOptions extends Partial<Omit<BillingOptions, 'storage' | 'clock'>> {
  readonly storage?: Storage;
  readonly now?: string;
  readonly tenantId?: string;
  readonly settings?: Partial<SettingsInput>;
  readonly customers?: readonly string[];
}

/** 120.00 an hour in Berlin, VAT of 19 %, half as much again after hours; customers "acme" and "globex". */
export async function testDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const { now = '2026-04-01T06:00:00.000Z', tenantId = 'desk', settings, customers, ...ports } = options;
  const storage = ports.storage ?? memoryStorage();
  const clock = fixedClock(now);
  const billing = createBilling({ ids: sequentialIds(), ...ports, storage, clock });
  const desk = billing.forTenant(tenantId);
  await desk.calendars.put({
    id: 'berlin',
    calendar: {
      zone: 'Europe/Berlin',
      business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
    },
  });
  await desk.rateCards.put({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
    modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
  });
  await desk.settings.put({
    seller: { name: 'Billwright Services' },
    currency: 'EUR',
    zone: 'Europe/Berlin',
    taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
    defaultTaxCodes: ['vat'],
    rateCardId: 'standard',
    calendarId: 'berlin',
    ...settings,
  });
  for (const id of customers ?? ['acme', 'globex']) await desk.customers.put({ id, party: { name: id } });
  const seed = seeding(storage, tenantId, clock);
  return {
    billing,
    desk,
    storage,
    clock,
    seed,
    async putContract(input) {
      const contract = testContract(input);
      await seed((unit) => unit.save(contractRecords, contract));
      return contract;
    },
  };
}

/** A monthly contract of "acme" in Berlin, active since 2026-03-01, with VAT, but for what is given. */
export const testContract = (input: Partial<ContractInput> = {}): Contract =>
  defineContract({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    taxCodes: ['vat'],
    ...input,
  });

/** An entry of Ana's for "acme" on 2 March 2026 without a time of day, of one hour, but for what is given. */
export const testEntry = (id: string, given: Partial<UntimedEntry> = {}): TimeEntry => ({
  id,
  customerId: 'acme',
  agentId: 'ana',
  serviceTypeId: 'support',
  date: '2026-03-02',
  minutes: 60,
  ...given,
});

/** Every row of a tenant, by collection: what a test compares before and after. */
export async function rowsOf(
  storage: Storage,
  tenantId = 'desk',
  without: readonly CollectionName[] = [],
): Promise<Readonly<Record<string, readonly Omit<StoredRow, 'revision'>[]>>> {
  return storage.transaction(tenantId, async (transaction) => {
    const rows: Record<string, readonly Omit<StoredRow, 'revision'>[]> = {};
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    for (const name of Object.keys(collections) as CollectionName[]) {
      if (without.includes(name)) continue;
      const found = await transaction.list(name, { limit: 1_000_000 });
      if (found.length > 0)
        rows[name] = found.map(({ id, order, keys, value }) => ({ id, order, keys, value }));
    }
    return rows;
  });
}

export function seeding(storage: Storage, tenantId: string, clock: FixedClock): TestDesk['seed'] {
  const ids = sequentialIds();
  const context: unknown = { storage, clock, ids, subscriptions: [], events: new EventBus(silentLogger) };
  // Writing needs no more than this of what an engine is given.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const scope = new TenantScope(context as EngineContext, tenantId);
  return (body) => scope.write({ method: 'seed', given: null }, {}, body);
}
