import type { ProbedMail } from './mailer-subject.ts';

/** One header of a mail. */
interface Header {
  /** In lower case. */
  readonly name: string;
  /** On one line. */
  readonly value: string;
}

/** The headers of a mail, each on one line. */
export function headersOf({ text }: ProbedMail): readonly Header[] {
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  return head
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() };
    });
}

/** The values of a header. */
export const valuesOf = (mail: ProbedMail, name: string): readonly string[] =>
  headersOf(mail)
    .filter((header) => header.name === name)
    .map(({ value }) => value);
