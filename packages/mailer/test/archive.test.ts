import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { invoicePdf, type PdfOptions, reminderPdf } from '../src/pdf/pdf-documents.ts';
import { annexTo, issued, sampleDraft, swissDraft } from './support/samples.ts';

const xml = new TextEncoder().encode('<Invoice>Käserei</Invoice>');
const file = {
  name: 'factur-x.xml',
  content: xml,
  mediaType: 'text/xml',
  relationship: 'Alternative',
  description: 'The same invoice for machines',
} as const;
const facturX = `<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName></rdf:Description>`;

/** What another library finds in a file. */
async function found(bytes: Uint8Array) {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const { metadata, info } = await document.getMetadata();
  const attachments = [];
  for (const [id, about] of (await document.getAttachments()) ?? [])
    attachments.push({ ...about, content: await document.getAttachmentContent(id) });
  const xmp = metadata?.getRaw();
  await task.destroy();
  return { xmp: String(xmp), info: new Map(Object.entries(info)), attachments, metadata };
}

const source = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const withEverything = (options: PdfOptions = {}) => {
  const invoice = issued(swissDraft({ buyer: { name: 'Müller & <Söhne>' } }));
  return invoicePdf(invoice, { annex: annexTo(invoice), ...options });
};

describe('a document for archives (PDF/A-3a)', () => {
  test('says so in its metadata, with its title and who it is from, whatever they are called', async () => {
    const { content } = sampleDraft();
    const name = 'R&D <Nord> "GmbH" \u0001';
    const invoice = issued(sampleDraft({ seller: { ...content.seller, name } }));
    const { xmp, info } = await found(await invoicePdf(invoice));
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(xmp).toContain('>Rechnung RE-2026-00042</rdf:li>');
    expect(xmp).toContain('R&amp;D &lt;Nord&gt; "GmbH"');
    expect(info.get('Author')).toBe(name);
    expect(info.get('CreationDate')).toBe('D:20260401000000Z');
    expect(xmp).toContain('<xmp:CreateDate>2026-04-01T00:00:00Z</xmp:CreateDate>');
  });

  test('has its colours told by a profile, and none that the profile is not for', async () => {
    const text = source(await withEverything());
    expect(text).toMatch(
      /\/OutputIntents \[<<\s*\/Type \/OutputIntent\s*\/S \/GTS_PDFA1\s*\/DestOutputProfile \d+ 0 R/,
    );
    expect(text).not.toMatch(/\/DeviceCMYK/);
    expect(text).toContain('/ID [');
  });

  test('has every font inside, each with a map to Unicode; nothing is run, locked or played', async () => {
    const text = source(await withEverything());
    const fonts = text.match(/\/Type \/FontDescriptor/g) ?? [];
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    expect(text.match(/\/FontFile[23]? \d+ 0 R/g)).toHaveLength(fonts.length);
    expect(text.match(/\/ToUnicode \d+ 0 R/g)).toHaveLength(fonts.length);
    expect(text).not.toMatch(
      /\/(?:Encrypt|JavaScript|Launch|Movie|Sound|RichMedia|LZWDecode|Transparency)\b/,
    );
  });

  test('carries files as it is asked to, and tells what they are to it', async () => {
    const bytes = await withEverything({ files: [file], metadata: facturX });
    const { attachments, xmp } = await found(bytes);
    expect(attachments).toMatchObject([{ filename: file.name, description: file.description, content: xml }]);
    expect(xmp).toContain('<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>');
    const text = source(bytes);
    expect(text).toMatch(/\/AF \[\d+ 0 R\]/);
    expect(text).toMatch(/\/AFRelationship \/Alternative/);
    expect(text).toMatch(
      /\/Type \/EmbeddedFile[^]*?\/ModDate \(D:20260401000000Z\)[^]*?\/Subtype \/text#2Fxml/,
    );
  });

  test('carries none otherwise, and a reminder never carries those of its invoice', async () => {
    const invoice = issued(sampleDraft());
    const open = invoice.content.totals.total;
    const options = { files: [file] };
    for (const bytes of [
      await invoicePdf(invoice),
      await reminderPdf({ invoice, daysOverdue: 3, open }, options),
    ])
      expect(source(bytes)).not.toMatch(/EmbeddedFile|\/AF /);
  });

  test('has the same bytes with the same files', async () => {
    const [one, other] = [await withEverything({ files: [file] }), await withEverything({ files: [file] })];
    expect(Buffer.compare(one, other)).toBe(0);
  });
});
