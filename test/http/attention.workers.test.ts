import { expect, test } from "vitest";
import { message } from "../../src/messages/message.ts";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { guardOf } from "../../src/http/auth/guards.ts";
import { RIGHTS } from "../../src/http/auth/rights.ts";
import { member, shops } from "./auth/shops.ts";
import { pressedOn, signedIn } from "./browser.ts";
import { environment } from "./world.ts";
import { withoutOwnScript } from "../support/own-script.ts";

const HOSTILE = `<script>alert("1")</script>`;

const job = (id: string, label: string): JobView => ({
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
  label,
  figures: null,
  createdAt: 1,
  updatedAt: 2,
  reasons: [reason("article-not-found", { sku: HOSTILE, line: 1 })],
});

const waiting = [job("j1", "1001"), job("j2", HOSTILE), job("j3", "1003")];

/** Of its jobs the third is in doubt. */
async function crowded(address: string) {
  const asked: unknown[] = [];
  const noting =
    (what: string) =>
    (...args: unknown[]) => {
      asked.push([what, ...args.slice(1).filter((arg) => typeof arg === "string")]);
      return args[1] === "j3"
        ? { ok: false, kind: "in-doubt", message: message("refusals.retryInDoubt") }
        : { ok: true, dispatch: args[1] === "j1" };
    };
  const { world, user } = await signedIn(
    {
      "jobs.attention": {
        jobs: waiting,
        cursor: "7 job order:j3",
        people: { j1: { company: "Kaffe AB", name: "Anna Ek", city: null, country: "SE" } },
        words: { j2: { vendor: "eaccounting", text: `Kunden saknas: ${HOSTILE}` } },
      },
      "jobs.retry": noting("retry"),
      "jobs.skip": noting("skip"),
    },
    address,
  );
  const id = await world.makeTenant();
  const csrf = await user.csrf(`/admin/tenants/${id}/attention`);
  const press = (form: string) =>
    user.go(`/admin/tenants/${id}/attention`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: environment.PUBLIC_URL,
        "sec-fetch-site": "same-origin",
      },
      body: `csrf=${csrf}&${form}`,
    });
  return { world, user, id, asked, press };
}

test("a row names its customer to whoever may see customers, and no others are asked for", async () => {
  const { user, id, world } = await crowded("203.0.113.29");
  const asked = () =>
    world.tenants.calls.findLast((one) => one.method === "jobs.attention")?.args[2];
  const list = `/admin/tenants/${id}/attention`;
  const { text } = await user.go(list);
  expect(text).toContain("<bdi>Kaffe AB, Anna Ek</bdi>");
  expect(asked()).toHaveProperty("withPeople", true);
  const rights: { "see-customers": unknown } = RIGHTS;
  const all = rights["see-customers"];
  try {
    rights["see-customers"] = [];
    await user.go(list);
    expect(asked()).toHaveProperty("withPeople", false);
  } finally {
    rights["see-customers"] = all;
  }
});

test("while the shop is stopped its list offers to resume it", async () => {
  const { user, id, world } = await crowded("203.0.113.34");
  const at = `/admin/tenants/${id}`;
  expect((await user.go(`${at}/attention`)).text).toContain(`href="${at}/stop"`);
  world.tenants.answers["admin.pause"] = { ok: true };
  expect((await world.api("POST", `/tenants/${id}/pause`)).status).toBeLessThan(300);
  const { text } = await user.go(`${at}/attention`);
  expect(text).toContain(`action="${at}/resume"`);
  expect(text).not.toContain(`href="${at}/stop"`);
});

test("a row says since when it waits, not when it last changed", async () => {
  const { user, id, world } = await crowded("203.0.113.35");
  const since = Date.UTC(2026, 0, 5, 9, 30);
  world.tenants.answers["jobs.attention"] = {
    jobs: [{ ...job("j1", "1001"), updatedAt: Date.now() }],
    cursor: null,
    since: { j1: since },
  };
  const { text } = await user.go(`/admin/tenants/${id}/attention`);
  const row = /<tbody>(.*?)<\/tbody>/s.exec(text)?.[1] ?? "";
  expect([...row.matchAll(/datetime="([^"]+)"/g)].map(([, at]) => at)).toEqual([
    new Date(since).toISOString(),
  ]);
  expect(text).toContain(">Waiting since</th>");
});

test("of one cause alone the groups are asked for, and its choice stays", async () => {
  const { user, id, world } = await crowded("203.0.113.30");
  const of = { cause: "article-not-found", count: 2 };
  const example = reason("article-not-found", { sku: "A", line: 1 });
  world.tenants.answers["jobs.held"] = {
    groups: [{ ...of, thing: "A", amounts: [], since: 1, reason: example }],
    next: null,
    areas: [],
    causes: [
      { ...of, things: 1, example },
      { cause: "customer-ambiguous", count: 3, things: 1, example },
    ],
    own: [],
  };
  world.tenants.answers["reads.names"] = {};
  const { text } = await user.go(`/admin/tenants/${id}/attention?code=article-not-found`);
  const held = world.tenants.calls.filter(({ method }) => method === "jobs.held").at(-1);
  expect(held?.args[1]).toEqual({ approvals: false, code: "article-not-found" });
  expect(text).toMatch(/<option value="article-not-found" selected=""[^>]*>[^<]+\(2\)/);
  const unknown = await user.go(`/admin/tenants/${id}/attention?code=nothing-like-it`);
  expect(unknown.status).toBe(200);
  expect(
    world.tenants.calls.filter(({ method }) => method === "jobs.held").at(-1)?.args[1],
  ).toEqual({ approvals: false });
});

test("a mended group says that nothing is left", async () => {
  const { user, id, world } = await crowded("203.0.113.33");
  const all = `/admin/tenants/${id}/attention`;
  world.tenants.answers["jobs.attention"] = { jobs: [], cursor: null };
  const none = { groups: [], next: null, areas: [], causes: [], own: [] };
  world.tenants.answers["jobs.held"] = { ...none, approvals: 2 };
  world.tenants.answers["reads.names"] = {};
  for (const at of ["", "?cause=article-not-found&thing=MUG", "?cursor=7+job+order:j3"]) {
    const { text } = await user.go(all + at);
    expect(text).not.toContain("No action needed.");
    expect(text.includes("Nothing is left here.")).toBe(at !== "");
  }
});

test("what waits for a person stands there with why and what to do, in each language, and hostile names as text", async () => {
  const { user, id } = await crowded("203.0.113.21");
  const pages = new Set<string>();
  for (const language of LANGUAGES) {
    const { status, text } = await user.go(`/admin/tenants/${id}/attention`, {
      headers: { "accept-language": language },
    });
    expect(status).toBe(200);
    expect(text.match(/name="job"/g)).toHaveLength(3);
    expect(withoutOwnScript(text)).not.toContain("<script");
    expect(text).toContain("cursor=7%20job%20order%3Aj3");
    // What the vendor said stands as it said it, in whatever language the page is.
    expect(
      text.match(/<p class="own-words">[^<]*eAccounting[^<]*<bdi>Kunden saknas: &lt;script&gt;/g),
    ).toHaveLength(1);
    pages.add(/<h1>([^<]+)<\/h1>/.exec(text)?.[1] ?? "");
  }
  expect(pages.size).toBe(LANGUAGES.length);
});

test("several are skipped at once; one that can't be taken stops no other, and the page says how many that were", async () => {
  const { world, user, asked, press } = await crowded("203.0.113.22");
  const answer = await press("job=j1&job=j3&job=j2&do=skip&note=Test");
  expect(answer.status).toBe(303);
  expect(asked.map((entry) => (entry as string[]).slice(0, 2))).toEqual([
    ["skip", "j1"],
    ["skip", "j3"],
    ["skip", "j2"],
  ]);
  expect(world.dispatched).toEqual([]);
  const { text } = await user.go(answer.headers.get("location") ?? "");
  expect(text).toContain("2 items skipped");
  expect(text).toContain("be changed, usually because");
});

test("what skipping comes to is shown before: what ends, which documents stay, what is left out", async () => {
  const { world, user, id, asked } = await crowded("203.0.113.31");
  const [one, two, three] = waiting;
  const would = (documents: readonly object[] = []) => [
    { job: one, stops: null, documents },
    { job: two, stops: null, documents: [] },
    { job: three, stops: message("refusals.skipInDoubt"), documents: [] },
  ];
  const documents = [
    { role: "invoice", number: `55${HOSTILE}` },
    { role: "voucher", number: "1", day: "2026-11-30" },
  ];
  world.tenants.answers["jobs.wouldSkip"] = would();
  const path = `/admin/tenants/${id}/attention`;
  const form = [
    ["csrf", await user.csrf(path)],
    ["do", "skip"],
    ["note", "Test"],
    ...["j1", "j2", "j3", "j9"].map((job) => ["job", job]),
  ];
  const mark = (text: string) => /name="mark" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const first = await user.post(path, form);
  for (const said of [
    "2 items will be skipped",
    "None of it has a document in eAccounting.",
    "Left out",
    "1 order was left out",
  ])
    expect(first.text).toContain(said);
  expect(pressedOn(first.text)).toEqual(["Skip 2 items", true]);
  // One was booked meanwhile.
  world.tenants.answers["jobs.wouldSkip"] = would(documents);
  const changed = await user.post(path, [...form, ["mark", mark(first.text)]]);
  expect([changed.status, asked]).toEqual([409, []]);
  for (const said of ["1 document stays in eAccounting", "30 Nov 2026, not", "55&lt;script"])
    expect(changed.text).toContain(said);
  expect(changed.text).not.toContain(HOSTILE);
  const heads = new Set<string>();
  for (const language of LANGUAGES) {
    const { text } = await user.post(path, form, { "accept-language": language });
    heads.add(/id="sheet">([^<]+)/.exec(text)?.[1] ?? "");
  }
  expect(heads.size).toBe(LANGUAGES.length);
  const done = await user.post(path, [...form, ["mark", mark(changed.text)]]);
  expect([done.status, asked.length]).toEqual([303, 4]);
});

test("nothing is skipped where the shop can't say what that comes to", async () => {
  const { world, asked, press } = await crowded("203.0.113.32");
  world.tenants.answers["jobs.wouldSkip"] = () => Promise.reject(new Error("out of reach"));
  expect([(await press("job=j1&do=skip&note=Test")).status, asked]).toEqual([503, []]);
});

test("what is skipped needs a reason, and what was ticked stays ticked until then", async () => {
  const { asked, press } = await crowded("203.0.113.23");
  // No reason.
  const refused = await press("job=j2&do=skip&note=Look+at+it&reason=");
  expect([refused.status, asked]).toEqual([200, []]);
  expect(refused.text).toContain("Enter a reason for skipping");
  expect(refused.text).toMatch(
    /id="reason"[^>]*"reason-fault reason-hint" aria-invalid="true" auto/,
  );
  expect(refused.text).toMatch(/id="note"[^>]*value="Look at it"/);
  expect(refused.text).toMatch(/value="j2" checked/);
  expect((await press("do=retry")).text).toContain("Nothing is selected");
  // A reason that was typed before anything was ticked is still there.
  const untied = await press(`do=skip&note=&reason=${encodeURIComponent('Bought "in" the shop')}`);
  expect(untied.text).toContain("Nothing is selected");
  expect(untied.text).toMatch(/id="reason"[^>]*value="Bought &quot;in&quot; the shop"/);
  const done = await press("job=j2&do=skip&note=Else&reason=Bought+in+the+shop");
  expect([done.status, asked]).toEqual([
    303,
    [["skip", "j2", expect.any(String), "Bought in the shop"]],
  ]);
});

test("the API does the same, and takes neither an empty list nor a skip without a word", async () => {
  const { world, id } = await crowded("203.0.113.24");
  expect((await world.api("GET", `/tenants/${id}/attention`)).body).toMatchObject({
    jobs: [
      { id: "j1", vendorWords: null },
      { id: "j2", vendorWords: { vendor: "eaccounting" } },
      { id: "j3", vendorWords: null },
    ],
    cursor: "7 job order:j3",
  });
  expect(
    await world.api("POST", `/tenants/${id}/attention/retry`, { jobIds: ["j1", "j3"] }),
  ).toMatchObject({
    status: 202,
    body: { taken: ["j1"], refused: [{ jobId: "j3", kind: "in-doubt" }] },
  });
  expect(
    await world.api("POST", `/tenants/${id}/attention/skip`, { jobIds: ["j1"], note: "known" }),
  ).toMatchObject({ status: 200, body: { taken: ["j1"], refused: [] } });
  expect((await world.api("POST", `/tenants/${id}/attention/retry`, { jobIds: [] })).status).toBe(
    400,
  );
  expect(
    (await world.api("POST", `/tenants/${id}/attention/skip`, { jobIds: ["j1"], note: " " }))
      .status,
  ).toBe(400);
});

test("a retry alone needs the right to book; another's shop isn't even asked", async () => {
  for (const method of ["GET", "POST"])
    expect(guardOf(`${method} /admin/tenants/:id/attention/mend`)).toBe("book");
  const { world, user, id } = await crowded("203.0.113.25");
  const before = world.tenants.calls.length;
  const csrf = await user.csrf("/admin");
  const { status } = await user.post(`/admin/tenants/${id}x/attention/mend`, {
    csrf,
    cause: "article-not-found",
    thing: "MUG",
    deed: "create-article",
    mark: "m",
  });
  expect(status).toBe(404);
  expect(world.tenants.calls.slice(before).filter(({ tenantId }) => tenantId === `${id}x`)).toEqual(
    [],
  );
});

test("an accountant is offered the retry alone, and what changes settings or makes articles is refused", async () => {
  const { world, a } = await shops();
  const group = {
    cause: "article-not-found",
    thing: "MUG",
    count: 3,
    since: 1,
    amounts: [],
    reason: reason("article-not-found", { sku: "MUG", line: 1 }),
  };
  Object.assign(world.tenants.answers, {
    "jobs.attention": { jobs: [], cursor: null },
    "jobs.held": { groups: [group], next: null, areas: [], causes: [], own: [] },
    "jobs.releasable": { reason: group.reason, waiting: 0, jobs: [] },
    "reads.names": {},
  });
  const owner = await member(world, a, "olle@example.com", "owner", "203.0.113.245");
  const accountant = await member(world, a, "ada@example.com", "accountant", "203.0.113.246");
  const reader = await member(world, a, "rut@example.com", "reader", "203.0.113.247");
  const inbox = `/admin/tenants/${a}/attention`;
  const offered = async (who: typeof owner): Promise<readonly boolean[]> => {
    const { text } = await who.go(inbox);
    return ["Retry 3 items", ">Create article<"].map((said) => text.includes(said));
  };
  expect(await offered(owner)).toEqual([true, true]);
  expect(await offered(accountant)).toEqual([true, false]);
  // The settings are there to be read, and say who may change them.
  const settings = (await accountant.go(`/admin/tenants/${a}/settings/orders`)).text;
  expect(settings).toContain("The shop&#39;s owners and operators can change them.");
  expect(await offered(reader)).toEqual([false, false]);
  const sheet = async (who: typeof owner, deed: string): Promise<number> =>
    (await who.go(`${inbox}/mend?cause=article-not-found&thing=MUG&deed=${deed}`)).status;
  expect(await sheet(accountant, "retry")).not.toBe(403);
  expect(await sheet(accountant, "create-article")).toBe(403);
  expect(await sheet(owner, "create-article")).not.toBe(403);
  expect(await sheet(reader, "retry")).toBe(403);
  const form = { cause: "article-not-found", thing: "MUG", deed: "create-article", mark: "m" };
  expect((await accountant.send(`${inbox}/mend`, form)).status).toBe(403);
});
