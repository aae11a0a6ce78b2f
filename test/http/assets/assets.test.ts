/**
 * What browsers load: real files that people can read, built to files that are named by their
 * content and may be kept for ever.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundleAssets, ownClient } from "../../../scripts/assets/build.ts";
import { ASSETS } from "../../../src/http/pages/assets/names.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SOURCES = join(ROOT, "src/http/pages/assets");

const sources = (): readonly string[] =>
  readdirSync(SOURCES).filter((name) => /\.(css|js)$/.test(name));

test("the Worker names the files that are served, and nothing else lies beside them", () => {
  const built = bundleAssets();
  expect(Object.entries(ASSETS)).toEqual(
    Object.entries(built).map(([name, { path }]) => [name, path]),
  );
  const served = readdirSync(join(ROOT, "public"), { recursive: true, encoding: "utf8" });
  expect(served.toSorted()).toEqual(
    ["_headers", "assets", ...Object.values(ASSETS).map((path) => path.slice(1))].toSorted(),
  );
  for (const { path, text } of Object.values(built)) {
    expect(path).toMatch(/^\/assets\/[a-z]+-[0-9a-f]{10}\.(css|js|svg)$/);
    expect(readFileSync(join(ROOT, "public", path), "utf8")).toBe(text);
  }
});

test("each source is part of what is served", () => {
  const text = sources()
    .map((name) => readFileSync(join(SOURCES, name), "utf8"))
    .join("\n");
  const entries = Object.keys(ASSETS).map((name) => new RegExp(`^${name}\\.(css|js)$`));
  expect(
    sources().filter(
      (name) => !entries.some((entry) => entry.test(name)) && !text.includes(`"./${name}"`),
    ),
  ).toEqual([]);
});

test("no line of a source is wider than 100 columns", () => {
  const wide = sources().flatMap((name) =>
    readFileSync(join(SOURCES, name), "utf8")
      .split("\n")
      .flatMap((line, index) => (line.length > 100 ? [`${name}:${index + 1}`] : [])),
  );
  expect(wide).toEqual([]);
});

/** Bytes of what travels. */
const sizeOf = (text: string): number => gzipSync(text, { level: 9 }).length;

test("what a page loads stays small: the client as a whole, and what of it is ours", () => {
  const { style, client, icon } = bundleAssets();
  expect(sizeOf(style.text)).toBeLessThan(8 * 1024);
  expect(sizeOf(client.text)).toBeLessThan(40 * 1024);
  expect(sizeOf(icon.text)).toBeLessThan(1024);
  // A quarter of a KB fills in choices that fields share, which took 79 KB on a page before; another
  // one lets a form go on by itself, and searches the choices of a field that is typed into.
  // 50 bytes keep the focus on what is said as a page renews itself.
  expect(sizeOf(ownClient())).toBeLessThan(4.55 * 1024);
});

test("what is typed is kept in the forms that the sign-in page names, and in no others", () => {
  const pages = join(ROOT, "src/http/pages");
  const keep = readdirSync(pages, { recursive: true, encoding: "utf8" }).filter(
    (name) =>
      name.endsWith(".tsx") && readFileSync(join(pages, name), "utf8").includes("data-kept"),
  );
  // `people.signIn.ended`: settings (also of payouts), mappings, field rules and the set-up.
  expect(keep.toSorted()).toEqual([
    "field-rules/page.tsx",
    "payouts/missing.tsx",
    "settings/lookups/lookup-page.tsx",
    "settings/lookups/lookups-page.tsx",
    "settings/section-page.tsx",
    "setup/steps/forms.tsx",
    "setup/steps/questions.tsx",
  ]);
});

test("no class is styled as a whole by two style sheets: the later one would win on pages of both", () => {
  const sheets = sources().filter((name) => name.endsWith(".css"));
  const styled = sheets.flatMap((sheet) => {
    const css = readFileSync(join(SOURCES, sheet), "utf8");
    return [...new Set([...css.matchAll(/^\.[a-z-]+(?= \{)/gm)].map(([name]) => name))];
  });
  expect(styled.length).toBeGreaterThan(50);
  expect(styled.filter((name, at) => styled.indexOf(name) !== at)).toEqual([]);
});

test("paper tells of each fold of a report, as what is left out of it counts too", () => {
  const css = readFileSync(join(SOURCES, "print.css"), "utf8");
  const hidden = [...css.matchAll(/([^{}]+)\{[^{}]*display: none/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim()),
  );
  expect(hidden).toContain(".report .crumbs");
  // What is there to fill in, and what is folded in a list, takes no paper.
  expect(hidden.join(", ")).toContain("main form:not(");
  expect(hidden).toContain("main:not(:has(.report)) details:not([open])");
  expect(hidden.filter((name) => /^\.report.*(summary|details)/.test(name))).toEqual([]);
});

/** The rules of `forms.css` whose selector names this, each with the condition that it stands in. */
const rulesOf = (wanted: string): readonly (readonly [media: string, body: string])[] => {
  const text = readFileSync(join(SOURCES, "forms.css"), "utf8").replaceAll(/\/\*.*?\*\//gs, "");
  let media = "";
  return [...text.matchAll(/\s*(?:(@media[^{]+)\{|([^{}@]+)\{([^}]*)\}|\})/g)].flatMap(
    ([, condition, selector, body = ""]) => {
      if (selector === undefined) media = condition?.trim() ?? "";
      return selector?.includes(wanted) === true ? [[media, body] as const] : [];
    },
  );
};

test("no bar of fields stays over the rows on a phone, and one of buttons leaves room for the focus", () => {
  const stays = rulesOf("> .deeds").filter(([, body]) => body.includes("sticky"));
  expect(stays.map(([media]) => media)).toEqual([
    "@media (min-width: 60.01rem) and (min-height: 40.01rem)",
  ]);
  const padded = rulesOf("html:has(.stick)").map(([media, body]) => [media, body.trim()]);
  // Three buttons of 2.6rem below each other, with their gaps and the bar's own padding.
  expect(padded).toEqual([
    ["", "scroll-padding-bottom: 5.5rem;"],
    ["@media (max-width: 40rem)", "scroll-padding-bottom: 12rem;"],
    [
      "@media (max-height: 30rem), (max-width: 40rem) and (max-height: 40rem)",
      "scroll-padding-bottom: 0;",
    ],
  ]);
});
