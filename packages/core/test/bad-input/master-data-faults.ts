// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import { memoryStorage } from '@billwright/storage-memory';
import * as core from '../../src/index.ts';
import type { ErrorCode } from '../../src/index.ts';
import type { Fault, FaultTables } from './fault-tables.ts';
import { huge } from './refusal.ts';

const storage = memoryStorage();
const names = [{ value: 'Support' }];
const party = { name: 'Acme' };

/** What everything with an id and names refuses. */
const badNamed = (define: (input: never) => unknown, code: ErrorCode): readonly Fault[] => [
  ['nothing', () => define(undefined as never), code],
  ['a text of 10 MB', () => define(huge as never), code],
  ['an empty id', () => define({ id: '', names } as never), code],
  ['no name', () => define({ id: 'a', names: [] } as never), code],
  ['an unknown key', () => define({ id: 'a', names, colour: 'red' } as never), code],
  [
    'names out of order',
    () => define({ id: 'a', names: [{ from: '2026-07-01', value: 'a' }, ...names] } as never),
    code,
  ],
  ['a day that does not exist', () => define({ id: 'a', names, retiredOn: '2026-02-30' } as never), code],
];

const settings = { seller: party, currency: 'EUR', zone: 'Europe/Berlin' };
const badSettings = (more: object): unknown => core.defineSettings({ ...settings, ...more });

const badLedger = (more: object): unknown =>
  core.createBilling({ storage, accounting: [{ id: 'ledger', ...more }] } as never);

/** What the functions that describe who takes part refuse. */
export const masterDataFaults: FaultTables = {
  defineAgent: [
    ...badNamed((input) => core.defineAgent(input), 'AGENT_INVALID'),
    [
      'teams out of order',
      () => core.defineAgent({ id: 'a', names, teams: [{ value: 'x' }, { value: 'y' }] }),
      'AGENT_INVALID',
    ],
  ],
  defineTeam: badNamed((input) => core.defineTeam(input), 'TEAM_INVALID'),
  defineServiceType: [
    ...badNamed((input) => core.defineServiceType(input), 'SERVICE_TYPE_INVALID'),
    [
      'minutes that are none',
      () => core.defineServiceType({ id: 'a', names, quantity: { incrementMinutes: Number.NaN } }),
      'SERVICE_TYPE_INVALID',
    ],
  ],
  defineCustomer: [
    ['nothing', () => core.defineCustomer(undefined as never), 'CUSTOMER_INVALID'],
    ['no party', () => core.defineCustomer({ id: 'a' } as never), 'CUSTOMER_INVALID'],
    [
      'two addresses',
      () => core.defineCustomer({ id: 'a', party: { ...party, email: 'a@x.example,b@x.example' } }),
      'CUSTOMER_INVALID',
    ],
    [
      'a header in an address',
      () => core.defineCustomer({ id: 'a', party: { ...party, email: 'a@x.example\r\nBcc: b@x.example' } }),
      'CUSTOMER_INVALID',
    ],
    [
      'an unknown currency',
      () => core.defineCustomer({ id: 'a', party, currency: 'XXQ' }),
      'CUSTOMER_INVALID',
    ],
    [
      'an unknown zone',
      () => core.defineCustomer({ id: 'a', party, zone: 'Mars/Olympus' }),
      'CUSTOMER_INVALID',
    ],
    [
      'an unknown language',
      () => core.defineCustomer({ id: 'a', party, language: 'tlh' as never }),
      'CUSTOMER_INVALID',
    ],
  ],
  defineSettings: [
    ['nothing', () => core.defineSettings(undefined as never), 'SETTINGS_INVALID'],
    ['an unknown key', () => badSettings({ colour: 'red' }), 'SETTINGS_INVALID'],
    [
      'one series for both',
      () => badSettings({ numbering: { creditNote: { series: 'INV', pattern: '{sequence}' } } }),
      'SETTINGS_INVALID',
    ],
    [
      'reminders that go back',
      () => badSettings({ reminders: [{ afterDays: 14 }, { afterDays: 7 }] }),
      'SETTINGS_INVALID',
    ],
    ['terms of -1 days', () => badSettings({ terms: { days: -1 } }), 'SETTINGS_INVALID'],
  ],
  valueOn: [['no date', () => core.valueOn([{ from: null, value: 1 }], 'soon'), 'CIVIL_DATE_INVALID']],
  createBilling: [
    ['nothing', () => core.createBilling(undefined as never), 'ENGINE_INVALID'],
    ['no storage', () => core.createBilling({} as never), 'ENGINE_INVALID'],
    ['a storage that is none', () => core.createBilling({ storage: {} as never }), 'ENGINE_INVALID'],
    ['an unknown key', () => core.createBilling({ storage, stoarge: 1 } as never), 'ENGINE_INVALID'],
    [
      'a plugin twice',
      () => core.createBilling({ storage, plugins: [{ id: 'a' }, { id: 'a' }] }),
      'ENGINE_INVALID',
    ],
    ['a ledger that says nothing', () => badLedger({}), 'ENGINE_INVALID'],
    ['a ledger that takes one at once', () => badLedger({ supports: { batch: 1 } }), 'ENGINE_INVALID'],
    ['a ledger without exportMany', () => badLedger({ supports: { batch: 30 } }), 'ENGINE_INVALID'],
    ['no tenant', () => core.createBilling({ storage }).forTenant(''), 'ENGINE_INVALID'],
  ],
};
