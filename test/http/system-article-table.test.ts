/** The table of our own articles: what is said of one whose number nobody recorded. */
import "../support/load-messages.ts";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import type { SystemArticleView } from "../../src/domain/ledger/ledger.ts";
import { LanguageContext } from "../../src/http/pages/frame/use-messages.ts";
import { SystemArticleTable } from "../../src/http/pages/parts/system-articles.tsx";

const ID = "0c6b1c0e-3d8f-4d0a-9a53-2a1f6a1d7f11";

test("an article without a recorded number is told by its name, never by its id", () => {
  const article: SystemArticleView = {
    kind: "closing",
    key: null,
    oss: false,
    number: null,
    id: ID,
    name: "Rounding",
  };
  const table = jsx(SystemArticleTable as unknown as string, { articles: [article], names: {} });
  const html = String(jsx(LanguageContext.Provider as unknown as string, { value: "en" }, table));
  expect(html).toContain("Rounding");
  expect(html).not.toContain(ID);
});
