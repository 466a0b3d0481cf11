import { z } from 'zod';
import type { HeaderRow } from './header-row.ts';

/** One way to a text: a column by its name, several columns joined, or a text that is the same for every row. */
export type TextPart =
  | string
  | { readonly columns: readonly string[]; readonly separator: string }
  | { readonly constant: string };

/**
 * Where a text of the entry comes from: one way, or a list of them of which the first that gives a text is taken.
 * A joined text needs all of its columns: where one of them is empty, it gives none.
 */
export type TextSource = TextPart | readonly TextPart[];

/** The text that a row gives, or null where it gives none. */
export type ReadText = (cells: readonly string[]) => string | null;

/** The name of a column, as the header row has it. */
export const columnSchema: z.ZodString = z.string().min(1, 'is empty');

const textPartSchema = z.union(
  [
    columnSchema,
    z.strictObject({ columns: z.array(columnSchema).min(2), separator: z.string() }),
    z.strictObject({ constant: z.string().min(1) }),
  ],
  'is not a column name, { columns, separator } or { constant }',
);

/** What a {@link TextSource} must look like. */
export const textSourceSchema: z.ZodType<TextSource> = z.union(
  [textPartSchema, z.array(textPartSchema).min(1)],
  'is not a column name, { columns, separator }, { constant } or a list of these',
);

/** Finds the columns of a source in the header row. */
export function compileText(source: TextSource, header: HeaderRow, path: string): ReadText {
  if (isList(source)) {
    const ways = source.map((part) => compilePart(part, header, path));
    return (cells) => {
      for (const read of ways) {
        const text = read(cells);
        if (text !== null) return text;
      }
      return null;
    };
  }
  return compilePart(source, header, path);
}

function compilePart(part: TextPart, header: HeaderRow, path: string): ReadText {
  if (typeof part === 'string') {
    const at = header.indexOf(part, path);
    return (cells) => cells[at] || null;
  }
  if ('constant' in part) {
    const { constant } = part;
    return () => constant;
  }
  const places = part.columns.map((column) => header.indexOf(column, path));
  return (cells) => {
    const texts = places.map((at) => cells[at] ?? '');
    return texts.includes('') ? null : texts.join(part.separator);
  };
}

/** What a source reads, for messages: `column "Email"`. */
export function describeText(source: TextSource): string {
  const parts = isList(source) ? source : [source];
  return parts
    .map((part) => {
      if (typeof part === 'string') return `column "${part}"`;
      return 'constant' in part ? `"${part.constant}"` : `columns "${part.columns.join('", "')}"`;
    })
    .join(' or ');
}

/** Like Array.isArray, which does not narrow readonly arrays. */
function isList(source: TextSource): source is readonly TextPart[] {
  return Array.isArray(source);
}
