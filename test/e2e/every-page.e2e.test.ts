/**
 * Every page of the app's routes, over one world whose every name is hostile: in every language, in
 * light and dark, at a desk and on a phone. Read by axe, held against English, and its names shown
 * as text that turns nothing around it and widens nothing.
 */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { allowed } from "../../src/http/pages/forms/post-form.tsx";
import { giveUp } from "../support/dead-letters.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { WHOLE_WALK } from "./axe.ts";
import { addressesOf, isWorded, saidOn, uploadIn } from "./every-page.ts";
import { faultsOn, refusedElsewhere, refusedIn } from "./form-faults.ts";
import { mailedLink } from "./mailed-link.ts";
import { openStage, shootEach, signInAsOperator, type Stage } from "./pages-browser.ts";
import { sheetStates, tried, welcomed } from "./sheet-states.ts";
import { walk } from "./walk.ts";
import { withoutOwnScript } from "../support/own-script.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { WRITE } from "../sandbox/settlement-files.ts";

/** Markup, a sign that turns the direction, right-to-left letters, piled marks. */
const HOSTILE = `<script>alert("1")</script><b>&amp; \u202Erevo\u05E9\u05DC\u05D5\u05DD\u200F Z\u0361\u0361\u0351\u036B\u0343`;
const hostile = (length: number): string => `${HOSTILE}${"W".repeat(length)}`.slice(0, length);

let stage: Stage;
let addresses: readonly string[] = [];
const pages = new Map<string, Readonly<Record<Language, string>>>();

beforeAll(async () => {
  stage = await openStage({ EACCOUNTING_RATE_PER_MINUTE: "60000" });
  const { bridge, url, context } = stage;
  await bridge.control("eaccounting", "PUT", "/limits", { perMinute: 60_000 });
  const tenant = await bridge.tenant({
    orders: { typeRules: [{ grossFrom: "5000.00", type: "mutation" }], ourReference: "Anna" },
    settings: { lookups: VOUCHER_LOOKUPS },
  });
  await bridge.ask("PATCH", `/tenants/${tenant.id}`, { name: hostile(100) });
  const buyer = {
    ...companyBuyer("Hostile"),
    companyName: hostile(500),
    attentionTo: hostile(200),
    comments: hostile(500),
  };
  const line = { ...mug(2), description: hostile(300) };
  const placed = [
    await bridge.place({ ...buyer, lines: [line] }),
    await bridge.place({
      ...buyer,
      lines: [
        line,
        {
          articleCode: `NO-${"W".repeat(25)}`,
          description: hostile(300),
          quantity: 1,
          price: 10,
          vatCode: "H",
        },
      ],
    }),
    await bridge.place({ ...buyer, lines: [{ ...line, quantity: 200, price: 50 }] }),
  ];
  const stories = [];
  for (const { id } of placed) stories.push((await bridge.book(tenant, id)).job);
  expect(stories.map(({ outcome }) => outcome)).toEqual(["booked", "held", "booked"]);
  await bridge.reconfigure(tenant, { orders: { ourReference: hostile(40) } });
  await bridge.ask("POST", `/tenants/${tenant.id}/dry-run`, { last: 3 });
  await bridge.ask("POST", "/users", {
    email: "hostile@example.com",
    name: hostile(100),
    role: "owner",
    tenantId: tenant.id,
  });
  await bridge.ask("POST", "/tokens", { name: hostile(100), tenantId: tenant.id, scope: "full" });
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const compared = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, {
    from: day((await bridge.now()) - 86_400_000),
    to: day((await bridge.now()) + 86_400_000),
  });
  await bridge.finished(tenant, String(compared["jobId"]));
  const { id: past } = await bridge.ask("POST", `/tenants/${tenant.id}/backfills`, {
    from: day((await bridge.now()) - 86_400_000),
    to: day((await bridge.now()) + 86_400_000),
    dryRun: true,
  });
  await bridge.until(
    async () =>
      (await bridge.ask("GET", `/tenants/${tenant.id}/backfills/${String(past)}`))["state"] ===
      "done",
    "the dry run of past orders is over",
  );
  await bridge.settled(tenant.id);
  // One waits to be confirmed, none does at the other vendor.
  expect((await bridge.signIn(tenant.id, "asperion")).status).toBe(202);
  const jobId = stories[1]?.id ?? "";
  await giveUp(bridge, [
    { id: "given-up", tenantId: tenant.id, body: JSON.stringify({ v: 1, jobId }) },
    { id: "unread", tenantId: null, body: `{"v":9,"x":${JSON.stringify(hostile(200))}}` },
  ]);
  const file = WRITE.stripe([
    {
      id: hostile(30).replaceAll(/[",\n]/g, ""),
      day: "2026-03-02",
      lines: [{ kind: "sale", ref: "NOBODY-1", cents: 12_500, fee: 250 }],
    },
  ]);
  const sent = await bridge.fetch(`/api/v1/tenants/${tenant.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: file,
  });
  const { payouts } = (await sent.json()) as { payouts: readonly { id: string }[] };
  const storage = await bridge.storage(tenant);
  const rows = JSON.stringify([
    { account: 1580, debit: "125.00", credit: "0.00", of: hostile(20) },
    { account: 3001, debit: "0.00", credit: "125.00", of: "25%" },
  ]);
  await storage.exec(
    `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at, closed_at)
     VALUES ('2026-03-02-2', '2026-03-02', 2, ?, 1, 1, 1)`,
    rows,
  );
  for (const [role, voucher] of [
    ["voucher", "2026-03-02-2"],
    ["voucher-reversal", ""],
  ] as const)
    await storage.exec(
      `INSERT INTO day_members (key, role, n, label, day, rows, added_at, voucher)
       VALUES (?, ?, 1, ?, '2026-03-02', ?, ?, ?)`,
      `order:${String(placed[0]?.id)}`,
      role,
      hostile(40),
      rows,
      // Without a voucher: it came after the last closing.
      voucher === "" ? await bridge.now() : 1,
      voucher,
    );
  addresses = addressesOf({
    id: [tenant.id],
    dayId: ["2026-03-02-2"],
    payoutId: payouts.map(({ id }) => id),
    upload: [await uploadIn(storage)],
    backfill: [String(past)],
    jobId: stories.slice(0, 1).map(({ id }) => id),
    "/admin/tenants/:id/orders/:jobId jobId": stories.map(({ id }) => id),
    "/admin/tenants/:id/orders/:jobId/retry jobId": stories.slice(1, 2).map(({ id }) => id),
    letter: ["given-up"],
    link: [(await mailedLink(bridge, "hostile@example.com")).split("/").pop() ?? ""],
  });
  await signInAsOperator(stage);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const held = `/admin/tenants/${tenant.id}/orders/${stories[1]?.id}`;
  await tried(url, bridge, tenant, { job: held, cookie });
  addresses = [
    ...addresses,
    // With an order's document in the form.
    `/admin/tenants/${tenant.id}/orders/fetch?from=${stories[0]?.id}`,
    // An order whose customer somebody linked.
    `${held}/retry?linked=customer`,
  ];
  const get = async (address: string, language: Language): Promise<string> => {
    const response = await fetch(`${url}${address}`, {
      headers: { cookie: `${cookie}; language=${language}` },
    });
    if (response.status !== 200)
      throw new Error(`${address}: ${response.status} ${await response.text()}`);
    return response.text();
  };
  for (const address of addresses) {
    const texts = await Promise.all(
      LANGUAGES.map(async (language) => [language, await get(address, language)] as const),
    );
    pages.set(address, Object.fromEntries(texts) as Record<Language, string>);
  }
  expect(pages.get(`${held}/retry?linked=customer`)?.en).toContain('name="mark"');
  for (const [address, texts] of await sheetStates(url, bridge, tenant, cookie))
    pages.set(address, texts);
});

afterAll(async () => {
  await stage.stop();
});

const inEnglish = () => [...pages].map(([address, { en }]) => [address, en] as const);

test("each field of every form has what its reader needs, also signed out", async () => {
  const { fields, found } = await faultsOn(stage, inEnglish());
  expect(found).toEqual([]);
  expect(fields).toBeGreaterThan(800);
});

test("a form of settings keeps what it refuses, and says at its field what to do", async () => {
  const { refused, found } = await refusedIn(stage, inEnglish());
  expect(found).toEqual([]);
  expect(refused.length).toBeGreaterThan(12);
});

test("every page is there in every language, whole", () => {
  expect(pages.size).toBeGreaterThan(45);
  for (const [address, texts] of pages)
    for (const language of LANGUAGES) {
      expect(texts[language], address).toContain(`<html lang="${language}">`);
      expect(
        texts[language].replaceAll(/<pre[\s\S]*?<\/pre>/g, ""),
        `${address} in ${language}`,
      ).not.toMatch(/>[^<]*(undefined|NaN|\[object |‹\d›)/);
    }
});

test("no page takes more than 30 KB to load, in any language", () => {
  const heavy = [...pages].flatMap(([address, texts]) =>
    LANGUAGES.map((language) => [gzipSync(texts[language]).length, language, address] as const),
  );
  expect(heavy.filter(([bytes]) => bytes > 30_000)).toEqual([]);
});

test("what was given up, one order fetched, bookings undone, VAT evidence and one person each have a page that shows what it is for", () => {
  const shown = (rest: string, part: string): readonly unknown[] => [
    rest,
    [...pages].some(([address, { en }]) => address.endsWith(rest) && en.includes(part)),
  ];
  const [, id = ""] = /tenants\/([^/]+)\/orders\/fetch/.exec([...pages.keys()].join(" ")) ?? [];
  const [, from = ""] = /fetch\?from=(\w+)/.exec([...pages.keys()].join(" ")) ?? [];
  const at = `/admin/tenants/${id}`;
  const SHOWN = [
    [`${at}/attention`, `action="${at}/dead-letters/given-up/retry"`],
    ["/admin", 'action="/admin/dead-letters/unread/dismiss"'],
    [`${at}/orders/fetch`, `action="${at}/orders/fetch"`],
    [`${at}/orders/fetch?from=${from}`, "&quot;orderNumber&quot;"],
    [`${at}/take-back`, 'id="versions"'],
    [`${at}/vat-evidence`, "<h1>VAT evidence"],
    [`${at}/personal-data`, "<form"],
  ] as const;
  expect(SHOWN.map(([rest, part]) => shown(rest, part))).toEqual(
    SHOWN.map(([rest]) => [rest, true]),
  );
});

test("nothing on a page is said in one language only, but names", () => {
  const same = new Set<string>();
  for (const [address, { en, ...translated }] of pages) {
    const others = Object.values(translated).map(saidOn);
    for (const text of saidOn(en))
      if (isWorded(text) && others.some((said) => said.has(text))) same.add(`${address}: ${text}`);
  }
  expect([...same]).toEqual([]);
});

test("every page of whoever is signed in leads to the part of the manual that explains it, and each link to the manual to what is there", () => {
  const without: string[] = [];
  for (const [address, { en }] of pages) {
    const links = [
      ...en.slice(en.indexOf("<main")).matchAll(/href="\/admin\/manual\/([^"]*)"/g),
    ].map(([, target = ""]) => target);
    if (links.length === 0 && !/^\/admin\/(sign-in|welcome|forgotten)/.test(address))
      without.push(address);
    for (const target of links) {
      const [name = "", anchor] = target.split("#");
      const found = pages.get(`/admin/manual/${name}`)?.en ?? "";
      expect(found, `${address} → ${target}`).toContain("<h1>");
      if (anchor !== undefined) expect(found, `${address} → ${target}`).toContain(`id="${anchor}"`);
    }
  }
  expect(without).toEqual([]);
});

/** Where the forms of a page go, and where its links lead, as they are asked for. */
function offeredOn(html: string, address: string): readonly string[] {
  const at = (to: string): string =>
    new URL(to.replaceAll("&amp;", "&"), `http://page${address}`).pathname;
  const sent = [
    ...html.matchAll(/<form method="post"(?:(?! action=)[^>])*(?: action="([^"]*)")?/g),
  ];
  const pressed = [...html.matchAll(/<button[^>]* formaction="([^"]*)"/g)];
  const asked = [...html.matchAll(/<form method="get"[^>]*? action="([^"]*)"/g)];
  const led = [...html.matchAll(/<a\b[^>]* href="(\/[^"]*)"/g)];
  return [
    ...[...sent, ...pressed].map(([, to = ""]) => `POST ${at(to)}`),
    ...[...asked, ...led].map(([, to = ""]) => `GET ${at(to)}`),
  ];
}

test.each(["accountant", "reader"] as const)(
  "a page shows its %s no button, form or link that would be refused, and each page that they may see",
  async (role) => {
    const { bridge, url } = stage;
    const [tenantId = ""] = addresses.flatMap(
      (address) => /^\/admin\/tenants\/([^/]+)$/.exec(address)?.[1] ?? [],
    );
    await bridge.ask("POST", `/tenants/${tenantId}/members`, {
      email: `${role}@shop.example`,
      name: role,
      role,
    });
    const cookie = await welcomed(url, await mailedLink(bridge, `${role}@shop.example`));
    const actor = { everywhere: null, shops: { [tenantId]: role }, name: role, id: role };
    const wrong: string[] = [];
    let [seen, offers] = [0, 0];
    for (const address of addresses) {
      if (/\/(welcome|sign-in)/.test(address)) continue;
      const response = await fetch(`${url}${address}`, { headers: { cookie }, redirect: "manual" });
      const may = allowed(actor, "GET", address);
      if (response.status < 400 !== may) wrong.push(`${response.status} ${address}`);
      if (response.status !== 200) continue;
      seen += 1;
      const html = await response.text();
      for (const offer of offeredOn(html, address)) {
        offers += 1;
        const [method = "", to = ""] = offer.split(" ");
        if (!allowed(actor, method === "POST" ? "POST" : "GET", to))
          wrong.push(`${address} offers ${offer}`);
      }
      // A button without a form is one of a form that isn't there.
      const forms = html.match(/<form method="post"/g)?.length ?? 0;
      if (forms === 2 && / disabled="?[^>]*>(?:(?!<\/fieldset>)[\s\S])*<button/.test(html))
        wrong.push(`${address} has a button that does nothing`);
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(25);
    expect(offers).toBeGreaterThan(500);
  },
);

test("a hostile name is text on every page that shows it, never markup", () => {
  const showing = [...pages].filter(([, { en }]) => en.includes("&lt;script&gt;"));
  expect(showing.length).toBeGreaterThan(30);
  for (const [address, { en }] of pages)
    expect(withoutOwnScript(en), address).not.toMatch(/<script|<b>&amp;/);
});

/** So many walk all pages: one takes too long. */
const PARTS = WHOLE_WALK ? 40 : 5;

test.each(Array.from({ length: PARTS }, (_, part) => part))(
  "axe finds nothing on any page, in light and dark; names turn nothing around them, no day or figure of a table wraps, no text is clipped, and no page is wider than a phone (part %i)",
  async (part) => {
    const mine = [...pages].filter((_, at) => at % PARTS === part);
    await shootEach(
      stage,
      mine.map(([address]) => address),
    );
    expect({
      ...(await walk(
        stage,
        mine.map(([address, answers]) => ({ address, ...answers })),
      )),
      complaints: stage.complaints,
    }).toEqual({
      violations: [],
      turning: [],
      wrapped: [],
      tooWide: [],
      clipped: [],
      complaints: [],
    });
  },
);

test("so do all others", async () => {
  expect(await refusedElsewhere(stage, inEnglish())).toEqual({ found: [], most: true });
});
