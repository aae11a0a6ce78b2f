import { Hono } from "hono";
import { expect, test } from "vitest";
import { pageFor } from "../../src/http/pages/frame/respond.tsx";
import { formatOf, ZONE } from "../../src/http/words/format.ts";
import { acceptedLanguage, withMessages } from "../../src/http/language.ts";
import { useMessages } from "../../src/http/pages/frame/use-messages.ts";

test.each([
  ["pl-PL,pl;q=0.9,en;q=0.8", "pl"],
  ["nl-BE", "nl"],
  ["fr-FR,fr;q=0.9,sv;q=0.4,en;q=0.2", "sv"],
  ["sv;q=0,nl;q=0.1", "nl"],
  ["en;q=0.3,SV;q=0.7", "sv"],
  ["de", null],
  ["*", null],
  ["", null],
  [undefined, null],
])("a browser that asks for %s is answered in %s", (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

const app = new Hono();
app.use("*", withMessages);
app.get("/", (c) => pageFor(c, "x", null, ""));
const shown = async (headers: Record<string, string>): Promise<string> =>
  /<html lang="(\w\w)"/.exec(await (await app.request("/", { headers })).text())?.[1] ?? "";

test("a page is in the language that was chosen here, else in the browser's, else in English", async () => {
  expect(await shown({})).toBe("en");
  expect(await shown({ "accept-language": "pl" })).toBe("pl");
  expect(await shown({ "accept-language": "pl", cookie: "language=sv" })).toBe("sv");
  expect(await shown({ "accept-language": "pl", cookie: "language=xx" })).toBe("pl");
});

test("two pages that are made at the same time keep their languages apart", async () => {
  const languages = Array.from(
    { length: 40 },
    (_, index) => ["en", "nl", "pl", "sv"][index % 4] ?? "",
  );
  expect(
    await Promise.all(languages.map((language) => shown({ "accept-language": language }))),
  ).toEqual(languages);
});

test("a text outside of a page is a bug, and no English", () => {
  expect(() => useMessages()).toThrow("outside of a page");
});

test("instants, spans, amounts and shares are written as each country does", () => {
  const at = Date.parse("2026-11-24T16:20:05Z");
  const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");
  const all = (["en", "nl", "pl", "sv"] as const).map(formatOf);
  expect(all.map((format) => plain(format.stamp(at)))).toEqual([
    "24 Nov 2026, 17:20:05",
    "24 nov 2026, 17:20:05",
    "24 lis 2026, 17:20:05",
    "24 nov. 2026 17:20:05",
  ]);
  expect(all.map((format) => plain(format.amount("-12345.50")))).toEqual([
    "-12,345.50",
    "-12.345,50",
    "-12 345,50",
    "−12 345,50",
  ]);
  expect(all.map((format) => plain(format.span(180_000)))).toEqual([
    "3 minutes",
    "3 minuten",
    "3 minuty",
    "3 minuter",
  ]);
  expect(all.map((format) => plain(format.from(at - 86_400_000 * 5, at)))).toEqual([
    "5 days ago",
    "5 dagen geleden",
    "5 dni temu",
    "för 5 dagar sedan",
  ]);
  expect(all.map((format) => plain(format.from(at, at)))).toEqual(["now", "nu", "teraz", "nu"]);
  expect(all.map((format) => plain(format.percent("0.125")))).toEqual([
    "12.5%",
    "12,5%",
    "12,5%",
    "12,5 %",
  ]);
});

test("an amount keeps every digit that it has", () => {
  expect(formatOf("en").amount("900719925474099312.3456")).toBe("900,719,925,474,099,312.3456");
});

test("the pages' zone is the one that their texts name: Central European Time, Dutch, Swedish", () => {
  const offset = (zone: string, at: number): string =>
    new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).format(at);
  for (const at of [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)])
    for (const named of ["Europe/Amsterdam", "Europe/Stockholm", "Europe/Warsaw"])
      expect(offset(named, at)).toBe(offset(ZONE, at));
});
