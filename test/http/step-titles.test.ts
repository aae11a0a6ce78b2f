/** A timeline's steps are named in words: no request that the product makes is shown as its address. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { formatOf } from "../../src/http/words/format.ts";
import { exchangeTitle } from "../../src/http/pages/orders/timeline/steps.ts";
import { statesIn } from "../../src/http/words/state-text.ts";
import { LOOKUP_NOTES } from "../../src/flows/trace-port.ts";
import { messagesOf } from "../../src/messages/index.ts";

const SRC = join(import.meta.dirname, "../../src");
const sources = ["asperion", "eaccounting"].flatMap((vendor) =>
  readdirSync(join(SRC, vendor), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && name !== "oauth.ts")
    .map((name) => readFileSync(join(SRC, vendor, name), "utf8")),
);
const found = (pattern: RegExp): readonly string[] => [
  ...new Set(
    sources.flatMap((text) => [...text.matchAll(pattern)].map(([, ...parts]) => parts.join(" "))),
  ),
];

/** `GET /orders`; those of companies' labels are only ever made by the set-up. */
const reads = found(/["`](\/(?:v1\/)?[a-zA-Z]{4,}(?:\/exchangerate)?)/g).filter(
  (path) => path !== "/einvoice" && path !== "/connect",
);
const writes = found(/\b(?:request|write)\("(POST|PUT|DELETE)", "([^"]+)"/g);

const titleIn = (
  language: (typeof LANGUAGES)[number],
  what: "read" | "lookup" | "write",
  title: string,
  detail: object = {},
): string =>
  exchangeTitle(
    {
      credits: new Set(["1003 #AAAAAAAA"]),
      messages: messagesOf(language),
      states: statesIn(messagesOf(language)),
      format: formatOf(language),
    },
    { at: 0, what, title, detail },
  );

test("the requests are found", () => {
  expect(reads.length).toBeGreaterThan(20);
  expect(writes.length).toBeGreaterThan(15);
});

test.each(LANGUAGES)("every read and every write has its words in %s", (language) => {
  expect(
    reads
      .map((path) => titleIn(language, "read", `GET ${path}`))
      .filter((title) => title.includes("/")),
  ).toEqual([]);
  expect(
    writes
      .map((title) => titleIn(language, "write", title.replace("{id}", "b64f")))
      .filter((title) => title.includes("/")),
  ).toEqual([]);
});

test.each(LANGUAGES)(
  "what was worked out on the way has its words in %s, and what nobody gave words to is no English",
  (language) => {
    const titles = LOOKUP_NOTES.map((note) => titleIn(language, "lookup", note));
    expect(titles.filter((title) => (LOOKUP_NOTES as readonly string[]).includes(title))).toEqual(
      [],
    );
    expect(new Set(titles).size).toBe(LOOKUP_NOTES.length);
    expect(titleIn(language, "lookup", "Worked out something new")).toBe(
      messagesOf(language).t("timeline.otherStep"),
    );
    expect(
      LANGUAGES.filter(
        (other) =>
          messagesOf(other).t("timeline.otherStep") ===
          messagesOf(language).t("timeline.otherStep"),
      ),
    ).toEqual([language]);
  },
);

test("no note of a lookup is titled but by its code", () => {
  const flows = readdirSync(join(SRC, "flows"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(SRC, "flows", name), "utf8"));
  const noted = flows.flatMap((text) =>
    [...text.matchAll(/\.note\(\s*"lookup",\s*([^,]+),/g)].map(([, title]) => title),
  );
  expect(noted.length).toBeGreaterThanOrEqual(5);
  expect(noted.filter((title) => !LOOKUP_NOTES.some((note) => title === `"${note}"`))).toEqual([]);
});

test("the steps of a credit invoice are called so, by their marker", () => {
  const of = (marker: string) =>
    titleIn("sv", "write", "POST /customerinvoicedrafts", { vendor: "eaccounting", marker });
  expect([of("1003 #AAAAAAAA"), of("1001 #BBBBBBBB")]).toEqual([
    "Skapa kreditfakturautkastet, hos eAccounting",
    `${messagesOf("sv").t("states.operationKind.draft.create")}, hos eAccounting`,
  ]);
});

test("a shipped order that is taken back isn't said to be confirmed", () => {
  expect(titleIn("en", "write", "POST /orders/b64f/voided")).toBe(
    "Withdraw the shipped sales order",
  );
});

test.each(LANGUAGES)(
  "every kind of request that counts against the ledger's limit has its name in %s",
  (language) => {
    const endpoints = reads.filter((path) => !path.startsWith("/v1"));
    expect(
      endpoints.filter(
        (endpoint) => messagesOf(language).find(`vendorLimit.endpoints.${endpoint}`) === null,
      ),
    ).toEqual([]);
  },
);
