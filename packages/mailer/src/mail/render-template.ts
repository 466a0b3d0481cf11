import { Liquid } from 'liquidjs';
import type { TemplateValues } from './template-values.ts';

/** Templates come from tenants: what they can use, read and spend is bounded. */
const limits = {
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // No file is read: a template that includes another finds none.
  templates: {},
  parseLimit: 100_000,
  renderLimit: 1000,
  memoryLimit: 1_000_000,
} as const;

const plain = new Liquid(limits);
const escaping = new Liquid({ ...limits, outputEscape: 'escape' });

// What `raw` lets through would be what a customer is called.
escaping.registerFilter('raw', (value: unknown) => value);

/** Fills in a template of plain text. */
export const renderText = (template: string, values: TemplateValues): string =>
  String(plain.parseAndRenderSync(template, values));

/** Fills in a template of HTML: every value is escaped. */
export const renderHtml = (template: string, values: TemplateValues): string =>
  String(escaping.parseAndRenderSync(template, values));
