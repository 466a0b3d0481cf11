/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}

/** What can stand in a template: text is escaped, HTML and lists of it are not, `null` leaves nothing. */
export type HtmlValue = string | number | null | Html | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes HTML of a template. Whatever is put into it as text stays text. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { html: parts.reduce((text, part, at) => text + write(values[at - 1] ?? null) + part) };
}

function write(value: HtmlValue): string {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return 'html' in value ? value.html : value.map((item) => item.html).join('\n');
}

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
