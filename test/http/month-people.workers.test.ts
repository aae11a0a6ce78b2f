/** Whose order it is, beside what the month's statement, its report and its tables tell. */
import { afterEach, expect, test } from "vitest";
import { RIGHTS } from "../../src/http/auth/rights.ts";
import { compared, HOSTILE, comparisonView } from "./compared.ts";
import { DIFFERENCES } from "./differences.ts";
import { everyOf } from "../support/every-of.ts";

const rights: { "see-customers": unknown } = RIGHTS;
const usual = rights["see-customers"];
afterEach(() => {
  rights["see-customers"] = usual;
});

test("whoever may see customers reads them beside differences and orders, on paper and in the table, and nobody else asks for them", async () => {
  const named = (query: unknown) => {
    const { people = false } = query as { readonly people?: true };
    const person = { company: null, name: `Anna ${HOSTILE}`, city: null, country: "SE" };
    return people ? { person } : {};
  };
  const asked: unknown[] = [];
  const { user, id } = await compared({
    "reconciliation.differences": (_: string, query: unknown) => (
      asked.push(query),
      {
        ...DIFFERENCES,
        items: DIFFERENCES.items.map((item) => ({
          ...item,
          order: item.order === null ? null : { ...item.order, ...named(query) },
        })),
      }
    ),
    "reconciliation.view": (_: string, query: unknown) => (
      asked.push(query),
      {
        ...comparisonView,
        orders: comparisonView.orders.map((one) => ({ ...one, ...named(query) })),
        cursor: null,
      }
    ),
  });
  const at = `/admin/tenants/${id}/comparison`;
  const days = "?from=2026-11-20&to=2026-11-24";
  const shown = "<bdi>Anna =HYPERLINK(&quot;http://evil&quot;)&lt;script&gt;";
  for (const path of [`${at}${days}`, `${at}/report${days}`]) {
    const { text } = await user.go(path);
    // Of two of the three things: no order is known for the third one's document.
    const differences = text.slice(text.indexOf('class="difference"'));
    expect(differences.split(shown).length - 1, path).toBeGreaterThanOrEqual(2);
    expect(text).not.toContain("<script>alert");
  }
  const postings = "/postings?day=2026-11-23";
  expect((await user.go(`${at}${postings}`)).text).toContain(id);
  // The report lists no orders of its own.
  const listing = asked.filter((query) => (query as { limit?: number }).limit !== 0);
  expect(everyOf(listing, (query) => (query as { people?: true }).people === true)).toBe(true);
  expect((await user.go(`${at}.csv${days}`)).text.split("\r\n")[1]).toMatch(/"?Anna =HYPERLINK/);
  // The JSON is for machines, and as it always was.
  expect((await user.go(`${at}.json${days}`)).text).not.toContain("Anna");
  rights["see-customers"] = [];
  asked.length = 0;
  for (const path of [
    `${at}${days}`,
    `${at}/report${days}`,
    `${at}.csv${days}`,
    `${at}${postings}`,
    `${at}/postings.csv?day=2026-11-23`,
  ]) {
    const { text } = await user.go(path);
    expect(text, path).not.toContain("Anna");
  }
  expect(asked.length).toBeGreaterThan(4);
  expect(asked.some((query) => "people" in (query as object))).toBe(false);
});
