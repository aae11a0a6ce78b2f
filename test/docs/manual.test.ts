/** The manual: every page is there, leads only to pages that are, and is made of nothing that the pages can't show. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocks } from "../../src/http/pages/manual/markdown.tsx";
import { manualSources } from "./manual-text.ts";
import { MANUAL_PAGES } from "../../src/http/pages/manual/pages.ts";

const FOLDER = join(import.meta.dirname, "../../docs/manual");
const text = (page: string): string => readFileSync(join(FOLDER, `${page}.md`), "utf8");
const shown = (page: string): string => blocks(text(page)).map(String).join("\n");

test("each page has its file, and each file its page", () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(MANUAL_PAGES.map((page) => `${page}.md`).toSorted());
});

test.each(MANUAL_PAGES)("%s is shown with one heading, its tables whole, and no marks of Markdown left", (page) => {
  const html = shown(page);
  expect(html.match(/<h1>/g)).toHaveLength(1);
  expect(html.replace(/<code>.*?<\/code>/g, "")).not.toMatch(/\*\*|\]\(|^\||`/m);
  const rows = text(page).split("\n").filter((line) => line.startsWith("|"));
  expect(new Set(rows.map((row) => row.split("|").length)).size).toBeLessThanOrEqual(1);
});

test.each(MANUAL_PAGES)("%s leads only to what is there", (page) => {
  for (const [, target = ""] of text(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)) expect(() => readFileSync(join(FOLDER, target)), target).not.toThrow();
});

test("what the pages show is what stands in the docs (write-manual.ts writes it)", () => {
  for (const [path, text] of manualSources()) expect(readFileSync(join(FOLDER, "../..", path), "utf8"), path).toBe(text);
});

test("what the product doesn't do is said plainly", () => {
  for (const page of ["first-set-up", "products"]) expect(text(page)).toContain("no categories, no images, no customer price lists".replace(/^n/, page === "products" ? "N" : "n"));
});
