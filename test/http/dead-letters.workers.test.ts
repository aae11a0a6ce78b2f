/**
 * Wake-ups that the queue gave up, on the page and by the API: when, for which job, retried or
 * dismissed with a reason, in the audit log, and nobody else's.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { openDeadLetters, recordDeadLetter } from "../../src/store/dead-letters.ts";
import { PASSWORD, withUser } from "./auth/accounts.ts";
import { browser, signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";

const RAN = { ...jobView({ id: "j000000007", label: "1007" }), goes: false };

/** All tests of a file write to one database. */
let shops = 0;

async function shop(address: string, reachable = true) {
  const n = (shops += 1);
  const { world, user } = await signedIn(
    {
      "reads.names": {},
      "jobs.attention": { jobs: [], cursor: null },
      "jobs.named": [],
      "admin.tick": () => {
        if (!reachable) throw new Error("out of reach");
      },
    },
    address,
  );
  const id = await world.makeTenant();
  const letter = (name: string, tenantId: string | null, body: string) =>
    recordDeadLetter(world.db, { id: name, tenantId, body, at: 1_000 });
  await letter(`m1-${n}`, id, JSON.stringify({ v: 1, tenantId: id, jobId: "j000000007" }));
  await letter(`m2-${n}`, id, JSON.stringify({ v: 1, tenantId: id, jobId: "j000000008" }));
  await letter(`m3-${n}`, null, `{"v":9,"x":"<script>alert(1)</script>"}`);
  const open = async (of: string | null): Promise<readonly string[]> =>
    (await openDeadLetters(world.db, of))
      .filter(({ id: letterId }) => letterId.endsWith(`-${n}`))
      .map((one) => one.id)
      .toSorted();
  const at = `/admin/tenants/${id}`;
  const post = async (path: string, form: Record<string, string> = {}) =>
    user.post(path, { ...form, csrf: await user.csrf(`${at}/attention`) });
  return { world, user, id, at, open, post, m1: `m1-${n}`, m2: `m2-${n}`, m3: `m3-${n}` };
}

test("a letter stands on the list with its job, and in every language; waking its job takes it off", async () => {
  const { world, user, at, id, open, post, m1, m2 } = await shop("203.0.113.211");
  for (const language of LANGUAGES) {
    const { text } = await user.go(`${at}/attention`, { headers: { "accept-language": language } });
    expect(text).toContain(`${at}/orders/j000000007`);
    expect(text).toContain(`action="${at}/dead-letters/${m1}/dismiss"`);
  }
  const sheet = await post(`${at}/dead-letters/${m1}/retry`);
  expect(sheet.text).toContain("Nothing will run; the message is removed from the list.");
  expect([sheet.status, await open(id)]).toEqual([200, [m1, m2]]);
  const wrong = await post(`${at}/dead-letters/${m1}/retry`, { mark: "another" });
  expect([wrong.status, await open(id)]).toEqual([409, [m1, m2]]);
  const mark = markOf(sheet.text);
  const { status, headers } = await post(`${at}/dead-letters/${m1}/retry`, { mark });
  expect([status, headers.get("location")]).toEqual([303, `${at}/attention?letter=retried`]);
  expect(world.dispatched).toContain(`${id}/j000000007`);
  expect(await open(id)).toEqual([m2]);
  expect((await post(`${at}/dead-letters/${m1}/retry`)).status).toBe(404);
});

const markOf = (text: string): string => /name="mark" value="([^"]+)"/.exec(text)?.[1] ?? "";

test("dismissed, it needs a reason, which is kept with who did it", async () => {
  const { world, user, at, id, open, post, m1, m2 } = await shop("203.0.113.212");
  expect((await post(`${at}/dead-letters/${m1}/dismiss`, { note: " " })).status).toBe(400);
  expect(await open(id)).toEqual([m1, m2]);
  const dismiss = `${at}/dead-letters/${m1}/dismiss`;
  const csrf = await user.csrf(`${at}/attention`);
  const sheets = new Set<string>();
  for (const language of LANGUAGES) {
    const form = { csrf, note: "looked at" };
    const { status, text } = await user.post(dismiss, form, { "accept-language": language });
    expect([status, text.includes('name="note" value="looked at"')]).toEqual([200, true]);
    sheets.add(/<h2 id="sheet">[^<]*<\/h2><ul><li>([^<]+)/.exec(text)?.[1] ?? "");
  }
  expect([sheets.size, [...sheets][0]]).toEqual([
    LANGUAGES.length,
    "1 message is removed from the list. Nothing runs because of it, and no document changes.",
  ]);
  // What its job is by now is part of what is confirmed.
  const mark = markOf((await post(dismiss, { note: "looked at" })).text);
  world.tenants.answers["jobs.named"] = [RAN];
  const changed = await post(dismiss, { note: "looked at", mark });
  expect([changed.status, changed.text.includes("stays as it is: In eAccounting.")]).toEqual([
    409,
    true,
  ]);
  expect(await open(id)).toEqual([m1, m2]);
  const done = await post(dismiss, { note: "looked at", mark: markOf(changed.text) });
  expect(done.status).toBe(303);
  expect(await open(id)).toEqual([m2]);
  const { changes } = (await world.api("GET", `/tenants/${id}/audit`)).body as {
    changes: { action: string; after: string }[];
  };
  expect(changes.map(({ action, after }) => [action, after])).toContainEqual([
    "dead-letter.dismiss",
    m1,
  ]);
});

test("one whose object can't be reached stays", async () => {
  const { at, id, open, post, m1, m2 } = await shop("203.0.113.213", false);
  const mark = markOf((await post(`${at}/dead-letters/${m1}/retry`)).text);
  expect((await post(`${at}/dead-letters/${m1}/retry`, { mark })).status).toBe(503);
  expect(await open(id)).toEqual([m1, m2]);
});

test("another tenant's isn't there, and those of no tenant are the operators'", async () => {
  const { world, user, id, open, m1, m2, m3 } = await shop("203.0.113.214");
  const other = await world.makeTenant();
  expect(
    (await world.api("POST", `/tenants/${other}/dead-letters/${m1}/dismiss`, { note: "x" })).status,
  ).toBe(404);
  expect(await open(id)).toEqual([m1, m2]);
  const { text } = await user.go("/admin");
  expect(text).toContain(`action="/admin/dead-letters/${m3}/dismiss"`);
  expect(text).not.toContain("<script>alert");
  const { body } = await world.api("GET", "/dead-letters");
  expect((body["letters"] as { id: string }[]).map((one) => one.id)).toContain(m3);
  expect((await world.api("POST", `/dead-letters/${m3}/dismiss`, { note: "newer" })).status).toBe(
    204,
  );
  expect(await open(null)).toEqual([]);
});

test("somebody of one shop doesn't see those of no tenant on the first page", async () => {
  const { world, link } = await withUser(true);
  const body = JSON.stringify({ v: 9 });
  await recordDeadLetter(world.db, { id: "m9", tenantId: null, body, at: 1_000 });
  const anna = browser(world, "203.0.113.215");
  await anna.welcome(link, PASSWORD);
  const { status, text } = await anna.go("/admin");
  expect([status, text.includes("m9")]).toEqual([200, false]);
});
