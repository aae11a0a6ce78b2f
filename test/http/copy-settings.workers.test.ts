/** Settings taken over from another shop, by page and API: who may, what is shown, what is saved. */
import { expect, test } from "vitest";
import { type Edges, edges, healthOf } from "./world.ts";
import { browser, nobody, signedIn } from "./browser.ts";
import { NO_LEDGER, SHOP_NAMES } from "./copied-shops.ts";

const PASSWORD = "a sentence that is long";

/** Two shops, whose objects tell names and companies of their own. */
async function twoShops(world: Edges): Promise<readonly [string, string]> {
  const [own, other] = [
    await world.makeTenant("Mine"),
    await world.makeTenant("Theirs, and secret", 456),
  ];
  world.tenants.answers["reads.names"] = (id: string) =>
    id === own ? SHOP_NAMES.target : SHOP_NAMES.source;
  world.tenants.answers["reads.ledger"] = () => NO_LEDGER;
  world.tenants.answers["reads.buyer"] = () => ({ link: null, articles: {} });
  world.tenants.answers["jobs.list"] = { jobs: [], cursor: null };
  world.tenants.answers["monitoring.health"] = (id: string) => healthOf(id);
  const put = await world.api("PUT", `/tenants/${other}/settings`, {
    version: 1,
    retentionDays: 77,
    orders: { type: "invoice", ourReference: "Their secret words" },
    lookups: {
      paymentMethod: {
        table: { "1": SHOP_NAMES.bank, "2": SHOP_NAMES.bank },
      },
    },
  });
  expect(put.status).toBe(200);
  return [own, other];
}

const ALL = ["orders", "lookups", "keeping"];

test("a preview tells what would change and what doesn't fit, and saving takes exactly that, once", async () => {
  const world = await edges();
  const [own, other] = await twoShops(world);
  const path = `/tenants/${own}/settings/copy`;
  const asked = { from: other, parts: ALL };
  const preview = await world.api("POST", `${path}/preview`, asked);
  expect(preview).toMatchObject({
    status: 200,
    body: {
      version: 1,
      faults: [],
      consequences: ["booked-invoices"],
      left: [{ path: "lookups.paymentMethod.table.2", why: "missing" }],
    },
  });
  expect(preview.body["changes"]).toEqual(
    expect.arrayContaining([
      { path: "retentionDays", before: 30, after: 77 },
      {
        path: "lookups.paymentMethod.table.7",
        before: null,
        after: SHOP_NAMES.bankThere,
      },
    ]),
  );
  const shown = String(preview.body["shown"]);
  // The shop that it comes from changed meanwhile: it would be another copy.
  await world.api("PUT", `/tenants/${other}/settings`, { version: 2, retentionDays: 78 });
  expect(await world.api("POST", path, { ...asked, shown })).toMatchObject({
    status: 409,
    body: { kind: "changed-since" },
  });
  const anew = await world.api("POST", `${path}/preview`, asked);
  const saved = await world.api("POST", path, { ...asked, shown: anew.body["shown"] });
  expect(saved).toMatchObject({ status: 200, body: { version: 2, retentionDays: 78 } });
  expect(await world.auditOf(own)).toContain("admin-token settings.copy");
  const audited = await world.api("GET", `/tenants/${own}/audit`);
  expect(JSON.stringify(audited.body)).toContain("version 2 · from \u2068Theirs, and secret\u2069");
  expect(await world.api("POST", path, { ...asked, shown: anew.body["shown"] })).toMatchObject({
    status: 409,
  });
});

test("nobody without the right on both shops learns anything of the other one", async () => {
  const world = await edges();
  await nobody(world);
  const [own, other] = await twoShops(world);
  const made = await world.api("POST", "/users", {
    email: "anna@example.com",
    name: "Anna",
    role: "owner",
    tenantId: own,
  });
  const anna = browser(world, "203.0.113.61");
  await anna.welcome(String(made.body["link"]), PASSWORD);
  const page = `/admin/tenants/${own}/settings/copy`;
  const query = `?from=${other}&part=orders&part=keeping`;
  const told = (text: string): boolean =>
    /Theirs, and secret|Their secret words|(?<![\w-])77(?![\w-])/.test(
      text.replaceAll(/[0-9a-f-]{36}/g, ""),
    );
  const [empty, asked] = [await anna.go(page), await anna.go(`${page}${query}`)];
  expect([empty.status, told(empty.text)]).toEqual([200, false]);
  expect(empty.text).toContain("no other shop");
  expect([asked.status, told(asked.text)]).toEqual([404, false]);
  const csrf = await anna.csrf("/admin/profile");
  const posted = await anna.post(page, { csrf, from: other, part: "keeping", action: "confirm" });
  expect([posted.status, told(posted.text)]).toEqual([404, false]);
  const token = String(
    (await world.api("POST", "/tokens", { name: "tool", tenantId: own, scope: "full" })).body[
      "token"
    ],
  );
  const body = { from: other, parts: ["keeping"] };
  for (const end of ["/preview", ""]) {
    const answer = await world.api(
      "POST",
      `/tenants/${own}/settings/copy${end}`,
      end === "" ? { ...body, shown: "x" } : body,
      token,
    );
    expect([answer.status, answer.body["kind"]]).toEqual([404, "unknown-tenant"]);
  }
  // Who may only read the other shop reads it there, and takes nothing over.
  expect(
    (
      await world.api("POST", `/tenants/${other}/members`, {
        email: "anna@example.com",
        name: "Anna",
        role: "reader",
      })
    ).status,
  ).toBeLessThan(300);
  const read = await anna.go(`${page}${query}`);
  expect([read.status, read.text.includes("Their secret words")]).toEqual([403, false]);
  expect((await anna.go(page)).text).not.toContain("Theirs, and secret");
});

test("the audit log names the source shop only to those who may know it", async () => {
  const world = await edges();
  await nobody(world);
  const [own, other] = await twoShops(world);
  const asked = { from: other, parts: ["keeping"] };
  const path = `/tenants/${own}/settings/copy`;
  const { shown } = (await world.api("POST", `${path}/preview`, asked)).body;
  expect((await world.api("POST", path, { ...asked, shown })).status).toBe(200);
  const made = await world.api("POST", "/users", {
    email: "anna@example.com",
    name: "Anna",
    role: "owner",
    tenantId: own,
  });
  const anna = browser(world, "203.0.113.62");
  await anna.welcome(String(made.body["link"]), PASSWORD);
  for (const end of ["audit", "audit.csv"]) {
    const log = await anna.go(`/admin/tenants/${own}/${end}`);
    expect([log.status, log.text.includes("from another shop")]).toEqual([200, true]);
    expect(log.text).not.toMatch(new RegExp(`Theirs, and secret|${other}`));
  }
  const token = String(
    (await world.api("POST", "/tokens", { name: "tool", tenantId: own, scope: "full" })).body[
      "token"
    ],
  );
  const audited = await world.api("GET", `/tenants/${own}/audit`, undefined, token);
  expect(JSON.stringify(audited.body)).toContain("version 2 · from another shop");
  expect(JSON.stringify(audited.body)).not.toMatch(new RegExp(`Theirs, and secret|${other}`));
});

test("the page shows it by names, asks before it books, and saves only what it showed", async () => {
  const { world, user } = await signedIn();
  const [own, other] = await twoShops(world);
  const page = `/admin/tenants/${own}/settings/copy`;
  expect((await user.go(page)).text).toContain("Theirs, and secret");
  await world.api("PUT", `/tenants/${other}/settings`, {
    ...(await world.api("GET", `/tenants/${other}/settings`)).body,
    mapping: { orders: { head: [{ target: "YourReference", default: SHOP_NAMES.only }] } },
  });
  const query = [...ALL, "mapping"].map((part) => `&part=${part}`).join("");
  const { text } = await user.go(`${page}?from=${other}${query}`);
  for (const said of ["iDEAL", "Bank here", "3 settings don&#39;t fit", "Klarna", "Their secret"])
    expect(text, said).toContain(said);
  // As many as there are rows; what it switches on stands above what it changes.
  const rows = text.slice(text.indexOf('id="left"')).split("</table>")[0] ?? "";
  expect(rows.match(/<th scope="row"/g)).toHaveLength(3);

  expect(text.indexOf("Save and switch on")).toBeGreaterThan(0);
  expect(text.indexOf("Save and switch on")).toBeLessThan(text.indexOf('id="changes"'));
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const shown = /name="shown" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const post = async (over: Record<string, string>) =>
    user.go(page, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: "http://localhost:8787",
        "sec-fetch-site": "same-origin",
      },
      body: `${new URLSearchParams({ csrf, from: other, shown, ...over }).toString()}${query}`,
    });
  // What books is confirmed as such.
  expect((await post({ action: "confirm" })).status).toBe(409);
  expect(
    (await post({ action: "confirm", confirmed: "booked-invoices", shown: "other" })).status,
  ).toBe(409);
  const saved = await post({ action: "confirm", confirmed: "booked-invoices" });
  expect([saved.status, saved.headers.get("location")]).toEqual([
    303,
    `/admin/tenants/${own}/settings/versions?done=saved-confirmed`,
  ]);
  expect((await world.api("GET", `/tenants/${own}/settings`)).body).toMatchObject({
    version: 2,
    retentionDays: 77,
  });
});
