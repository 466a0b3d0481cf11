export type { Fonts } from './fonts/font-set.ts';
export { type PdfOptions, invoicePdf, reminderPdf, statementPdf } from './pdf/pdf-documents.ts';
