import type { Paragraph } from './paper.ts';

/** A text over the whole width. */
export const paragraph = (text: string, tone: Paragraph['tone'] = 'normal'): Paragraph => ({
  kind: 'paragraph',
  text,
  tone,
});
