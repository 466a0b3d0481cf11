import type { InvoiceLine, NumberLocale } from '@billwright/core';
import type { Plan } from './plan.ts';
import { invoiceWords } from './words.ts';

/** What a line is called: by what its work has in common. */
export function lineTitle(line: InvoiceLine, { serviceTypes }: Plan, language: NumberLocale): string {
  const { workItem, serviceTypeId, agentId, teamId, band } = line.group;
  const { bands, kinds } = invoiceWords[language];
  const kind = kinds.get(line.kind) ?? null;
  if (line.description !== null)
    return line.kind === 'information' ? `${kind}: ${line.description}` : line.description;
  const parts = [
    kind,
    workItem == null ? null : `#${workItem.id} ${workItem.title ?? ''}`.trim(),
    serviceTypeId === undefined ? null : (serviceTypes[serviceTypeId]?.[language] ?? serviceTypeId),
    agentId ?? null,
    teamId ?? null,
    // A piece costs the same at night, and business hours go without saying.
    band === undefined || band === 'business' || line.unit === 'piece' ? null : (bands.get(band) ?? band),
  ];
  return parts.filter((part) => part !== null).join(' · ') || invoiceWords[language].work;
}
