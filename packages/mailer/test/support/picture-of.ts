import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page as pixels: four bytes each, red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  readonly png: Uint8Array;
}

/** The canvas that the library brings for Node.js. */
interface NodeCanvas {
  readonly canvas: { toBuffer(type: 'image/png'): Uint8Array };
  readonly context: {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  };
}

/** Paints a page with a library that had no part in writing it. */
export async function pictureOf(bytes: Uint8Array, pageNumber: number, scale: number): Promise<Picture> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const page = await document.getPage(pageNumber);
  const viewport = page.getViewport({ scale });
  const [width, height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const factory = document.canvasFactory as unknown as { create(width: number, height: number): NodeCanvas };
  const { canvas, context } = factory.create(width, height);
  await page.render({ canvas: null, canvasContext: context, viewport }).promise;
  const { data } = context.getImageData(0, 0, width, height);
  const png = canvas.toBuffer('image/png');
  await task.destroy();
  return { width, height, data, png };
}
