import { invoiceOf } from '../../../accounting-common/test/support/documents.ts';
import { contactIds } from '../../src/contact-ids.ts';
import { refusalOf } from '../../src/fault.ts';
import { connectionsOf, requireGranted } from '../../src/granted-organisations.ts';
import { missingItems } from '../../src/item-codes.ts';
import { organisationFacts } from '../../src/organisation-facts.ts';
import { writeRows } from '../../src/write-rows.ts';
import type { ExampleReplay } from './example-replay.ts';

/** How examples of what an organisation has are read. */
export const organisationReplays: Readonly<Record<string, ExampleReplay>> = {
  'getConnections 200': {
    async read({ setup, context }) {
      const { grant } = await requireGranted(setup, context);
      const all = await connectionsOf(setup, context, grant);
      return all.map(({ tenantId, tenantName, tenantType }) => [tenantId, tenantName, tenantType]);
    },
    as: [['fe79f7dd-b6d4-4a92-ba7b-538af6289c58', 'Demo Company (NZ)', 'ORGANISATION']],
  },
  'getOrganisations 200': {
    async read({ own }) {
      const { name, baseCurrency, plan, lockedUntil } = await organisationFacts(own, true);
      return { name, baseCurrency, plan, lockedUntil };
    },
    as: {
      name: 'Dev Evangelist - Sid Test 3 (NZ-2016-02)',
      baseCurrency: 'NZD',
      plan: 'PREMIUM',
      lockedUntil: '2018-12-31',
    },
  },
  'getAccounts 200': {
    async read({ own }) {
      const { revenueAccounts, roundingAccount } = await organisationFacts(own, true);
      return { revenueAccounts, roundingAccount };
    },
    // The example tells of no account whether it is active: none is taken.
    as: { revenueAccounts: {}, roundingAccount: null },
  },
  'getTaxRates 200': {
    async read({ own }) {
      const { taxTypes } = await organisationFacts(own, true);
      return taxTypes.map(({ type, rate, isForRevenue }) => `${type} ${rate} ${isForRevenue}`);
    },
    as: ['INPUT2 15 false', 'OUTPUT2 15 true', 'GSTONIMPORTS 0 false', 'NONE 0 true', 'ZERORATED 0 true'],
  },
};

const named = (name: string) => [{ customerId: 'lisa', party: { ...invoiceOf(1).content.buyer, name } }];
const items = ['123', 'abc'].map((code) => ({ code, name: code, accountCode: '200' }));

/** How examples of what documents name are read. */
export const nameReplays: Readonly<Record<string, ExampleReplay>> = {
  'getItems 200': {
    read: async ({ own }) => [...(await missingItems(own, items)).keys()],
    as: ['abc'],
  },
  'createItems 200': {
    options: { createItems: true },
    async read({ own }) {
      const faults = await missingItems(own, items.slice(1));
      return [...faults].map(([code, { message }]) => [
        code,
        message.includes("Code ''abc'' already exists"),
      ]);
    },
    as: [['abc', true]],
  },
  'getContacts 200': {
    read: async ({ own }) => [...(await contactIds(own, named('Lisa Parker')))],
    as: [['lisa', { id: '3ec601ad-eddc-4ccb-a8ac-736e88293b1b' }]],
  },
  'createContacts 200': {
    read: async ({ own }) => [...(await contactIds(own, named('Foo9987')))],
    as: [['lisa', { id: '3ff6d40c-af9a-40a3-89ce-3c1556a25591' }]],
  },
  'createContacts 400': {
    async read({ own }) {
      const row = { Name: 'Buzz Lightyear', ContactNumber: 'buzz' };
      const [written] = await writeRows(own, 'Contacts', 'PUT', [{ row, key: 'buzz' }]);
      return written?.status === 'failed' ? refusalOf(written.error.details.reason) : null;
    },
    as: 'contact-name-taken',
  },
};
