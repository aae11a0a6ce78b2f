/**
 * What is sent to the pages by somebody who means no good: it is refused in words, it counts for
 * nobody else, and the audit log says nothing of it.
 */
import { expect, test } from "vitest";
import { MAX_TRIES } from "../../src/http/auth/tries.ts";
import { MAX_AT_ONCE } from "../../src/http/usecases/jobs/jobs.ts";
import { browser, nobody, signedIn } from "./browser.ts";
import { ADMIN, edges, environment, healthOf } from "./world.ts";

const PASSWORD = "a sentence that is long";
const FOREIGN = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };

const quiet = () =>
  edges({
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "reads.names": {},
    "monitoring.noticeSecret": { secret: "whsec_made" },
  });

/** Somebody with one shop. */
async function userOfOne(address: string) {
  const world = await quiet();
  await nobody(world);
  const id = await world.makeTenant();
  const made = await world.api("POST", "/users", {
    email: "anna@example.com",
    name: "Anna",
    role: "owner",
    tenantId: id,
  });
  const user = browser(world, address);
  await user.welcome(String(made.body["link"]), PASSWORD);
  return { world, id, user };
}

test("a user of one shop neither makes nor sees the secret of its notices; an operator does", async () => {
  const { world, id, user } = await userOfOne("203.0.113.61");
  const page = `/admin/tenants/${id}/settings/notifications`;
  const { text } = await user.go(page);
  expect([
    text.includes(`/admin/tenants/${id}/notices/secret`),
    text.includes("Only an operator can create the secret."),
  ]).toEqual([false, true]);
  const answer = await user.post(`/admin/tenants/${id}/notices/secret`, {
    csrf: await user.csrf(page),
  });
  expect([answer.status, answer.text.includes("whsec_")]).toEqual([403, false]);
  expect(world.tenants.calls.some(({ method }) => method === "monitoring.noticeSecret")).toBe(
    false,
  );
  expect((await world.auditOf(id)).some((entry) => entry.endsWith("notice-secret.make"))).toBe(
    false,
  );
  const operator = browser(world, "203.0.113.62");
  await operator.signIn(ADMIN);
  expect((await operator.go(page)).text).toContain(`/admin/tenants/${id}/notices/secret`);
  const made = await world.fetch(`/api/v1/tenants/${id}/notifications/secret`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN}` },
  });
  expect([made.status, made.headers.get("cache-control")]).toEqual([201, "no-store"]);
});

test("pages of somebody else use up nobody's tries, on a link as on the sign-in", async () => {
  const world = await quiet();
  await nobody(world);
  const victim = browser(world, "203.0.113.63");
  for (let sent = 0; sent <= MAX_TRIES; sent += 1) {
    expect((await victim.post("/admin/welcome/nope", { password: PASSWORD }, FOREIGN)).status).toBe(
      404,
    );
    expect((await victim.post("/admin/welcome/nope", { password: PASSWORD })).status).toBe(404);
  }
  expect((await victim.signIn(ADMIN)).status).toBe(303);
});

test("a link's password is taken from a form of ours alone, and its tries are counted", async () => {
  const world = await quiet();
  await nobody(world);
  const made = await world.api("POST", "/users", {
    email: "bo@example.com",
    name: "Bo",
    role: "operator",
  });
  const path = new URL(String(made.body["link"])).pathname;
  const bo = browser(world, "203.0.113.64");
  const csrf = await bo.csrf(path);
  expect((await bo.post(path, { csrf, password: PASSWORD }, FOREIGN)).status).toBe(403);
  expect((await bo.post(path, { csrf: "guessed", password: PASSWORD })).status).toBe(403);
  const tried: number[] = [];
  for (let tries = 0; tries <= MAX_TRIES; tries += 1)
    tried.push((await bo.post(path, { csrf: await bo.csrf(path), password: "too short" })).status);
  expect(tried).toEqual([...Array.from({ length: MAX_TRIES }, () => 400), 429]);
});

test.each([
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/json",
  "text/plain",
])("what is sent as %s is no form of ours, before the sign-in as behind it", async (type) => {
  const { world, user } = await signedIn({}, "203.0.113.65");
  const send = (path: string) =>
    user.go(path, {
      method: "POST",
      headers: {
        "content-type": type,
        origin: environment.PUBLIC_URL,
        "sec-fetch-site": "same-origin",
      },
      body: "csrf=x",
    });
  for (const path of [
    "/admin/sign-in",
    "/admin/sign-out",
    `/admin/tenants/${await world.makeTenant()}/pause`,
  ])
    expect([path, (await send(path)).status]).toEqual([path, 403]);
  expect((await send("/admin/welcome/nope")).status).toBe(404);
  expect(world.logs.some(({ event }) => event === "page-failed")).toBe(false);
});

test.each(["%00", "%0d%0aX-Evil:%201", "%E0%A4%A", "x".repeat(201)])(
  "an address with %s in it is no page, and nothing of it is sent back or kept",
  async (hostile) => {
    const { world, user } = await signedIn({}, "203.0.113.66");
    const id = await world.makeTenant();
    const csrf = await user.csrf("/admin");
    for (const path of [
      `/admin/tenants/${hostile}/settings`,
      `/admin/tenants/${id}/orders/${hostile}`,
      `/admin/${hostile}`,
    ]) {
      const answer = await user.go(path);
      expect([
        path,
        answer.status,
        answer.headers.get("location"),
        answer.headers.get("x-evil"),
      ]).toEqual([path, 404, null, null]);
    }
    expect(
      (await user.post(`/admin/tenants/${id}/orders/${hostile}/skip`, { csrf, note: "no" })).status,
    ).toBe(404);
    expect((await world.auditOf(id)).some((entry) => entry.endsWith("job.skip"))).toBe(false);
  },
);

test("more jobs than may be named at once are refused whole, and none is in the audit log", async () => {
  const { world, user } = await signedIn(
    { "jobs.attention": { jobs: [], cursor: null, words: {} } },
    "203.0.113.67",
  );
  const id = await world.makeTenant();
  const page = `/admin/tenants/${id}/attention`;
  const body = `csrf=${await user.csrf(page)}&do=skip&note=no&${Array.from({ length: MAX_AT_ONCE + 1 }, (_, n) => `job=j${n}`).join("&")}`;
  const answer = await user.go(page, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: environment.PUBLIC_URL,
      "sec-fetch-site": "same-origin",
    },
    body,
  });
  expect([answer.status, answer.text.includes(`At most ${MAX_AT_ONCE} at a time`)]).toEqual([
    400,
    true,
  ]);
  expect((await world.auditOf(id)).some((entry) => entry.endsWith("job.skip"))).toBe(false);
});

test("a second test of notices within a minute is refused, and each is in the audit log", async () => {
  const { world, user } = await signedIn(
    {
      "monitoring.notices": {
        waiting: 0,
        undelivered: {},
        bounced: [],
        lastFault: null,
        mail: true,
        secret: true,
        chats: [],
      },
      "reads.names": {},
      "monitoring.testNotices": { channels: [], unable: [], tooSoon: true },
    },
    "203.0.113.68",
  );
  const id = await world.makeTenant();
  const answer = await user.post(`/admin/tenants/${id}/notices/test`, {
    csrf: await user.csrf(`/admin/tenants/${id}/settings/notifications`),
  });
  expect([answer.status, answer.text.includes("less than a minute ago")]).toEqual([409, true]);
  expect((await world.api("POST", `/tenants/${id}/notifications/test`)).status).toBe(409);
  expect((await world.auditOf(id)).filter((entry) => entry.endsWith("notices.test"))).toHaveLength(
    2,
  );
});
