/**
 * Secrets that are shown in one answer: loading that answer again makes no second one, and the
 * first one works on.
 */
import { expect, test } from "vitest";
import { nobody, pressedOn, signedIn } from "./browser.ts";
import { ascending } from "../support/sorted.ts";

/** The hidden fields of the form that is sent there. */
function fieldsOf(text: string, target: string): Record<string, string> {
  const [, around = ""] = text.split(`action="${target}"`);
  const [form = ""] = around.split("</form>");
  return Object.fromEntries(
    [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [name, value],
    ),
  );
}

/** Sends a page's form, and sends it again as a reload would: the answers. */
async function sentTwice(
  user: Awaited<ReturnType<typeof signedIn>>["user"],
  page: string,
  target: string,
  typed: Record<string, string> = {},
) {
  const form = { ...fieldsOf((await user.go(page)).text, target), ...typed };
  const [first, again] = [await user.post(target, form), await user.post(target, form)];
  return { first, again };
}

test("reloading the page of a new token makes no second one, also where both are sent at once", async () => {
  const { world, user } = await signedIn({}, "203.0.113.121");
  await nobody(world);
  await user.signIn("admin-token-for-the-tests");
  const typed = { name: "till", tenantId: "*", expiresAt: "" };
  const { first, again } = await sentTwice(user, "/admin/tokens", "/admin/tokens", typed);
  expect([first.status, again.status, again.headers.get("location")]).toEqual([
    200,
    303,
    "/admin/tokens",
  ]);
  const tokens = async () => (await world.api("GET", "/tokens")).body["tokens"] as object[];
  expect(await tokens()).toHaveLength(1);
  // A program is told where the API describes itself; only an agent is told to its settings.
  expect(first.text).toContain('href="/api/openapi.json"');
  expect(first.text).not.toContain("<pre");
  const [token = ""] = /brt\.[\w-]+\.[\w-]{43}/.exec(first.text) ?? [];
  expect((await world.api("GET", "/tenants", undefined, token)).status).toBe(200);

  const form = { ...fieldsOf((await user.go("/admin/tokens")).text, "/admin/tokens"), ...typed };
  const both = await Promise.all([
    user.post("/admin/tokens", form),
    user.post("/admin/tokens", form),
  ]);
  expect(both.map(({ status }) => status).toSorted(ascending)).toEqual([200, 303]);
  expect(await tokens()).toHaveLength(2);
  // A form that comes back with a fault keeps its word, and another form is another wish.
  expect(
    fieldsOf((await user.post("/admin/tokens", { ...form, name: "" })).text, "/admin/tokens")[
      "once"
    ],
  ).toMatch(/^[\w-]{43}$/);
  expect((await sentTwice(user, "/admin/tokens", "/admin/tokens", typed)).first.status).toBe(200);
});

test("reloading the page of the address for senders that can't sign makes no other one: the first stays good", async () => {
  const { world, user } = await signedIn({}, "203.0.113.122");
  const id = await world.makeTenant();
  const hash = async () =>
    (
      await world.db.$client
        .prepare("SELECT webhook_token_hash FROM tenants WHERE id = ?")
        .bind(id)
        .first<{ webhook_token_hash: string }>()
    )?.webhook_token_hash;
  for (const round of ["the first", "another"]) {
    const before = await hash();
    const on = `/admin/tenants/${id}/token/on`;
    const asked = fieldsOf((await user.go(`/admin/tenants/${id}/connections`)).text, on);
    // The first one opens a way in, another one takes the first away: both are shown before.
    const sheet = (await user.post(on, asked)).text;
    expect([
      round,
      sheet.includes("less secure than a signature"),
      sheet.includes("Within a minute, webhooks to the present address"),
      pressedOn(sheet),
    ]).toEqual(
      round === "another"
        ? [round, false, true, ["Replace address", true]]
        : [round, true, false, ["Turn on", false]],
    );
    expect(await hash()).toBe(before);
    const form = fieldsOf(sheet, on);
    const first = await user.post(`/admin/tenants/${id}/token/on`, form);
    const made = await hash();
    const again = await user.post(`/admin/tenants/${id}/token/on`, form);
    expect(
      [
        first.status,
        again.status,
        again.headers.get("location"),
        made !== before,
        (await hash()) === made,
      ],
      round,
    ).toEqual([200, 303, `/admin/tenants/${id}/connections#webhooks`, true, true]);
  }
});

test("reloading the page of a link that sets a password leaves that link good", async () => {
  const { world, user } = await signedIn({}, "203.0.113.123");
  await nobody(world);
  await user.signIn("admin-token-for-the-tests");
  const { id } = (
    await world.api("POST", "/users", { email: "bo@example.com", name: "Bo", role: "operator" })
  ).body as { id: string };
  const { first, again } = await sentTwice(user, "/admin/people", `/admin/people/${id}/link`);
  expect([first.status, again.status, again.headers.get("location")]).toEqual([
    200,
    303,
    "/admin/people",
  ]);
  const [link = ""] = /\/admin\/welcome\/[\w-]{43}/.exec(first.text) ?? [];
  expect((await user.go(link)).text).toContain('name="password"');
});

test("reloading the page of the secret of webhooks to us makes no other one", async () => {
  const { world, user } = await signedIn(
    {
      "monitoring.notices": {
        waiting: 0,
        undelivered: {},
        bounced: [],
        lastFault: null,
        mail: true,
        secret: false,
        chats: [],
      },
      "reads.names": {},
      "monitoring.noticeSecret": { secret: "whsec_shown" },
    },
    "203.0.113.124",
  );
  const id = await world.makeTenant();
  const page = `/admin/tenants/${id}/settings/notifications`;
  const form = fieldsOf((await user.go(page)).text, `/admin/tenants/${id}/notices/secret`);
  const asked = () =>
    world.tenants.calls
      .filter(({ method }) => method === "monitoring.noticeSecret")
      .map(({ args }) => args[1]);
  expect((await user.post(`/admin/tenants/${id}/notices/secret`, form)).text).toContain(
    "whsec_shown",
  );
  // What the object answers to a word that it has met.
  world.tenants.answers["monitoring.noticeSecret"] = { secret: null };
  const again = await user.post(`/admin/tenants/${id}/notices/secret`, form);
  expect([again.status, again.headers.get("location")]).toEqual([303, `${page}#notices`]);
  expect(new Set(asked())).toEqual(new Set([form["once"]]));
});
