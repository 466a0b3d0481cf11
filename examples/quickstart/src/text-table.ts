/** A column of a table of text. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Sets rows under titles, in columns as wide as what is in them. Groups of rows have a rule between them. */
export function textTable(
  columns: readonly Column[],
  ...groups: readonly (readonly (readonly string[])[])[]
): string {
  const rows = groups.flat();
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, at) => Math.max(...[titles, ...rows].map((row) => widthOf(row[at] ?? ''))));
  const set = (row: readonly string[]): string =>
    columns
      .map(({ align }, at) => {
        const text = row[at] ?? '';
        const fill = ' '.repeat((widths[at] ?? 0) - widthOf(text));
        return align === 'right' ? fill + text : text + fill;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [set(titles), ...groups.flatMap((group) => [rule, ...group.map(set)])].join('\n');
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

// An accent takes no room of its own.
const widthOf = (text: string): number => Array.from(characters.segment(text)).length;
