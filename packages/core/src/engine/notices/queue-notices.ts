import type { Settings } from '../../master-data/settings.ts';
import type { NoticeAudience } from '../../master-data/notice-settings.ts';
import { decimal } from '../../money/decimal.ts';
import { queueNoticeMail } from '../delivery/mail-message.ts';
import { addressOf } from '../delivery/recipients.ts';
import type { EngineContext } from '../engine-context.ts';
import { customerRecords, settingsRecords } from '../records/master-data.ts';
import type { NotedEvent, Unit } from '../unit.ts';
import { factsOf, isTelling, type NoticeFacts, noticeKindOf } from './notice-facts.ts';

/**
 * Queues the mails of what has happened in a call, with the change itself, to whom the settings name. Each is mailed once,
 * however often it is told. Without a mailer the events tell it alone.
 */
export async function queueNotices(unit: Unit, { mailer }: Pick<EngineContext, 'mailer'>): Promise<void> {
  const events = withoutLowerThresholds(unit.events).filter(isTelling);
  if (mailer === null || events.length === 0) return;
  const settings = (await unit.find(settingsRecords, 'settings'))?.settings;
  if (settings === undefined) return;
  for (const event of events) {
    const kind = noticeKindOf(event);
    const audiences = kind === null ? [] : settings.notices[kind];
    if (audiences.length === 0) continue;
    const facts = await factsOf(unit, event);
    if (facts !== null) for (const audience of audiences) await queueFor(unit, settings, facts, audience);
  }
}

async function queueFor(
  unit: Unit,
  settings: Settings,
  { about, customerId, what, tells }: NoticeFacts,
  audience: NoticeAudience,
): Promise<void> {
  const customer = await unit.find(customerRecords, customerId);
  if (customer === null) return;
  const { seller } = settings;
  const isForCustomer = audience === 'customer';
  const recipient = addressOf(isForCustomer ? customer.party : seller);
  const notice = { ...tells, seller, customer: { id: customerId, party: customer.party }, audience };
  await queueNoticeMail(unit, about, what, {
    notice,
    to: recipient === null ? [] : [recipient],
    language: (isForCustomer ? customer.language : null) ?? settings.language,
  });
}

/** Of thresholds of one allowance that are reached at once, the highest says it all. */
function withoutLowerThresholds(events: readonly NotedEvent[]): readonly NotedEvent[] {
  const highest = new Map<string, NotedEvent>();
  for (const event of events) {
    if (event.name !== 'quota.crossed') continue;
    const { contractId, componentId, period, threshold } = event.carries;
    const key = JSON.stringify([contractId, componentId, period]);
    const known = highest.get(key);
    const isHigher =
      known?.name !== 'quota.crossed' || decimal(threshold).greaterThan(known.carries.threshold);
    if (isHigher) highest.set(key, event);
  }
  const kept = new Set(highest.values());
  return events.filter((event) => event.name !== 'quota.crossed' || kept.has(event));
}
