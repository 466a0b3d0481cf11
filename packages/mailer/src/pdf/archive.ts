import { srgbProfile } from './srgb-profile.ts';

/** A file inside of a document. */
export interface EmbeddedFile {
  readonly name: string;
  readonly content: Uint8Array;
  /** For example "text/xml". */
  readonly mediaType: string;
  /** What it is to the document: an `Alternative` says the same, a `Supplement` more. */
  readonly relationship: 'Alternative' | 'Data' | 'Source' | 'Supplement' | 'Unspecified';
  readonly description?: string | undefined;
}

/** What a document carries inside, for machines. */
export interface Embedded {
  /** Files of an invoice, for example the same invoice as XML. Reminders and statements carry none. */
  readonly files?: readonly EmbeddedFile[] | undefined;
  /** Further RDF descriptions of the document's metadata (XMP), as the makers of such files ask for. Kept as it is. */
  readonly metadata?: string | undefined;
}

/** What is said of a document itself. */
export interface About {
  readonly title: string;
  readonly author: string;
  readonly made: Date;
}

/** Who wrote a document. */
export const producer = 'Billwright';

/** What pdfkit has, and does not tell its types: this package depends on one version of it, and a test reads the file. */
interface Internals {
  readonly _root: { readonly data: Record<string, unknown> };
  ref(data: object): { end(bytes: Uint8Array): void };
  file(content: Uint8Array, options: object): void;
  appendXML(xml: string): void;
  _addInfo(): void;
}

/**
 * Makes a document one for archives (PDF/A-3a), just before it ends: colours that mean the same everywhere, metadata, and
 * files inside. pdfkit would write the metadata itself, but a name with `&` in it would break it.
 */
export function archive(
  doc: PDFKit.PDFDocument,
  about: About,
  { files = [], metadata = '' }: Embedded,
): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const internals = doc as unknown as Internals;
  for (const { name, content, mediaType, relationship, description } of files)
    internals.file(Buffer.from(content), {
      name,
      type: mediaType,
      relationship,
      creationDate: about.made,
      modifiedDate: about.made,
      ...(description === undefined ? {} : { description }),
    });
  const profile = internals.ref({ N: 3 });
  profile.end(Buffer.from(srgbProfile, 'base64'));
  const intent = { Type: 'OutputIntent', S: 'GTS_PDFA1', DestOutputProfile: profile };
  const condition = { Info: pdfText('sRGB'), OutputConditionIdentifier: pdfText('sRGB') };
  // oxlint-disable-next-line eslint/no-underscore-dangle
  internals._root.data['OutputIntents'] = [{ ...intent, ...condition }];
  // oxlint-disable-next-line eslint/no-underscore-dangle
  internals._addInfo = () => internals.appendXML(descriptionOf(about) + metadata);
}

/** Strings of PDF are objects to pdfkit; others are names. */
const pdfText = (value: string): unknown => Object(value);

const descriptionOf = ({ title, author, made }: About): string => {
  const date = made.toISOString().replace('.000', '');
  return `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>${producer}</xmp:CreatorTool>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
<pdf:Producer>${producer}</pdf:Producer>
</rdf:Description>
`;
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text in XML, without the characters that XML has no way to write. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/[\p{Cc}\ufffe\uffff]+/gu, ' ')
    .replaceAll(/[&<>]/g, (character) => entities[character] ?? '');
