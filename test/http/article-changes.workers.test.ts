/**
 * Other rules of a live article sync: saving asks with what the next run would write, by the run's
 * own preview with what was typed, and the page that asks says how many articles it deactivates.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { jobView } from "./job-view.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";

const KEY = "dry-run:typed:products";
const plan = (labels: readonly string[]): object => ({
  flow: "products",
  stopped: [],
  read: 3,
  total: 3,
  unlooked: 0,
  later: 0,
  create: 0,
  ...(labels.includes("Web") ? { update: 0, same: 3 } : { update: 3, deactivate: 3, same: 0 }),
  left: [],
  held: [],
  rows: [],
  mark: "m",
});
const FILTERED = reason("product-filtered", { by: "label" });

/** A shop whose three articles have the label Web. */
async function openShop(address: string, products: object) {
  let over: object = {};
  let labels: readonly string[] = [];
  const job = jobView({ id: KEY, key: KEY, flow: "dry-run" });
  const shop = await open(address, {
    "monitoring.health": connectedHealth,
    "reads.names": NAMES,
    "flows.dryRun": (
      _: string,
      asked: { readonly settings?: { readonly products: { filter: { labels: string[] } } } },
    ) => {
      labels = asked.settings?.products.filter.labels ?? [];
      return { ok: true, jobId: KEY };
    },
    "jobs.label": null,
    "jobs.timeline": () => ({
      job,
      documents: [],
      operations: [],
      timeline: [
        { at: 1, what: "plan", title: "Preview", jobId: KEY, detail: { ...plan(labels), ...over } },
      ],
    }),
  });
  const filter = { labels: ["Web"] };
  expect((await shop.configure({ products: { ...products, filter } })).status).toBe(200);
  const at = `/admin/tenants/${shop.id}/settings/products`;
  const { text } = await shop.user.go(at);
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
  const form = { csrf: field("csrf"), version: field("version") };
  const press = (action: string, label: string, more: Record<string, string> = {}) =>
    shop.user.post(at, {
      ...form,
      action,
      "products.enabled": "on",
      "products.filter.labels": label,
      "products.whenFilteredOut": "deactivate",
      ...more,
    });
  const saved = async () => (await shop.settings())["products"]?.["filter"];
  const plansAs = (plan: object) => void (over = plan);
  return { ...shop, press, saved, plansAs };
}

test("a label typed wrong asks with the number of articles it deactivates, and saves once confirmed", async () => {
  const { press, saved } = await openShop("203.0.113.171", { enabled: true });
  const asked = await press("save", "Webb");
  expect(asked.status).toBe(200);
  expect(asked.text).toContain("Article sync follows other settings");
  expect(asked.text).toContain("3 of them would be deactivated in Asperion");
  expect(await saved()).toMatchObject({ labels: ["Web"] });
  const previewed = /name="previewed" value="([^"]+)"/.exec(asked.text)?.[1] ?? "";
  const more = { confirmed: "article-changes", previewed };
  expect((await press("confirm", "Web, Webb", more)).text).toContain("changed after its preview");
  expect(await saved()).toMatchObject({ labels: ["Web"] });
  const done = await press("confirm", "Webb", more);
  expect(done.status).toBe(303);
  expect(done.headers.get("location")).toContain("done=saved-confirmed");
  expect(await saved()).toMatchObject({ labels: ["Webb"] });
});

test("nothing to write says why: all is left out, all matches, or somebody is needed", async () => {
  const none = { create: 0, update: 0, deactivate: 0, same: 0 };
  const left = [{ reason: FILTERED, count: 3, first: ["A", "B", "C"] }];
  const held = [{ reason: reason("product-code-taken", { code: "D" }), count: 1, first: ["D"] }];
  // Not on yet: another shop of the administration has the article sync.
  const { press, plansAs } = await openShop("203.0.113.172", {});
  const asked = async (over: object) => {
    plansAs({ ...none, ...over });
    const { text } = await press("compare", "Webb");
    return text.slice(text.indexOf('id="run-typed"'));
  };
  const out = await asked({ left, ends: 2 });
  expect(out).toContain("Nothing to write: all 3 articles are left out.");
  expect(out).toContain("2 of those left out stay active in Asperion");
  expect(out).toMatch(/settings\/products">Open the filter.*<details open/s);
  expect(out).not.toContain("already matches.");
  const matches = await asked({ same: 3 });
  expect(matches).toContain("Nothing to write: Asperion already matches.");
  const some = await asked({ same: 2, held });
  expect([some.includes("Nothing to write.<"), some.includes("Asperion already matches.")]).toEqual(
    [true, false],
  );
});
