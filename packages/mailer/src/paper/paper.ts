import type { CivilDate, NumberLocale } from '@billwright/core';

/** A line of two columns: what it is, and its value. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A text over the whole width. */
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly tone: 'normal' | 'quiet' | 'strong';
}

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** In millimetres; `null` takes what the others leave. Exactly one column of a table does. */
  readonly width: number | null;
}

/** A row of a table. */
export interface Row {
  /** One text for each column. */
  readonly cells: readonly string[];
  /** A small text below that of the widest column. */
  readonly note: string | null;
  /** The sum up to and with this row, for the end of a page; `null` where sums mean nothing. */
  readonly carried: string | null;
  /** Whether it is the sum of the rows before it. Default: no. */
  readonly isSum?: boolean | undefined;
}

/** A table whose header is repeated on each page. */
export interface Table {
  readonly kind: 'table';
  readonly title: string | null;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** What the sum at the end and at the beginning of a page is called; `null`: none is carried. */
  readonly carried: { readonly forward: string; readonly brought: string } | null;
}

/** Sums at the right, below a table. They stay on one page. */
export interface Sums {
  readonly kind: 'sums';
  readonly rows: readonly (Fact & { readonly tone: 'normal' | 'strong' | 'total' })[];
}

/** Where to pay to, and a code that banking apps read. They stay on one page. */
export interface Payment {
  readonly kind: 'payment';
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly code: { readonly content: string; readonly caption: string } | null;
}

/** A part of a Swiss payment slip: a title, and lines below it. `null`: an empty field to be written in. */
export interface SlipPart {
  readonly title: string;
  readonly lines: readonly string[] | null;
  /** The lines that must be there, for a receipt on which all have no room. Default: all. */
  readonly needed?: readonly string[];
}

/** The receipt and the payment part of a Swiss QR bill, at the foot of a page, to be cut off. */
export interface Slip {
  readonly kind: 'slip';
  /** What the code says. */
  readonly content: string;
  /** What who does not see the code hears of it. */
  readonly codeText: string;
  /** That it is to be cut off. */
  readonly separate: string;
  readonly receipt: { readonly title: string; readonly parts: readonly SlipPart[] };
  readonly payment: { readonly title: string; readonly parts: readonly SlipPart[] };
  readonly currency: Fact;
  readonly amount: Fact;
  readonly acceptancePoint: string;
}

/** A title with a small text below it. It stays with what follows. */
export interface Section {
  readonly kind: 'section';
  /** `document` begins a new page, and is as large as the heading of the first. */
  readonly level: 'document' | 'part';
  readonly title: string;
  readonly text: string | null;
}

export type Block = Paragraph | Section | Table | Sums | Payment | Slip;

/** All that a document says, in words and in order, before anybody knows where it stands. Plain JSON. */
export interface Paper {
  readonly language: NumberLocale;
  readonly format: 'a4' | 'letter';
  /** What a viewer shows as its title. */
  readonly title: string;
  /** When the file says that it was made, so that it has the same bytes whenever it is made. */
  readonly date: CivilDate;
  readonly letterhead: string;
  /** The sender in small print above the address. */
  readonly sender: string;
  readonly recipient: readonly string[];
  readonly facts: readonly Fact[];
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Columns at the foot of each page. */
  readonly footer: readonly (readonly string[])[];
  /** With `{page}` and `{pages}`. */
  readonly pageLabel: string;
}
