/** An article is told by its number and its name: in its list, on its page, in the tab, as a hit. */
import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";

const job = jobView({ key: "product:p-1", flow: "products", label: "TENT-2" });
const row = { person: null, document: null, waitsSince: null, article: "Tält <2 pers>" };

const answers = (rows: object) => ({
  "jobs.list": { jobs: [job], cursor: null, rows: { j1: rows } },
  "jobs.timeline": {
    job,
    timeline: [],
    operations: [],
    documents: [],
    runs: [job],
    missing: [],
  },
});
const headOf = (html: string, tag: "h1" | "title"): string =>
  (new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(html)?.[1] ?? "")
    .replace(/<[^>]*>/g, "")
    .replaceAll(/[\u2068\u2069]/g, "");

test("the page of an article has number and name in its head and in the browser's tab", async () => {
  const { world, user } = await signedIn(answers(row));
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/products/j1`);
  expect(headOf(text, "h1")).toBe("Tält &lt;2 pers&gt; Article TENT-2");
  expect(headOf(text, "title")).toContain("Article TENT-2: ");
  const list = await user.go(`/admin/tenants/${id}/products`);
  expect(list.text).toMatch(
    /<bdi>Tält &lt;2 pers&gt;<\/bdi><\/a>\s*<span class="hint"> Article TENT-2/,
  );
});

test("an article without a name is called by its number alone", async () => {
  const { article: _, ...nameless } = row;
  const { world, user } = await signedIn(answers(nameless));
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/products/j1`);
  expect(headOf(text, "h1")).toBe("Article TENT-2");
});

test("a hit of the search says what of it matches", async () => {
  const matched = [
    { by: "name", of: null },
    { by: "id", of: "p-<1>" },
    { by: "reason", of: null },
  ];
  const { world, user } = await signedIn(answers({ ...row, matched }));
  await world.makeTenant();
  const { text } = await user.go("/admin/search?q=tent");
  const line = /<ul class="found">(.*?)<\/ul>/s.exec(text)?.[1] ?? "";
  expect(line.replace(/<[^>]*>/g, "").replace(/\s+/g, " ")).toContain(
    "Matches: article name, ID p-&lt;1&gt;",
  );
  // What can be searched for is said where nothing was found.
  expect(text).not.toContain("Each result says what matches.");
});
