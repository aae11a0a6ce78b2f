/** The room of approvals and its API: what is shown, who may approve, and what comes of it. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { browser, nobody, signedIn } from "./browser.ts";
import { edges, healthOf } from "./world.ts";

const HOSTILE = `<script>alert("1")</script>`;
const job = (id: string, over: object = {}) => ({
  id,
  key: `order:${id}`,
  flow: "orders",
  lane: "live",
  status: "done",
  outcome: "held",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: `10${id}`,
  figures: { gross: "125.00", vat: "25.00", currency: "SEK" },
  createdAt: 1,
  updatedAt: 2,
  since: 3,
  goes: false,
  reasons: [
    reason("waits-for-approval", {
      rule: "amount",
      type: "invoice",
      gross: "125.00",
      currency: "SEK",
      country: "SE",
      from: "100.00",
      days: null,
      of: "x",
    }),
  ],
  ...over,
});
const WAITING = [job("j1"), job("j2")];
const OTHER = job("j3", { reasons: [reason("article-not-found", { sku: "A", line: 1 })] });

const answers = () => ({
  "jobs.approvals": {
    jobs: WAITING,
    rules: [
      { rule: "amount", count: 2 },
      { rule: "country", count: 1 },
    ],
    cursor: "3 job order:2",
    people: { j1: { company: HOSTILE, name: "Anna Ek", city: null, country: "SE" } },
  },
  "jobs.named": (_: string, ids: readonly string[]) =>
    [...WAITING, OTHER].filter(({ id }) => ids.includes(id)),
  "jobs.wouldSkip": (_: string, ids: readonly string[]) =>
    [...WAITING, OTHER]
      .filter(({ id }) => ids.includes(id))
      .map((one) => ({ job: one, stops: null, documents: [] })),
  "jobs.people": { j1: { company: "Kaffe AB", name: "Anna Ek", city: null, country: "SE" } },
  "jobs.timeline": { job: {}, operations: [], timeline: [] },
  "jobs.approve": (_: string, seen: readonly { id: string }[]) => ({
    taken: seen.map(({ id }) => id).slice(0, 1),
    left: seen.map(({ id }) => id).slice(1),
  }),
  "jobs.skip": { ok: true, jobId: "j1" },
  "jobs.label": "1001",
  "reads.ledger": { company: null },
  "reads.loweredBy": [],
  "reads.names": {},
  "monitoring.open": { alerts: 3, approvals: 2 },
  "monitoring.health": (id: string) => healthOf(id),
});

async function room(address: string) {
  const { world, user } = await signedIn(answers(), address);
  const id = await world.makeTenant();
  const path = `/admin/tenants/${id}/approvals`;
  const csrf = await user.csrf(path);
  const calls = (method: string) => world.tenants.calls.filter((call) => call.method === method);
  return { world, user, id, path, csrf, calls };
}

test("the list says customer, amount, document and rule of each, counts in the navigation, and leads to the posting", async () => {
  const { user, id, path } = await room("203.0.113.71");
  const { text } = await user.go(path);
  for (const said of [
    "125.00 SEK",
    "Booked invoice",
    "the amount is 100.00 SEK or more",
    `/admin/tenants/${id}/orders/j1#posting`,
    "Amount (2)",
    `id="approvals-count"`,
    `href="${path}?cursor=3+job+order%3A2"`,
    "&lt;script&gt;alert",
  ])
    expect(text, said).toContain(said);
  expect(text).not.toContain(HOSTILE);
});

test("an order that waits is approved or rejected on its own page, which offers a retry after them, and no skip", async () => {
  const { user, id, path, world, csrf } = await room("203.0.113.91");
  world.tenants.answers["jobs.timeline"] = () => ({
    job: job("j1"),
    documents: [],
    operations: [],
    timeline: [],
  });
  const at = `/admin/tenants/${id}/orders/j1`;
  const { text } = await user.go(at);
  const forms = [...text.matchAll(/<form method="post" action="([^"]*)"/g)].map(([, to]) => to);
  expect(forms.filter((to) => to === path)).toHaveLength(2);
  expect(forms.filter((to) => /\/orders\/j1\/(?:retry|skip)$/.test(to ?? ""))).toEqual([
    `${at}/retry`,
  ]);
  expect(text.indexOf(`${at}/retry`)).toBeGreaterThan(text.lastIndexOf(`action="${path}"`));
  expect(text).toMatch(/<button class="second"[^>]*>Retry/);
  for (const button of ["Approve", "Reject"]) expect(text).toContain(`>${button}</button>`);
  const sheet = await user.post(path, { csrf, job: "j1", do: "reject", note: "too dear" });
  expect(sheet.text).toContain("Reject 1 order");
});

test("what is decided on an order's page leads back there: by Cancel, when done, and when the reason is blank", async () => {
  const { user, id, path, world, csrf } = await room("203.0.113.93");
  world.tenants.answers["jobs.timeline"] = () => ({
    job: job("j1"),
    documents: [],
    operations: [],
    timeline: [],
  });
  const at = `/admin/tenants/${id}/orders/j1`;
  const cancels = (text: string) => /<a[^>]*href="([^"]*)"[^>]*data-back/.exec(text)?.[1];
  const noteOf = (text: string) =>
    /value="([^"]*)"/.exec(/<input[^>]*name="note"[^>]*>/.exec(text)?.[0] ?? "")?.[1];
  const markOf = (text: string) => /name="mark" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const own = { csrf, job: "j1", back: "order" };

  const blank = await user.post(path, { ...own, do: "reject", note: "  " });
  expect(blank.status).toBe(400);
  expect(blank.text).toContain("Enter a reason. It is saved with the order.");
  expect(blank.text).toMatch(/<input[^>]*name="note"[^>]*aria-invalid="true"/);

  const asked = await user.post(path, { ...own, do: "reject", note: "too dear" });
  expect(cancels(asked.text)).toBe(at);
  expect(noteOf((await user.go(at)).text)).toBe("too dear");
  const rejected = await user.confirm(path, { ...own, do: "reject", note: "too dear" });
  expect([rejected.status, rejected.headers.get("location")]).toEqual([303, `${at}?done=rejected`]);
  expect((await user.go(`${at}?done=rejected`)).text).toContain("Rejected. Your reason was saved.");

  const sheet = await user.post(path, { ...own, do: "approve" });
  expect(cancels(sheet.text)).toBe(at);
  expect(sheet.text).toContain('name="back" value="order"');
  const approve = { ...own, mark: markOf(sheet.text) };
  const approved = await user.post(`${path}/confirm`, approve);
  expect(approved.headers.get("location")).toBe(`${at}?done=approved`);
  world.tenants.answers["jobs.approve"] = { taken: [], left: ["j1"] };
  const left = await user.post(`${path}/confirm`, approve);
  expect(left.headers.get("location")).toBe(`${at}?done=left-out`);
  expect((await user.go(`${at}?done=left-out`)).text).toContain("Nothing was done: the order");
});

test("the sheet has the ledger's lists read, and says of when they are if they aren't", async () => {
  const { user, path, csrf, calls, world } = await room("203.0.113.95");
  const sheet = async () => (await user.post(path, { csrf, do: "approve", job: "j1" })).text;
  world.tenants.answers["flows.listsNow"] = () => world.clock.now();
  expect(await sheet()).not.toContain("weren&#39;t read again now");
  expect(calls("flows.listsNow")).toHaveLength(1);
  world.tenants.answers["flows.listsNow"] = () => world.clock.now() - 7_200_000;
  expect(await sheet()).toContain("weren&#39;t read again now: these results are as of");
});

test("the way back is that of the one order alone: an address in the form, or several orders, lead to the list", async () => {
  const { user, path, csrf } = await room("203.0.113.94");
  const reject = { csrf, do: "reject", note: "no" };
  const elsewhere = { ...reject, job: "j3", back: "https://example.com/" };
  expect((await user.post(path, elsewhere)).headers.get("location")).toBe(
    `${path}?rejected=0&left=1`,
  );
  const both = [...Object.entries({ ...reject, back: "order" }), ["job", "j3"], ["job", "j4"]];
  expect((await user.post(path, both as [string, string][])).headers.get("location")).toBe(
    `${path}?rejected=0&left=2`,
  );
});

test("the sheet of a rejection speaks of rejecting and of Approvals, and not of skipping", async () => {
  const { user, path, csrf } = await room("203.0.113.92");
  const jobs = ["j1", "j2"].map((job) => ["job", job]);
  const { text } = await user.post(path, [
    ["csrf", csrf],
    ["do", "reject"],
    ["note", "a joke"],
    ...jobs,
  ]);
  expect(/<h1>([^<]*)/.exec(text)?.[1]).toBe("Reject 2 orders");
  for (const said of [
    "2 orders will be rejected",
    "disappear from Approvals",
    "if a rule holds it then, it waits for approval",
  ])
    expect(text, said).toContain(said);
  expect(text.match(/<section class="card"[^]*<\/section>/)?.[0]).not.toMatch(
    /Skip |Action needed|items?\b/,
  );
});

test("payouts that can't be approved yet are told above the inbox, and lead to their page", async () => {
  const { user, id, world } = await room("203.0.113.80");
  world.tenants.answers["jobs.attention"] = { jobs: [], cursor: null };
  world.tenants.answers["jobs.held"] = { groups: [], next: null, areas: [], causes: [], own: [] };
  world.tenants.answers["monitoring.open"] = { alerts: 0, approvals: 0, payouts: 1 };
  const { text } = await user.go(`/admin/tenants/${id}/attention`);
  expect(text).toContain(`<a href="/admin/tenants/${id}/payouts">1 payout needs action</a>`);
  expect(text).not.toContain("No action needed.");
  world.tenants.answers["monitoring.open"] = { alerts: 0, approvals: 0, payouts: 0 };
  expect((await user.go(`/admin/tenants/${id}/attention`)).text).toContain("No action needed.");
});

test("what waits for an approval is counted once: in its own list, and not in the inbox", async () => {
  const { user, id, world, calls } = await room("203.0.113.79");
  world.tenants.answers["jobs.attention"] = { jobs: [], cursor: null };
  world.tenants.answers["jobs.held"] = {
    groups: [],
    next: null,
    areas: [],
    causes: [],
    own: [],
    approvals: 2,
  };
  const { text } = await user.go(`/admin/tenants/${id}/attention`);
  const badge = (of: string) =>
    new RegExp(`id="${of}".*?aria-hidden="true">(\\d+)<`, "s").exec(text)?.[1];
  expect([badge("open-count"), badge("approvals-count")]).toEqual(["1", "2"]);
  expect(text).toContain("3 items wait for you in this shop");
  expect(text).toContain(`<a href="/admin/tenants/${id}/approvals">2 orders wait for approval</a>`);
  expect(text).not.toContain("No action needed.");
  expect(calls("jobs.held").at(-1)?.args).toEqual([id, { approvals: false }]);
  expect(calls("jobs.attention").at(-1)?.args.at(-1)).toMatchObject({ withApprovals: false });
});

test("several are approved after the sheet, exactly as it showed them, and what was left is said", async () => {
  const { user, path, csrf, calls, world, id } = await room("203.0.113.72");
  const sheet = await user.post(path, { csrf, do: "approve", all: "1", shown: "j1" });
  expect(sheet.text).toContain("1 order will be approved");
  expect(sheet.text).toContain("125.00 SEK");
  expect(sheet.text).toContain("<bdi>Kaffe AB, Anna Ek</bdi>");
  const mark = /name="mark" value="([^"]+)"/.exec(sheet.text)?.[1] ?? "";
  const stale = await user.post(`${path}/confirm`, { csrf, job: "j2", mark });
  expect([stale.status, calls("jobs.approve").length]).toEqual([409, 0]);
  const done = await user.post(`${path}/confirm`, { csrf, job: "j1", mark });
  expect([done.status, done.headers.get("location")]).toEqual([303, `${path}?approved=1&left=0`]);
  expect(calls("jobs.approve").map(({ args }) => args)).toEqual([
    [id, [{ id: "j1", updatedAt: 2 }], "operator"],
  ]);
  expect(world.dispatched).toEqual([`${id}/j1`]);
  expect(await world.auditOf(id)).toContain("operator job.approve");
  // By the number of its order.
  const { changes } = (await world.api("GET", `/tenants/${id}/audit`)).body as {
    changes: { action: string; after: string }[];
  };
  const approved = changes.find(({ action }) => action === "job.approve");
  expect(approved?.after).toBe("1 item: 10j1");
  const told = `${path}?approved=1&left=2&daily=1`;
  expect((await user.go(told)).text).toContain("2 orders were left out");
  // Loaded again, it tells nothing that was told.
  const again = await user.go(told);
  expect([again.status, again.headers.get("location")]).toEqual([303, path]);
});

test("what doesn't wait for an approval is neither approved nor rejected here", async () => {
  const { user, path, csrf, calls } = await room("203.0.113.73");
  const sheet = await user.post(path, { csrf, do: "approve", job: "j3" });
  expect(sheet.text).toContain("Nothing will be approved");
  expect(sheet.text).toContain("1 order was left out");
  const none = await user.post(path, { csrf, do: "reject", job: "j1" });
  expect([none.text.includes("Enter a reason"), calls("jobs.skip").length]).toEqual([true, 0]);
  const other = await user.post(path, { csrf, do: "reject", job: "j3", note: "no" });
  expect(other.headers.get("location")).toBe(`${path}?rejected=0&left=1`);
  const reject = { csrf, do: "reject", job: "j1", note: "a joke" };
  const asked = await user.post(path, reject);
  expect(asked.text).toContain("1 order will be rejected");
  expect(asked.text).toContain("None of it has a document in eAccounting.");
  expect(calls("jobs.skip")).toEqual([]);
  const rejected = await user.confirm(path, reject);
  expect(rejected.headers.get("location")).toBe(`${path}?rejected=1&left=0`);
  expect(calls("jobs.skip").map(({ args }) => args.slice(1))).toEqual([
    ["j1", "operator", "a joke"],
  ]);
});

test("accountants approve, readers only look, and a token that reads can't", async () => {
  const world = await edges(answers());
  await nobody(world);
  const id = await world.makeTenant("Mine");
  for (const [n, role, status] of [
    [1, "accountant", 200],
    [2, "reader", 403],
  ] as const) {
    const made = await world.api("POST", "/users", {
      email: `p${n}@example.com`,
      name: "P",
      role,
      tenantId: id,
    });
    const user = browser(world, `203.0.113.8${n}`);
    await user.welcome(String(made.body["link"]), "a sentence that is long");
    const page = await user.go(`/admin/tenants/${id}/approvals`);
    expect([page.status, page.text.includes('value="approve"')]).toEqual([200, status === 200]);
    const csrf = await user.csrf("/admin/profile");
    const sent = await user.post(`/admin/tenants/${id}/approvals`, {
      csrf,
      do: "approve",
      job: "j1",
    });
    expect([role, sent.status]).toEqual([role, status]);
  }
  const token = async (scope: string) =>
    String(
      (await world.api("POST", "/tokens", { name: scope, tenantId: id, scope })).body["token"],
    );
  const [reads, full] = [await token("read"), await token("full")];
  const path = `/tenants/${id}/approvals`;
  const body = { jobs: [{ id: "j1", updatedAt: 2 }] };
  expect((await world.api("GET", path, undefined, reads)).body).toMatchObject({
    jobs: [{ id: "j1", since: 3, updatedAt: 2 }, { id: "j2" }],
    rules: [{ rule: "amount", count: 2 }, { rule: "country" }],
    cursor: "3 job order:2",
  });
  expect((await world.api("GET", `${path}?cursor=tomorrow`, undefined, reads)).status).toBe(400);
  expect((await world.api("POST", `${path}/approve`, body, reads)).status).toBe(403);
  expect(await world.api("POST", `${path}/approve`, body, full)).toMatchObject({
    status: 202,
    body: { taken: ["j1"], left: [] },
  });
  expect(
    (await world.api("POST", `${path}/reject`, { jobIds: ["j1", "j3"], note: "no" }, full)).body,
  ).toMatchObject({ taken: ["j1"], refused: [{ jobId: "j3", kind: "not-waiting" }] });
});
