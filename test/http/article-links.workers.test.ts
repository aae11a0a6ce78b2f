/** Linking and unlinking an article on its page: shown by a sheet first, and who did it. */
import { expect, test } from "vitest";
import { message } from "../../src/messages/message.ts";
import { RETRY } from "../../src/domain/jobs/requested-actions.ts";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { actionPreviewKey, asLinked, runPreview } from "../../src/domain/jobs/run-preview.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import { signedIn } from "./browser.ts";
import type { TenantAnswers, TenantCall } from "./fakes.ts";
import { jobOrTry, triable } from "./retry-stage.ts";

const HOSTILE = `<script>alert("1")</script>`;

const GUID = "33333333-3333-4333-8333-333333333333";
const product: JobView = {
  id: "p1",
  key: `product:${GUID}`,
  flow: "products",
  lane: "live",
  status: "done",
  outcome: "held",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: "CAP",
  figures: null,
  createdAt: 1,
  updatedAt: 2,
  reasons: [reason("product-code-taken", { code: "CAP" })],
};
const link = { kind: "article", source: HOSTILE, target: GUID, by: "person", updatedAt: 1 };

/** What the dry run of a sheet came to, linked to that code of the shop or to none. */
const planned = (code: string | null) => ({
  at: 3,
  what: "plan",
  title: "products",
  detail: runPreview({
    flow: "products",
    read: 1,
    total: 1,
    unlooked: 0,
    later: 0,
    same: 0,
    left: [],
    held: [],
    rows: [
      {
        code: code ?? "CAP",
        name: "Cap",
        does: "update",
        changes: [{ field: "priceExclVat", from: "49", to: "100" }],
      },
    ],
    link: {
      number: "CAP",
      name: "Cap",
      code,
      there: { code: code ?? "CAP", name: HOSTILE },
      was: code === null ? "CUP" : null,
    },
  }),
});

async function opened(address: string, there: readonly object[], answers: TenantAnswers = {}) {
  let tried: string | null = null;
  const group = { ...product, id: "g1", key: "product:group:SHIRT" };
  const by = (jobId: unknown) => (jobId === "p1" ? product : group);
  const { "flows.dryRun": begun, ...asked } = triable([product]);
  const told: TenantAnswers = {
    ...asked,
    "flows.dryRun": (_: string, input: { readonly jobId: string; readonly action: string }) => {
      tried = input.action;
      return (begun as (id: string, input: unknown) => object)(_, input);
    },
    "reads.names": {},
    "jobs.timeline": (_: string, jobId: string) => {
      const shown = jobOrTry(by, jobId);
      return {
        job: shown,
        documents: [],
        operations: [],
        timeline: by(jobId) === shown ? [] : [planned(tried === "link" ? "CUP" : null)],
      };
    },
    "jobs.list": (_: string, { key }: JobQuery) => ({
      jobs:
        key === product.key
          ? [product]
          : tried !== null && key === actionPreviewKey(product.key, tried)
            ? [jobOrTry(by, "try-of-p1")]
            : [],
      cursor: null,
    }),
    "links.list": { links: there, cursor: null },
    "links.put": { ok: true },
    "links.remove": { ok: true },
    "jobs.retry": { ok: true, dispatch: true },
    ...answers,
  };
  const { world, user } = await signedIn(told, address);
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/products/p1`;
  const csrf = await user.csrf(at);
  const called = (method: TenantCall) =>
    world.tenants.calls.filter((call) => call.method === method).map(({ args }) => args.slice(1));
  const press = (what: string, form: Record<string, string> = {}) =>
    user.post(`${at}/${what}`, { csrf, ...form });
  /** The sheet that a form leads to, and its confirmation, with all that its form sends. */
  const sheetOf = async (what: string, form: Record<string, string> = {}) => {
    const answer = await press(what, form);
    const sheet =
      answer.status === 303 ? await user.go(answer.headers.get("location") ?? "") : answer;
    const [, main = ""] = sheet.text.split('<section class="card" aria-labelledby="sheet">');
    const sent = Object.fromEntries(
      [...main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name = "", value = ""]) => [name, value],
      ),
    );
    return {
      status: sheet.status,
      text: main,
      confirm: () => user.post(`${at}/${what}`, sent),
    };
  };
  return { world, user, id, at, called, press, sheetOf };
}

test("links an article by the code in the shop, audits it and lets it go again at once", async () => {
  const { world, user, id, at, called, press, sheetOf } = await opened("203.0.113.71", []);
  expect((await user.go(at)).text).toContain("Matched by code");
  // Shown first, at an address that can be loaded again: nothing is done yet.
  expect((await press("link", { code: " CUP " })).headers.get("location")).toBe(
    `${at}/link?code=CUP`,
  );
  const sheet = await sheetOf("link", { code: " CUP " });
  expect([
    sheet.status,
    sheet.text.includes("<script>"),
    sheet.text.includes("<bdi>CUP</bdi> <bdi>&lt;script&gt;"),
    sheet.text.includes("price excl. VAT: <bdi>49.00</bdi> → <bdi>100.00</bdi>"),
    // Its run isn't bound to it, and so it says so.
    sheet.text.includes("The sync uses the data as it is when it runs."),
  ]).toEqual([200, false, true, true, true]);
  expect([called("links.put"), called("jobs.retry"), world.dispatched]).toEqual([[], [], []]);
  expect((await sheet.confirm()).headers.get("location")).toBe(`${at}?done=article-linked`);
  expect([called("links.put"), called("jobs.retry"), world.dispatched]).toEqual([
    [[{ kind: "article", source: "CUP", target: GUID }]],
    [["p1", "operator", null, null]],
    [`${id}/p1`],
  ]);
  // Each time as if it were linked so.
  expect(called("flows.dryRun")).toEqual(
    [1, 2, 3].map(() => [
      expect.objectContaining({ jobId: "p1", action: "link", types: [RETRY, asLinked("CUP")] }),
    ]),
  );
  expect((await world.api("GET", `/tenants/${id}/audit`)).body["changes"]).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        action: "link.put",
        after: `article → ${GUID}`,
        actor: "operator",
      }),
    ]),
  );
  expect((await user.go(`${at}?done=article-linked`)).text).toContain(
    "Article linked. It is being synced again.",
  );
});

test("says what it is linked to, as text, and takes that off", async () => {
  const { world, user, id, at, called, sheetOf } = await opened("203.0.113.72", [link]);
  const { text } = await user.go(at);
  expect([
    text.includes("<script>"),
    text.includes("Linked manually to article <bdi>&lt;script&gt;"),
  ]).toEqual([false, true]);
  const sheet = await sheetOf("unlink");
  expect([
    sheet.status,
    sheet.text.includes("<script>"),
    sheet.text.includes("Article <bdi>CUP</bdi> in Asperion is no longer updated."),
  ]).toEqual([200, false, true]);
  expect([called("links.remove"), called("jobs.retry")]).toEqual([[], []]);
  expect((await sheet.confirm()).headers.get("location")).toBe(`${at}?done=article-unlinked`);
  expect([called("links.list").at(-1), called("links.remove"), called("jobs.retry")]).toEqual([
    [{ kind: "article", target: GUID }],
    [[{ kind: "article", source: HOSTILE }]],
    [["p1", "operator", null, null]],
  ]);
  expect((await world.auditOf(id)).filter((entry) => entry.endsWith("link.delete"))).toHaveLength(
    1,
  );
});

test("says why it wasn't linked, and asks for nothing more then", async () => {
  const busy = await opened("203.0.113.73", [], {
    "links.put": {
      ok: false,
      kind: "running",
      message: message("refusals.articleBusy"),
    },
  });
  const refused = { status: 409, text: expect.stringContaining("being processed") as string };
  const tries = async () =>
    (await busy.world.auditOf(busy.id)).filter((entry) => entry !== "operator dry-run");
  expect(await (await busy.sheetOf("link", { code: "CUP" })).confirm()).toMatchObject(refused);
  expect((await busy.press("link", { code: " " })).status).toBe(400);
  expect((await (await busy.sheetOf("unlink")).confirm()).status).toBe(404);
  expect([
    busy.called("links.put").length,
    busy.called("links.remove"),
    busy.called("jobs.retry"),
  ]).toEqual([1, [], []]);
  expect((await tries()).slice(-2)).toEqual(["operator link.put", "operator job.refused"]);
  // While it runs there is nothing to show: it is refused at once.
  const shown = busy.called("flows.dryRun").length;
  busy.world.tenants.answers["jobs.named"] = [{ ...product, goes: true }];
  expect(await busy.press("link", { code: "CUP" })).toMatchObject(refused);
  expect((await busy.press("unlink")).status).toBe(404);
  expect([
    busy.called("links.put").length,
    busy.called("links.remove"),
    busy.called("jobs.retry"),
    busy.called("flows.dryRun").length,
  ]).toEqual([2, [], [], shown]);
  expect((await tries()).slice(-2)).toEqual(["operator link.put", "operator job.refused"]);
});

test("of a group of variants has no such form", async () => {
  const { user, id, called } = await opened("203.0.113.74", []);
  const { text } = await user.go(`/admin/tenants/${id}/products/g1`);
  expect(text).not.toContain("article-link");
  const csrf = await user.csrf(`/admin/tenants/${id}/products/g1`);
  expect(
    (await user.post(`/admin/tenants/${id}/products/g1/link`, { csrf, code: "CUP" })).status,
  ).toBe(404);
  expect(called("links.put")).toEqual([]);
});
