/** What a PDF says, as a reader that isn't the one who wrote it sees it: PDF.js of Mozilla. */
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export type ReadPdf = {
  /** By page, in the order of the page's drawing. */
  readonly pages: readonly (readonly string[])[];
  readonly text: string;
  readonly title: string | null;
  /** Texts that don't lie within their page from left to right: a printer cuts them. */
  readonly cut: readonly string[];
};

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({
    data: bytes.slice(),
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: 0,
  });
  const document = await task.promise;
  const pages: string[][] = [];
  const cut: string[] = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const page = await document.getPage(at);
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? item : []));
    pages.push(texts.map(({ str }) => str));
    const [left = 0, , right = 0] = page.view;
    for (const { str, transform, width } of texts) {
      const from = Number(transform[4]);
      if (from < left || from + width > right) cut.push(str);
    }
  }
  const { info } = (await document.getMetadata()) as { info: { Title?: string } };
  await task.destroy();
  return { pages, text: pages.flat().join(" "), title: info.Title ?? null, cut };
}
