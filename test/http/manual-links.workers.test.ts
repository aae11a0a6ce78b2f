/**
 * Linking and unlinking on an order's and a customer's page and by the API: what is asked of the
 * object, what is told, and who did it.
 */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { LinkAnswer } from "../../src/sync/contract/index.ts";
import { bareReason } from "../support/bare-reason.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { jobOrTry, triable } from "./retry-stage.ts";

const HOSTILE = `<script>alert("1")</script>`;

const job: JobView = {
  id: "j1",
  key: "order:1",
  flow: "orders",
  lane: "live",
  status: "done",
  outcome: "held",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: "1001",
  figures: null,
  createdAt: 1,
  updatedAt: 2,
  reasons: [reason("article-not-found", { sku: "X", line: 1 })],
};

const differs: LinkAnswer = {
  kind: "differs",
  reasons: [
    reason("link-amount-differs", { order: "125.00", document: "137.50", currency: "SEK" }),
  ],
};

async function page(
  address: string,
  answer: LinkAnswer | ((...args: unknown[]) => LinkAnswer),
  role = "sales-order",
) {
  const { world, user } = await signedIn(
    {
      "jobs.timeline": {
        job,

        operations: [],
        timeline: [],
        documents: [{ role, id: "d", number: HOSTILE, manual: true }],
      },
      "jobs.link": answer,
      "jobs.unlink": { ok: true },
      "jobs.label": "1001",
      // It goes by itself: there is nothing to try.
      "jobs.named": [{ ...job, goes: true }],
      "jobs.list": { jobs: [job], cursor: null },
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/orders/j1`;
  const csrf = await user.csrf(at);
  const asked = () =>
    world.tenants.calls
      .filter(({ method }) => method === "jobs.link" || method === "jobs.unlink")
      .map(({ method, args }) => [method, ...args.slice(1)]);
  return {
    world,
    user,
    id,
    at,
    asked,
    press: (what: string, form: Record<string, string>) =>
      user.post(`${at}/${what}`, { csrf, ...form }),
  };
}

const trailOf = async (world: Awaited<ReturnType<typeof page>>["world"], id: string) =>
  (
    (await world.api("GET", `/tenants/${id}/audit`)).body["changes"] as {
      action: string;
      before: string | null;
      after: string | null;
    }[]
  )
    .filter(({ action }) => action.startsWith("job."))
    .map(({ action, before, after }) => [action, after ?? before])
    .toReversed();

test("the page says what stands for the order, in each language, and hostile numbers as text", async () => {
  const { user, at } = await page("203.0.113.41", differs);
  const titles = new Set<string>();
  for (const language of LANGUAGES) {
    const { status, text } = await user.go(at, { headers: { "accept-language": language } });
    expect([status, text.includes("<script>"), text.includes("&lt;script&gt;")]).toEqual([
      200,
      false,
      true,
    ]);
    titles.add(/<h2 id="by-hand-head">([^<]+)</.exec(text)?.[1] ?? "");
  }
  expect(titles.size).toBe(LANGUAGES.length);
});

test("a difference is told and confirmed by a second form; only then is it linked, and by whom stands in the audit log", async () => {
  const { world, user, id, at, asked, press } = await page("203.0.113.42", (...args) =>
    (args[2] as { confirmed: boolean }).confirmed
      ? { kind: "linked", reasons: [bareReason("document-linked", {})] }
      : differs,
  );
  const told = await press("link", { what: "invoice", number: " 42 " });
  expect([
    told.status,
    told.text.includes("137.50"),
    told.text.includes('name="confirm" value="yes"'),
  ]).toEqual([400, true, true]);
  const linked = await press("link", { what: "invoice", number: "42", confirm: "yes" });
  expect([linked.status, linked.headers.get("location")]).toEqual([303, `${at}?done=linked`]);
  expect(asked()).toEqual(
    [false, true].map((confirmed) => [
      "jobs.link",
      "j1",
      { what: "invoice", number: "42", confirmed },
      "operator",
    ]),
  );
  expect(await trailOf(world, id)).toEqual([
    ["job.link", "order 1001 → invoice 42"],
    ["job.refused", "order 1001 → invoice 42; differences weren't confirmed"],
    ["job.link", "order 1001 → invoice 42, confirmed"],
    ["job.linked", "order 1001 → invoice 42, confirmed"],
  ]);
  expect((await user.go(`${at}?done=linked`)).text).toContain(
    "No new document will be created for this order",
  );
});

const INVOICE = { role: "invoice", n: 1, id: "i1", number: "1042" };

test.each([
  ["203.0.113.50", [], true],
  ["203.0.113.52", [INVOICE], false],
])(
  "a customer who is linked books nothing: what the order becomes with them is shown, in words of a customer: %s",
  async (address, documents, isUnsent) => {
    const one = jobView({ id: "j1", key: "order:1", label: "1001", outcome: "held" });
    const by = (of: unknown) => (of === "j1" ? one : undefined);
    let processed = one.updatedAt;
    const { world, user } = await signedIn(
      {
        ...triable([one]),
        "jobs.timeline": (_: string, jobId: string) => ({
          job: jobOrTry(by, jobId),
          operations: [],
          timeline: [],
          documents,
        }),
        "jobs.list": () => ({ jobs: [{ ...one, updatedAt: processed }], cursor: null }),
        "jobs.named": () => [{ ...one, updatedAt: processed, goes: false }],
        "jobs.label": "1001",
        "jobs.link": {
          kind: "linked",
          reasons: [reason("customer-linked", { actor: "anna", number: "7" })],
          jobId: "j1",
        },
      },
      address,
    );
    const id = await world.makeTenant();
    const at = `/admin/tenants/${id}/orders/j1`;
    expect((await user.go(at)).text).toContain("To link the customer of this order instead");
    const csrf = await user.csrf(at);
    const linked = await user.post(`${at}/link`, { csrf, what: "customer", number: "7" });
    expect([linked.status, linked.headers.get("location")]).toEqual([
      303,
      `${at}/retry?linked=customer`,
    ]);
    const sheet = await user.go(linked.headers.get("location") ?? "");
    expect([
      sheet.text.includes("The customer is linked. The order hasn&#39;t been processed again yet."),
      sheet.text.includes("Leave the order as it is"),
      sheet.text.includes("Below is what"),
      sheet.text.includes(`action="${at}/retry?linked=customer"`),
      sheet.text.includes("No new document will be created"),
      sheet.text.includes("Nothing has been done yet"),
      sheet.text.includes("Nothing has been sent for this order yet."),
    ]).toEqual([true, true, true, true, false, false, isUnsent]);
    expect(
      world.tenants.calls
        .filter(({ method }) => method === "jobs.link" || method === "jobs.retry")
        .map(({ method, args }) => [method, args[2]]),
    ).toEqual([["jobs.link", { what: "customer", number: "7", confirmed: false, again: false }]]);
    expect(world.dispatched).toEqual([]);
    // Loaded again once the order was processed with the customer, it is a retry like any other.
    processed += 1;
    const later = await user.go(linked.headers.get("location") ?? "");
    expect([
      later.text.includes("Nothing has been done yet"),
      later.text.includes("The customer is linked."),
      later.text.includes("Nothing has been sent"),
    ]).toEqual([true, false, false]);
  },
);

test("the audit log says of a link only its outcome: refused, or asked for and then nobody knows", async () => {
  const answers: (() => LinkAnswer)[] = [
    () => ({
      kind: "refused",
      reasons: [reason("link-not-found", { document: "order", number: "999" })],
    }),
    () => ({ kind: "later", reasons: [reason("link-not-carried-out")] }),
    () => {
      throw new Error("out of reach");
    },
  ];
  const { world, user, id, press } = await page("203.0.113.49", () =>
    (answers.shift() ?? (() => differs))(),
  );
  for (const number of ["999", "1003", "1004"]) await press("link", { what: "order", number });
  expect(await trailOf(world, id)).toEqual([
    ["job.link", "order 1001 → sales order 999"],
    ["job.refused", "order 1001 → sales order 999; not found in eAccounting"],
    ["job.link", "order 1001 → sales order 1003"],
    ["job.refused", "order 1001 → sales order 1003; eAccounting couldn't be read in time"],
    ["job.link", "order 1001 → sales order 1004"],
  ]);
  const shown = (await user.go(`/admin/tenants/${id}/audit`)).text;
  expect(shown).not.toMatch(/>Linked to the order<|\bj1\b/);
  expect(shown).toContain("order 1001 → sales order 999; not found in eAccounting");
});

test("what can't be linked says why beside the form, which keeps what was typed; no number asks nobody", async () => {
  const { asked, press } = await page("203.0.113.43", {
    kind: "refused",
    reasons: [reason("link-not-found", { document: "voucher", number: "Z9" })],
  });
  const refused = await press("link", { what: "voucher", number: "Z9" });
  expect([
    refused.status,
    refused.text.includes("no journal voucher with number Z9"),
    refused.text.includes('value="Z9"'),
    refused.text.includes('name="confirm"'),
  ]).toEqual([400, true, true, false]);
  expect((await press("link", { what: "order", number: " " })).text).toContain('id="number-fault"');
  expect(asked()).toHaveLength(1);
});

test.each([
  ["sales-order", true, "203.0.113.146"],
  ["voucher-reversal", false, "203.0.113.147"],
])("a %s can be unlinked: %s", async (role, isOffered, address) => {
  const { user, at } = await page(address, differs, role);
  expect((await user.go(at)).text.includes(`action="${at}/unlink"`)).toBe(isOffered);
});

test("unlinking needs a reason", async () => {
  const { world, id, at, asked, press } = await page("203.0.113.44", differs);
  const without = await press("unlink", { note: "" });
  expect([without.status, without.text.includes('id="unlink-fault"'), asked()]).toEqual([
    400,
    true,
    [],
  ]);
  const done = await press("unlink", { note: "another order's" });
  expect([done.status, done.headers.get("location"), asked()]).toEqual([
    303,
    `${at}?done=unlinked`,
    [["jobs.unlink", "j1", "operator", "another order's"]],
  ]);
  expect(await trailOf(world, id)).toEqual([
    ["job.unlink", "order 1001"],
    ["job.unlinked", "order 1001"],
  ]);
});

test("the API tells a difference, a refusal and what must wait apart, and lets an order with a customer go on", async () => {
  const answers: LinkAnswer[] = [
    differs,
    { kind: "refused", reasons: [reason("link-elsewhere", { number: "42", order: "1002" })] },
    { kind: "later", reasons: [reason("link-not-carried-out")] },
    {
      kind: "linked",
      reasons: [reason("customer-linked", { actor: "tool", number: "7" })],
      dispatch: true,
    },
    { kind: "not-found", reasons: [] },
  ];
  const { world, id } = await page("203.0.113.45", () => answers.shift() ?? differs);
  const ask = () =>
    world.api("POST", `/tenants/${id}/jobs/j1/link`, { what: "customer", number: "7" });
  const told = [await ask(), await ask(), await ask(), await ask(), await ask()];
  expect(told.map(({ status, body }) => [status, body["kind"]])).toEqual([
    [409, "differs"],
    [409, "link-elsewhere"],
    [503, "later"],
    [200, undefined],
    [404, "unknown-job"],
  ]);
  expect(told[0]?.body["errors"]).toEqual([
    { path: "confirm", message: expect.stringContaining("137.50") as string },
  ]);
  expect(world.dispatched).toEqual([`${id}/j1`]);
  expect(
    (await world.api("POST", `/tenants/${id}/jobs/j1/link`, { what: "payment", number: "7" }))
      .status,
  ).toBe(400);
  expect((await world.api("POST", `/tenants/${id}/jobs/j1/unlink`, { note: "why" })).status).toBe(
    204,
  );
});

test("a debtor's page names the customer that stands for it, keeps its id apart, and takes the link off; other pages don't", async () => {
  const debtor: JobView = {
    ...job,
    id: "c1",
    key: "debtor:77",
    flow: "customers",
    outcome: "updated",
    label: "K77",
    reasons: [],
  };
  const link = { kind: "customer", source: "77", target: "GUID-77", by: "person", updatedAt: 1 };
  const ledgers = (...names: string[]) =>
    names.map((Name, at) => ({
      at,
      what: "read",
      title: "GET /customers",
      detail: {
        vendor: "eaccounting",
        status: 200,
        query: {},
        body: { Data: [{ Id: "guid-7" }, { Id: "guid-77", Name, CustomerNumber: "1042" }] },
      },
    }));
  let timelines: Record<string, object[]> = { c1: ledgers("Old AB", `Anna ${HOSTILE}`) };
  const { world, user } = await signedIn(
    {
      "jobs.timeline": (_: string, jobId: string) => ({
        job: jobId === "c1" ? debtor : job,
        documents: [],
        operations: [],
        timeline: timelines[jobId] ?? [],
      }),
      "jobs.list": { jobs: [debtor, { ...debtor, id: "c0" }], cursor: null },
      "links.list": { links: [{ ...link, source: "770" }, link], cursor: null },
      "links.remove": { ok: true },
      "jobs.named": [],
    },
    "203.0.113.48",
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/customers/c1`;
  const { text } = await user.go(at);
  expect([
    text.includes("<script>"),
    /Linked to <strong>1042 <bdi>Anna &lt;script&gt;[^<]*<\/bdi><\/strong> in eAccounting\./.test(
      text,
    ),
    text.split("Linked manually.").length,
    /<summary>Technical details<\/summary><p>ID in eAccounting: <code>GUID-77<\/code>/.test(text),
    text.replaceAll(/<details[^>]*>.*?<\/details>/gs, "").includes("GUID-77"),
  ]).toEqual([false, true, 2, true, false]);
  // This run met no customer: an earlier one did, or nothing of it is kept.
  timelines = { c0: ledgers("Bo") };
  expect((await user.go(at)).text).toContain("<strong>1042 <bdi>Bo</bdi></strong>");
  timelines = {};
  expect((await user.go(at)).text).toContain("name isn&#39;t stored here any more");
  expect((await user.go(`/admin/tenants/${id}/orders/j1`)).text).not.toContain("customer-link");
  const csrf = await user.csrf(at);
  expect(await user.post(`${at}/unlink`, { csrf })).toMatchObject({ status: 303 });
  expect(
    world.tenants.calls.filter(({ method }) => method === "links.remove").map(({ args }) => args),
  ).toEqual([[id, { kind: "customer", source: "77" }]]);
  expect((await user.post(`/admin/tenants/${id}/customers/j1/unlink`, { csrf })).status).toBe(404);
  expect((await user.go(`${at}?done=customer-unlinked`)).text).toContain(
    "Customer unlinked. The customer is matched again",
  );
  expect((await world.auditOf(id)).filter((entry) => entry.endsWith("link.delete"))).toHaveLength(
    1,
  );
});
