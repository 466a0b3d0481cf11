import type { Calendar } from '../../calendar/calendar.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Agent } from '../../master-data/agent.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { ServiceType } from '../../master-data/service-type.ts';
import type { Settings } from '../../master-data/settings.ts';
import type { Team } from '../../master-data/team.ts';
import type { RateCard } from '../../rating/rate-card.ts';
import { collection } from '../collection.ts';

/** A calendar under the name by which customers and settings know it. */
export interface NamedCalendar {
  readonly id: string;
  readonly calendar: Calendar;
}

/** The settings, of which a tenant has one. */
export interface StoredSettings {
  readonly id: 'settings';
  readonly settings: Settings;
}

export const settingsRecords = collection<StoredSettings, 'settings'>({
  name: 'settings',
  id: ({ id }) => id,
});
export const customerRecords = collection<Customer, 'customers'>({ name: 'customers', id: ({ id }) => id });
export const agentRecords = collection<Agent, 'agents'>({ name: 'agents', id: ({ id }) => id });
export const teamRecords = collection<Team, 'teams'>({ name: 'teams', id: ({ id }) => id });
export const serviceTypeRecords = collection<ServiceType, 'service-types'>({
  name: 'service-types',
  id: ({ id }) => id,
});
export const calendarRecords = collection<NamedCalendar, 'calendars'>({
  name: 'calendars',
  id: ({ id }) => id,
});
export const rateCardRecords = collection<RateCard, 'rate-cards'>({ name: 'rate-cards', id: ({ id }) => id });
export const planRecords = collection<Plan, 'plans'>({ name: 'plans', id: ({ id }) => id });

/** Contracts, by their first day. */
export const contractRecords = collection<Contract, 'contracts'>({
  name: 'contracts',
  id: ({ id }) => id,
  order: ({ start }) => start,
  keys: ({ customerId, state }) => ({
    customer: customerId,
    state,
    'customer-state': contractsInState(customerId, state),
  }),
});

/** The index key of a customer's contracts in a state. */
export const contractsInState = (customerId: string, state: Contract['state']): string =>
  `${state}:${customerId}`;
