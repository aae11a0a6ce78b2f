/**
 * The two ways of a retry, by the API and on the pages: which version is read and handed over, what
 * is refused, and who pressed what.
 */
import { expect, test } from "vitest";
import { message } from "../../src/messages/message.ts";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { job, shop, audited } from "./retry-stage.ts";

test("the API retries with the newest unless it is asked otherwise, and says in the audit log with which version", async () => {
  const { world, id, asked, retry } = await shop("203.0.113.61");
  const answers = [
    await retry("j1"),
    await retry("j1", {}),
    await retry("j1", { settings: "newest" }),
    await retry("j1", { settings: "planned" }),
  ];
  expect(answers.map(({ status, body }) => [status, body])).toEqual(
    [0, 1, 2, 3].map(() => [202, { jobId: "j1" }]),
  );
  expect(asked()).toEqual([
    ["newest", "j1"],
    ["newest", "j1"],
    ["newest", "j1"],
    ["planned", "j1", 1, ""],
  ]);
  const newest = "1001 (j1), settings version 3 (newest)";
  expect(await audited(world, id)).toEqual([
    newest,
    newest,
    newest,
    "1001 (j1), settings version 1 (as before)",
  ]);
});

test("planned with the newest, or never planned, both ways are the same one", async () => {
  const { asked, retry } = await shop("203.0.113.62");
  for (const jobId of ["j2", "j3"])
    expect((await retry(jobId, { settings: "planned" })).status).toBe(202);
  expect(asked()).toEqual([
    ["newest", "j2"],
    ["newest", "j3"],
  ]);
});

test("the job that goes is the newest look: it is answered, and it is the one that runs at once", async () => {
  const { world, id, retry } = await shop("203.0.113.63");
  expect((await retry("j9", { settings: "planned" })).body).toEqual({ jobId: "j1" });
  await world.context.settled();
  expect(world.dispatched).toEqual([`${id}/j1`]);
});

test("another word, another field or no JSON is refused; a body that is empty is none, whatever it is called", async () => {
  const { world, id, asked, retry } = await shop("203.0.113.64");
  for (const body of [{ settings: "older" }, { version: 1 }, "{"])
    expect((await retry("j1", body)).status).toBe(400);
  expect(asked()).toEqual([]);
  expect((await retry("j1", "")).status).toBe(202);
  expect(
    (
      await world.api("POST", `/tenants/${id}/attention/retry`, {
        jobIds: ["j1"],
        settings: "older",
      })
    ).status,
  ).toBe(400);
  expect(asked()).toEqual([["newest", "j1"]]);
});

test("a version that isn't there any more, or that this release can't use, is refused with what to do, in the reader's language, and nothing is asked of the object", async () => {
  const { world, user, id, asked, retry } = await shop("203.0.113.65");
  const change = (sql: string) => world.db.$client.prepare(sql).bind(id).run();
  await change(
    'UPDATE settings_versions SET json = \'{"orders":{"type":"of a later release"}}\' WHERE tenant_id = ? AND version = 1',
  );
  expect(await retry("j1", { settings: "planned" })).toMatchObject({
    status: 409,
    body: {
      kind: "settings-version-unreadable",
      detail:
        "this version of the product can't use settings version 1: retry with the newest settings",
    },
  });
  await change("DELETE FROM settings_versions WHERE tenant_id = ? AND version = 1");
  expect(await retry("j1", { settings: "planned" })).toMatchObject({
    status: 409,
    body: {
      kind: "settings-version-gone",
      detail: "settings version 1 no longer exists: retry with the newest settings",
    },
  });
  const at = `/admin/tenants/${id}/orders/j1`;
  const refused = await user.post(
    `${at}/retry`,
    { csrf: await user.csrf(at), settings: "planned" },
    { "accept-language": "nl" },
  );
  expect([
    refused.status,
    /versie 1 van de instellingen bestaat niet meer: probeer opnieuw met de nieuwste instellingen/i.test(
      refused.text,
    ),
  ]).toEqual([409, true]);
  expect([asked(), await audited(world, id)]).toEqual([[], []]);
  // The page offers no version that isn't there.
  expect((await user.go(at)).text).not.toContain('value="planned"');
});

test("what the object refuses is told, also where it is one of the release before that knows no such retry", async () => {
  const { world, retry } = await shop("203.0.113.66");
  world.tenants.answers["jobs.retryAsPlanned"] = {
    ok: false,
    kind: "newer-look",
    message: message("refusals.newerLook"),
  };
  expect(await retry("j1", { settings: "planned" })).toMatchObject({
    status: 409,
    body: { kind: "newer-look" },
  });
  delete world.tenants.answers["jobs.plannedWith"];
  expect((await retry("j1", { settings: "planned" })).status).toBe(503);
});

test("several at once: each with its own version, each version read once, and one that can't be taken stops no other", async () => {
  const { world, id, asked } = await shop("203.0.113.67");
  // After the first one it can't be read again.
  world.tenants.answers["jobs.retryAsPlanned"] = async (_: string, jobId: string) => {
    await world.db.$client
      .prepare("DELETE FROM settings_versions WHERE tenant_id = ? AND version = 1")
      .bind(id)
      .run();
    return { ok: true, dispatch: false, jobId };
  };
  const answer = await world.api("POST", `/tenants/${id}/attention/retry`, {
    jobIds: ["j1", "j2", "j9", "j3"],
    settings: "planned",
  });
  expect(answer).toMatchObject({
    status: 202,
    body: { taken: ["j1", "j2", "j9", "j3"], refused: [] },
  });
  expect(asked()).toEqual([
    ["planned", "j1", 1, ""],
    ["newest", "j2"],
    ["planned", "j9", 1, ""],
    ["newest", "j3"],
  ]);
});

const buttons = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /<button(?: name="(?:settings|do)" value="([^"]*)")?(?: class="(second)")?>\s*([^<]*?)\s*<\/button>/g,
    ),
  ]
    .map(
      ([, value = "", second, label = ""]) =>
        `${value}: ${label}${second === undefined ? "" : " (second)"}`,
    )
    .filter((one) => one.includes("Retry"));

test("the page of what was planned with an older version has both buttons and says which version; what was planned with the newest has one", async () => {
  const { world, user, id, asked } = await shop("203.0.113.68");
  const page = (jobId: string) => user.go(`/admin/tenants/${id}/orders/${jobId}`);
  const [older, newest, never] = [await page("j1"), await page("j2"), await page("j3")];
  expect([older, newest, never].map(({ text }) => buttons(text))).toEqual([
    ["newest: Retry with the newest settings (second)", "planned: Retry (second)"],
    [": Retry (second)"],
    [": Retry (second)"],
  ]);
  expect(older.text).toMatch(/Retry uses settings version 1 of \d{1,2} Nov 2026/);
  const csrf = await user.csrf(`/admin/tenants/${id}/orders/j1`);
  const post = (form: Record<string, string>) =>
    user.confirm(`/admin/tenants/${id}/orders/j1/retry`, { csrf, ...form });
  const pressed = await user.post(`/admin/tenants/${id}/orders/j1/retry`, {
    csrf,
    settings: "planned",
  });
  // The address says which settings were chosen: loaded again, it is the same sheet.
  const address = `/admin/tenants/${id}/orders/j1/retry?settings=planned`;
  expect([pressed.status, pressed.headers.get("location")]).toEqual([303, address]);
  const sheet = await user.go(address);
  expect(sheet.text).toContain(`action="${address}"`);
  expect([sheet.status, sheet.text.includes("Settings version 1."), asked()]).toEqual([
    200,
    true,
    [],
  ]);
  expect([
    (await user.post(address, { csrf, settings: "planned", mark: markOf(sheet.text) })).headers.get(
      "location",
    ),
    (await post({ settings: "newest" })).headers.get("location"),
    (await post({})).headers.get("location"),
  ]).toEqual(
    ["retried-as-planned", "retried", "retried"].map(
      (done) => `/admin/tenants/${id}/orders/j1?done=${done}`,
    ),
  );
  expect(asked()).toEqual([
    ["planned", "j1", 1, "", 2],
    ["newest", "j1", 2],
    ["newest", "j1", 2],
  ]);
  expect((await user.go(`/admin/tenants/${id}/orders/j1?done=retried-as-planned`)).text).toContain(
    "Finished just now. The result is shown below.",
  );
  const texts = new Set<string>();
  for (const language of LANGUAGES)
    texts.add(
      /<form[^>]*\/retry">.*?<p>(.*?)<\/p>/s.exec(
        (
          await user.go(`/admin/tenants/${id}/orders/j1`, {
            headers: { "accept-language": language },
          })
        ).text,
      )?.[1] ?? "",
    );
  expect(texts.size).toBe(LANGUAGES.length);
  expect(world.logs.filter((line) => JSON.stringify(line).includes("unreachable"))).toEqual([]);
});

test("what waits for a person: both buttons where one of it was planned with an older version, which stands with its line", async () => {
  const { world, user, id, asked } = await shop("203.0.113.69");
  const at = `/admin/tenants/${id}/attention`;
  const { text } = await user.go(at);
  expect(buttons(text)).toEqual([
    "preview: Retry with the newest settings (second)",
    "retry-as-planned: Retry (second)",
  ]);
  expect(text.match(/Calculated with settings version/g)).toHaveLength(1);
  // A retry of what isn't looked up yet is refused, with any settings.
  const listed = world.tenants.answers["jobs.attention"];
  world.tenants.answers["jobs.attention"] = {
    jobs: [job("j1", 1, { wait: "in-doubt" })],
    cursor: null,
  };
  expect((await user.go(at)).text).not.toContain("Calculated with settings version");
  world.tenants.answers["jobs.attention"] = listed;
  const csrf = await user.csrf(at);
  const sheet = (await user.post(at, { csrf, job: "j1", do: "retry-as-planned" })).text;
  expect(sheet).toContain("1 item will be retried");
  expect(sheet).toContain("Settings version 1.");
  expect(asked()).toEqual([]);
  const confirm = { csrf, job: "j1", planned: "1", mark: markOf(sheet) };
  expect((await user.post(`${at}/mend`, confirm)).headers.get("location")).toBe(
    `${at}?retried=1&refused=0`,
  );
  expect(asked()).toEqual([["planned", "j1", 1, "", 2]]);
  world.tenants.answers["jobs.attention"] = { jobs: [job("j2", 3), job("j3", null)], cursor: null };
  expect(buttons((await user.go(at)).text)).toEqual(["preview: Retry (second)"]);
});

const markOf = (html: string): string => /name="mark" value="([^"]+)"/.exec(html)?.[1] ?? "";

test("several retried as planned are shown first, each with its version, and go as they were shown, or not at all", async () => {
  const { world, user, id, asked } = await shop("203.0.113.77");
  const at = `/admin/tenants/${id}/attention`;
  const csrf = await user.csrf(at);
  const send = (path: string, jobs: readonly string[], form: Record<string, string>) =>
    user.post(path, [...Object.entries({ csrf, ...form }), ...jobs.map((job) => ["job", job])]);
  const ids = ["j1", "j2", "j3"];
  const sheet = (await send(at, ids, { do: "retry-as-planned" })).text;
  expect(sheet).toContain("3 items will be retried");
  expect(sheet).toContain("An order that isn&#39;t as shown here any more is put on hold");
  expect(sheet.match(/Settings version 1\./g)).toHaveLength(1);
  expect(sheet).not.toContain("Settings version 3.");
  const mark = markOf(sheet);
  // The sheet of a retry with the newest settings is another one.
  expect((await send(`${at}/mend`, ids, { mark })).status).toBe(409);
  const { version: _, ...settings } = (await world.api("GET", `/tenants/${id}/settings`)).body;
  expect(asked()).toEqual([]);
  expect((await send(`${at}/mend`, ids, { planned: "1", mark })).status).toBe(303);
  expect(asked()).toEqual([
    ["planned", "j1", 1, "", 2],
    ["newest", "j2", 2],
    ["newest", "j3", 2],
  ]);
  expect(await audited(world, id)).toEqual([
    "1001 (j1), settings version 1 (as before)",
    "1002 (j2), settings version 3 (newest)",
    "1003 (j3), settings version 3 (newest)",
  ]);
  // Other settings than when it was shown.
  const other = { ...settings, version: 3, retentionDays: Number(settings["retentionDays"]) + 1 };
  expect((await world.api("PUT", `/tenants/${id}/settings`, other)).status).toBe(200);
  world.tenants.calls.length = 0;
  expect((await send(`${at}/mend`, ids, { planned: "1", mark })).status).toBe(409);
  expect(asked()).toEqual([]);
});

test("where a setting settles it, the button that takes the newest comes first, and its name is the one that the text says", async () => {
  const { world, user, id } = await shop("203.0.113.75");
  const held = (name: string, version: number): JobView =>
    job(name, version, {
      reasons: [
        reason("looked-up-before-first-write"),
        reason("payment-method-not-mapped", { method: "4" }),
      ],
    });
  world.tenants.answers["jobs.timeline"] = (_: string, jobId: string) => ({
    job: held("j1", jobId === "j1" ? 1 : 3),
    documents: [],
    operations: [],
    timeline: [],
  });
  const text = async (jobId: string) =>
    (await user.go(`/admin/tenants/${id}/orders/${jobId}`)).text;
  expect(buttons(await text("j1"))).toEqual([
    "newest: Retry with the newest settings (second)",
    "planned: Retry (second)",
  ]);
  // What mends it stands first.
  expect(await text("j1")).toMatch(
    /<h2 id="why">.*<a href="[^"]*" class="button">Open: [^<]+<.*Retry with the newest settings.*<details><summary>Use the earlier settings</s,
  );
  // Before the setting is changed both are the same one, and it has the name that the text says.
  expect(buttons(await text("j2"))).toEqual([": Retry with the newest settings (second)"]);
  expect(await text("j2")).toMatch(/press <?[^.]*Retry with the newest settings/);
  world.tenants.answers["jobs.attention"] = { jobs: [held("j2", 3)], cursor: null };
  expect(buttons((await user.go(`/admin/tenants/${id}/attention`)).text)).toEqual([
    "preview: Retry with the newest settings (second)",
  ]);
});

test("a text that says Retry names the button that is seen, where the settings have changed since", async () => {
  const { world, user, id } = await shop("203.0.113.77");
  const why = reason("article-inactive", { sku: "A", article: "A" });
  world.tenants.answers["jobs.timeline"] = (_: string, jobId: string) => ({
    job: job(jobId, jobId === "j1" ? 1 : 3, { reasons: [why] }),
    documents: [],
    operations: [],
    timeline: [],
  });
  const next = async (jobId: string) =>
    /(?:Then press|press) (Retry[^.]*)\./.exec(
      (await user.go(`/admin/tenants/${id}/orders/${jobId}`)).text,
    )?.[1];
  expect([await next("j1"), await next("j2")]).toEqual(["Retry with the newest settings", "Retry"]);
});
