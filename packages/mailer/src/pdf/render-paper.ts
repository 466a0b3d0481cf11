import type { Paper } from '../paper/paper.ts';
import type { Embedded } from './archive.ts';
import { drawBlocks } from './draw-blocks.ts';
import { drawEachPage, drawHead } from './draw-head.ts';
import type { Look } from './look.ts';
import { Sheet } from './sheet.ts';

/** Writes a document as PDF. The same paper and look give the same bytes. */
export async function renderPaper(
  paper: Paper,
  look: Look = {},
  embedded: Embedded = {},
): Promise<Uint8Array> {
  const sheet = new Sheet(paper, look);
  drawHead(sheet, paper, look);
  drawBlocks(sheet, paper);
  drawEachPage(sheet, paper);
  return sheet.bytes(embedded);
}
