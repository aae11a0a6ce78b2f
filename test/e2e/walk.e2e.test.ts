/** The walk over all pages can fail: it names what is wrong on a page, and nothing on the next one. */
import { expect, test } from "vitest";
import { walk } from "./walk.ts";

const html = (main: string, style = ""): string =>
  `<!doctype html><html lang="en"><head><title>Page</title><meta name="viewport" content="width=device-width"><style>${style}</style></head><body><main><h1>Page</h1>${main}</main></body></html>`;

const FAULTY = html(
  `<p class="pale">Pale</p><p class="dim">Dim</p><p>\u05E9\u05DC\u05D5\u05DD</p>
  <table><tr><th>Sum</th></tr><tr><td class="narrow">12 000 000.00</td></tr></table>
  <p class="cut">Nobodycanreadtheendofthis</p><p class="wide">Wide</p>`,
  `@media (prefers-color-scheme: light) { .pale { color: #ccc } }
  @media (prefers-color-scheme: dark) { .dim { color: #ccc } }
  .narrow { max-width: 1rem } .cut { width: 2rem; overflow: hidden } .wide { width: 2000px }`,
);
const SOUND = html("<p>All is well</p>");

const page = (address: string, text: string) => ({
  address,
  en: text,
  nl: text,
  pl: text,
  sv: text,
});

test("each fault of a page is found, in light and dark, at every width, and none where there is none", async () => {
  const complaints: string[] = [];
  const found = await walk({ url: "http://127.0.0.1", complaints }, [
    page("/admin/faulty", FAULTY),
    page("/admin/sound", SOUND),
  ]);
  const at = (lines: readonly string[]) =>
    lines.map((line) => line.split(": ").slice(0, 2).join(": "));
  expect({
    violations: found.violations.map((line) => line.split(":").slice(0, 2).join(":")),
    turning: found.turning,
    wrapped: found.wrapped,
    tooWide: [...new Set(found.tooWide.map((line) => line.split(":")[0]))],
    clipped: [...new Set(at(found.clipped))],
    complaints,
  }).toEqual({
    violations: [
      "/admin/faulty in en (light): color-contrast at .pale",
      "/admin/faulty in en (dark): color-contrast at .dim",
    ],
    turning: ["/admin/faulty in en: P: \u05E9\u05DC\u05D5\u05DD"],
    wrapped: ["/admin/faulty in en: TD: 12 000 000.00"],
    tooWide: [
      "/admin/faulty in en at 200 %",
      "/admin/faulty in en at 400 %",
      "/admin/faulty in en on a phone",
      "/admin/faulty in en on a tablet",
      "/admin/faulty in pl on a phone",
      "/admin/faulty in pl on a tablet",
    ],
    clipped: [
      "/admin/faulty in en at 200 %: P",
      "/admin/faulty in en at 400 %: P",
      "/admin/faulty in en on a phone: P",
      "/admin/faulty in en on a tablet: P",
      "/admin/faulty in pl on a phone: P",
      "/admin/faulty in pl on a tablet: P",
    ],
    complaints: [],
  });
});

test("each width is looked at in a window of that width, right after another one", async () => {
  const onlyAt = (media: string): string =>
    html(`<p class="here">Here</p>`, `@media ${media} { .here { width: 2000px } }`);
  const { tooWide } = await walk({ url: "http://127.0.0.1", complaints: [] }, [
    page("/admin/zoomed", onlyAt("(min-width: 500px) and (max-width: 800px)")),
    page("/admin/reflowed", onlyAt("(max-width: 330px)")),
    page("/admin/phone", onlyAt("(min-width: 331px) and (max-width: 499px)")),
    page("/admin/tablet", onlyAt("(min-width: 801px)")),
  ]);
  expect(tooWide.map((line) => line.split(":")[0])).toEqual([
    "/admin/zoomed in en at 200 %",
    "/admin/reflowed in en at 400 %",
    "/admin/phone in en on a phone",
    "/admin/phone in pl on a phone",
    "/admin/tablet in en on a tablet",
    "/admin/tablet in pl on a tablet",
  ]);
});
