/**
 * Old and new figures of a run of stock: in the list, in its table for a spreadsheet, in the
 * timeline.
 */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { signedIn } from "./browser.ts";

const run = (over: Partial<JobView> = {}): JobView => ({
  id: "j1",
  key: "stock",
  flow: "stock",
  lane: "sweep",
  status: "done",
  outcome: "updated",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: null,
  figures: null,
  createdAt: 0,
  updatedAt: 0,
  reasons: [reason("stock-corrected", { rows: 7, order: "9", marker: "Stock 1 #AAAAAAAA" })],
  changes: [
    { code: "MUG", from: "1200.5", to: "10", managed: false },
    { code: "=TEA", from: null, to: "4", managed: true },
    { code: "CUP", from: null, to: null, managed: true },
    ...["A", "B", "C", "D"].map((code) => ({ code, from: "1", to: "2", managed: false })),
  ],
  ...over,
});

test("the list shows each article's figure before and after, the first ones at once", async () => {
  const { world, user } = await signedIn({ "jobs.list": { jobs: [run()], cursor: null } });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/stock`);
  // Filters fold on a phone, above the list.
  const list = text.slice(text.indexOf("<bdi>MUG</bdi>"));
  const [before = "", behind = ""] = list.split("<summary>");
  expect(before).toContain("<bdi>MUG</bdi>: 1,200.5 → 10</li>");
  expect(before).toContain("<bdi>=TEA</bdi>: empty → 4; stock tracking turned on</li>");
  expect(before).toContain("<bdi>CUP</bdi>: stock tracking turned on</li>");
  expect(behind).toContain("2 more articles");
  expect(behind).toContain("<bdi>D</bdi>: 1 → 2</li>");
});

test("in each language, with its own word for an empty field", async () => {
  const { world, user } = await signedIn({ "jobs.list": { jobs: [run()], cursor: null } });
  const id = await world.makeTenant();
  const said = new Set<string>();
  for (const language of LANGUAGES) {
    const { text } = await user.go(`/admin/tenants/${id}/stock`, {
      headers: { "accept-language": language },
    });
    said.add(/=TEA<\/bdi>: ([^<]*)</.exec(text)?.[1] ?? "");
  }
  expect([said.size, said.has("")]).toEqual([LANGUAGES.length, false]);
});

test("the table for a spreadsheet has a row an article, and one for a run that changed none", async () => {
  const quiet = run({ id: "j2", reasons: [reason("stock-equal", { articles: 3 })] });
  const { changes: _, ...without } = quiet;
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [run(), without], cursor: null },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/stock.csv`);
  const lines = text.trim().split("\r\n");
  expect(lines[0]).toMatch(/,Article,Stock before,Stock after,Stock tracking,Id,Code$/);
  expect(lines).toHaveLength(1 + 7 + 1);
  expect(lines[1]).toMatch(/,MUG,1200\.5,10,,stock,[\w-]+$/);
  expect(lines[2]).toMatch(/,'=TEA,,4,stock tracking turned on,stock,/);
  expect(lines[8]).toMatch(/,,,,,stock,stock-equal$/);
  expect((await user.go(`/admin/tenants/${id}/orders.csv`)).text).not.toContain("Stock before");
});

test("the API's job names them", async () => {
  const { world } = await signedIn({ "jobs.list": { jobs: [run()], cursor: null } });
  const id = await world.makeTenant();
  const answer = await world.api("GET", `/tenants/${id}/jobs`);
  expect(answer.body).toMatchObject({
    jobs: [
      {
        changes: [
          { code: "MUG", from: "1200.5", to: "10", managed: false },
          {},
          {},
          {},
          {},
          {},
          {},
        ],
      },
    ],
  });
});

test("the timeline shows them as they were planned, with what was taken off for sales", async () => {
  const plan = {
    differences: [
      { code: "MUG", articleId: 1, current: "12", target: "10", unbooked: "2", quantity: "2" },
      { code: "TEA", articleId: 2, current: "", target: "4", unbooked: "0", manages: true },
    ],
    managed: [{ code: "TEA" }, { code: "CUP" }],
  };
  const { world, user } = await signedIn({
    "jobs.timeline": {
      job: run(),
      documents: [],
      operations: [],
      timeline: [{ at: 1, what: "plan", title: "stock", detail: plan }],
    },
    "jobs.list": { jobs: [], cursor: null },
    "reads.names": {},
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/stock/j1`);
  // One run is told from the others by its time.
  expect(text).toMatch(/<h1>Stock, 1 Jan 1970, 01:00:00<\/h1>/);
  const rows = text
    .slice(text.indexOf("Stock by article"))
    .split("<tr>")
    .slice(2, 5)
    .map((row) =>
      row
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );
  expect(rows.map((row) => row.replace(/ Plan.*$/, ""))).toEqual([
    expect.stringMatching(/^MUG 12 10 2/),
    expect.stringMatching(/^TEA empty 4 0 stock tracking turned on/),
    expect.stringMatching(/^CUP – – – stock tracking turned on/),
  ]);
});
