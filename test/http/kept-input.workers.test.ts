/** What was typed stays where it was typed when it is refused, with what is wrong at its field. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

const valueOf = (text: string, id: string): string | undefined =>
  new RegExp(`id="${id}"[^>]*value="([^"]*)"`).exec(text)?.[1];

test("an address that somebody has already is said at its field, and the form is still filled in", async () => {
  const { user } = await signedIn({}, "203.0.113.81");
  const csrf = await user.csrf("/admin/people");
  const person = {
    csrf,
    email: "twice@example.com",
    name: "Anna Ek",
    role: "operator",
    tenantId: "",
    language: "sv",
  };
  expect((await user.post("/admin/people", person)).status).toBe(200);
  const refused = await user.post("/admin/people", { ...person, name: "Another Anna" });
  expect([refused.status, valueOf(refused.text, "email"), valueOf(refused.text, "name")]).toEqual([
    409,
    "twice@example.com",
    "Another Anna",
  ]);
  expect(refused.text).toMatch(/<option value="sv" selected/);
  expect(refused.text).toMatch(
    /id="email-fault">\s*there is already a user with this e-mail address/i,
  );
  const said = new Set<string>();
  for (const language of LANGUAGES)
    said.add(
      /id="email-fault">\s*([^<]*)/.exec(
        (await user.post("/admin/people", person, { "accept-language": language })).text,
      )?.[1] ?? "",
    );
  expect([said.size, said.has("")]).toEqual([LANGUAGES.length, false]);
});

test("a role without its shop is said at the shop's field, and by the API, in words of the catalogues", async () => {
  const { world, user } = await signedIn({}, "203.0.113.84");
  const person = { email: "shopless@example.com", name: "Anna Ek", role: "owner", tenantId: "" };
  const csrf = await user.csrf("/admin/people");
  const said = new Set<string>();
  for (const language of LANGUAGES) {
    const { text, status } = await user.post(
      "/admin/people",
      { csrf, ...person, language: "" },
      { "accept-language": language },
    );
    expect(status).toBe(400);
    said.add(/class="fault" id="tenant-hint">\s*([^<]*)/.exec(text)?.[1] ?? "");
  }
  expect([said.size, said.has("")]).toEqual([LANGUAGES.length, false]);
  const { status, body } = await world.api("POST", "/users", { ...person, tenantId: null });
  expect([status, JSON.stringify(body)]).toEqual([
    400,
    expect.stringContaining("Choose a shop for an owner"),
  ]);
});

test("days of past orders that are the wrong way round come back in their form, on the shop's page", async () => {
  const { world, user } = await signedIn(
    { "admin.configure": { ok: true }, "monitoring.health": (id: string) => healthOf(id) },
    "203.0.113.82",
  );
  const id = await world.makeTenant();
  const { version, ...settings } = (await world.api("GET", `/tenants/${id}/settings`)).body as {
    version: number;
    orders: object;
  };
  expect(
    (
      await world.api("PUT", `/tenants/${id}/settings`, {
        version,
        ...settings,
        orders: { ...settings.orders, enabled: true, startLine: "2026-11-01T00:00:00Z" },
      })
    ).status,
  ).toBeLessThan(300);
  const at = `/admin/tenants/${id}`;
  const refused = await user.post(`${at}/backfills`, {
    csrf: await user.csrf(at),
    from: "2026-09-30",
    to: "2026-09-01",
  });
  expect([
    refused.status,
    valueOf(refused.text, "backfill-from"),
    valueOf(refused.text, "backfill-to"),
  ]).toEqual([400, "2026-09-30", "2026-09-01"]);
  expect(refused.text).toMatch(
    /id="backfill-fault">\s*The last day must not be before the first day/,
  );
  expect((await user.go(at)).text).not.toContain("backfill-fault");
});
