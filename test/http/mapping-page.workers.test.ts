/**
 * The page of rules over a real D1, by forms alone: tried, refused at its place, compared, saved,
 * and taken back.
 */
import { expect, test } from "vitest";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { input, order, settings } from "../flows/orders/kit.ts";
import { placed, readOf, remembered } from "../support/remembered-orders.ts";
import { ADMIN, edges, environment, healthOf } from "./world.ts";

async function signedIn(language = "en") {
  const of = input(order([{ price: "10" }], { comments: "ring <b>twice</b>" }), {
    settings: settings(),
  });
  const job = { id: "a", key: "order:1", flow: "orders", label: "1001", settingsVersion: 1 };
  const detail = JSON.parse(JSON.stringify({ input: of, plan: planOrder(of) })) as unknown;
  const world = await edges({
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "jobs.list": { jobs: [job], cursor: null },
    "jobs.timeline": {
      job,
      documents: [],
      operations: [],
      timeline: [readOf(placed(1, "1001")), { at: 1, what: "plan", title: "write", detail }],
    },
    ...remembered,
  });
  const jar = new Map<string, string>();
  const go = async (path: string, init: RequestInit = {}) => {
    const response = await world.fetch(path, {
      ...init,
      headers: {
        "cf-connecting-ip": "203.0.113.1",
        "accept-language": language,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const cookie of response.headers.getSetCookie())
      jar.set(
        cookie.slice(0, cookie.indexOf("=")),
        (cookie.split(";")[0] ?? "").slice(cookie.indexOf("=") + 1),
      );
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const post = async (path: string, form: Record<string, string>, from = path) => {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await go(from)).text)?.[1] ?? "";
    return go(path, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: environment.PUBLIC_URL,
        "sec-fetch-site": "same-origin",
      },
      body: new URLSearchParams({ csrf, ...form }).toString(),
    });
  };
  await post("/admin/sign-in", { token: ADMIN, next: "/admin" });
  return { world, go, post, id: await world.makeTenant() };
}

const rule = (expression: string) => ({
  version: "1",
  "orders.head.target": "YourReference",
  "orders.head.field": "",
  "orders.head.expression": expression,
  "orders.head.default": "",
});

test("the ids that a rule gives stand on the page by the names of what they stand for", async () => {
  const { world, go, id } = await signedIn();
  const opened = await go(`/admin/tenants/${id}/mapping`);
  expect(opened.text).not.toContain("IDs by name, for use in rules");
  const list = (name: string, of: string) => ({
    entries: [{ id: of, name, note: null }],
    readAt: 1,
    fault: null,
  });
  world.tenants.answers["reads.names"] = {
    "eaccounting.projects": list("SHOP <b>Web</b>", "project-1"),
    "eaccounting.costCenter2": list("Team A", "item-2"),
  };
  const { text } = await go(`/admin/tenants/${id}/mapping`);
  const table =
    text.slice(text.indexOf("IDs by name, for use in rules")).split("</details>")[0] ?? "";
  expect(table).toMatch(
    /SHOP &lt;b&gt;Web&lt;\/b&gt;.*ProjectId.*project-1.*Team A.*CostCenterItemId2.*item-2/s,
  );
});

test("a project or cost centre is chosen by its name, as a default and into an expression", async () => {
  const { world, post, id } = await signedIn();
  world.tenants.answers["reads.names"] = {
    "eaccounting.projects": {
      entries: [{ id: "project-1", name: "SHOP <b>Web</b>", note: null }],
      readAt: 1,
      fault: null,
    },
  };
  const page = `/admin/tenants/${id}/mapping`;
  const typed = async (target: string, given: string) => {
    const form = { "orders.rows.target": target, "orders.rows.default": given };
    return (await post(`${page}/try?part=orders.rows&rule=0`, form, page)).text;
  };
  const chosen = await typed("ProjectId", "project-1");
  expect(chosen).toMatch(/<select [^>]*name="orders\.rows\.default"/);
  expect(chosen).toContain('<option value="project-1" selected="">SHOP &lt;b&gt;Web&lt;/b&gt;<');
  expect(chosen).toContain('data-from="ids-ProjectId fields-order-line ');
  // What is none of them stays as typed.
  expect(await typed("ProjectId", "gone")).toContain('<option value="gone" selected="">gone<');
  // A list that wasn't read; a field of text.
  for (const target of ["CostCenterItemId1", "Text"])
    expect(await typed(target, "x")).toMatch(/<input [^>]*value="x"/);
  const { text } = await post(page, { version: "1", action: "try" });
  expect(text).toMatch(
    /<datalist id="ids-ProjectId"[^>]*><option value="&quot;project-1&quot;" label="SHOP &lt;b&gt;/,
  );
});

test("a field of eAccounting has its name in words; the expression is folded beside a plain field", async () => {
  const { go, post, id } = await signedIn("sv");
  const page = `/admin/tenants/${id}/mapping`;
  expect((await go(page)).text).toContain(
    '<option value="YourReference">Er referens (YourReference)',
  );
  const typed = async (field: string, expression: string) =>
    (
      await post(
        `${page}/try?part=orders.head&rule=0`,
        { ...rule(expression), "orders.head.field": field },
        page,
      )
    ).text;
  const isOpen = (html: string): boolean =>
    /<details open="">\s*<summary>Använd ett uttryck/.test(html);
  expect(isOpen(await typed("", ""))).toBe(true);
  expect(isOpen(await typed("order.number", ""))).toBe(false);
  expect(isOpen(await typed("order.number", '"x"'))).toBe(true);
  // Its fault is told of the field.
  expect(await typed("order.numbr", "")).toMatch(
    /<input [^>]*value="order.numbr"[^>]*aria-invalid="true"/,
  );
});

test("a fault is said in the reader's language, with functions by the names that they have", async () => {
  const { go, post, id } = await signedIn("nl");
  const path = `/admin/tenants/${id}/mapping`;
  const opened = await go(path);
  expect(opened.text).toContain("De eigen referentie van de klant");
  expect(opened.text).toContain("helften van nul af");
  const wrong = await post(path, {
    ...rule('texxt("{name}") + stock("<a>")'),
    action: "save",
  });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain("Er is geen functie “texxt”. Bedoelde u “text”? (regel 1, kolom 1)");
  expect(wrong.text).toContain("Er is geen functie “stock”. (regel 1, kolom 19)");
  expect(wrong.text).toContain("texxt(&quot;{name}&quot;) + stock(&quot;&lt;a&gt;&quot;)");
});

test("a rule is tried on a real order, refused at its place, compared, saved, and taken back", async () => {
  const { world, go, post, id } = await signedIn();
  const path = `/admin/tenants/${id}/mapping`;
  const opened = await go(path);
  expect(opened.status).toBe(200);
  expect(opened.text).toContain("Rules are tested on order 1001.");
  expect(opened.text).toContain("ring &lt;b&gt;twice&lt;/b&gt;");
  expect(opened.text).toContain("formatAddress(address)");

  const tried = await post(path, {
    ...rule('upper(coalesce(order.comments, "-"))'),
    action: "try",
  });
  expect(tried.text).toContain("RING &lt;B&gt;TWICE&lt;/B&gt;");
  const bad = rule("upper(order.comments)");
  expect((await post(path, { ...bad, action: "try" })).text).toMatch(/t tested/);
  const wrong = await post(path, { ...bad, action: "save" });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain("order.comments may be empty");
  expect(wrong.text).toContain("upper(order.comments)\n      ^^^^^^^^^^^^^^");
  expect(wrong.text).toContain('<a href="#orders.head.0">Document: Expression of rule 1</a>: ');
  // On top, and at the rule itself, with its place.
  expect(wrong.text.match(/order\.comments may be empty/g)).toHaveLength(2);
  expect(wrong.text).toMatch(
    /aria-describedby="orders\.head\.0-takes orders\.head\.0-faults" aria-invalid="true"/,
  );

  const compared = await post(path, {
    ...rule('"web " + coalesce(order.number, "-")'),
    action: "compare",
  });
  expect(compared.text).toContain("1 of the last 1 orders would come out differently.");
  expect(compared.text).toContain("web 1001");
  expect((await world.api("GET", `/tenants/${id}/settings`)).body).toMatchObject({
    version: 1,
    mapping: { orders: { head: [] } },
  });

  const saved = await post(path, {
    ...rule('"web " + coalesce(order.number, "-")'),
    "tables.name": "carriers",
    "tables.from": "12",
    "tables.to": "PostNL",
    action: "save",
  });
  expect([saved.status, saved.headers.get("location")]).toEqual([303, `${path}?done=saved`]);
  expect((await world.api("GET", `/tenants/${id}/settings`)).body).toMatchObject({
    version: 2,
    mapping: {
      tables: { carriers: { "12": "PostNL" } },
      orders: { head: [{ target: "YourReference" }] },
    },
  });
  expect((await post(path, { ...rule('"x"'), action: "save" })).status).toBe(409);

  const versions = `/admin/tenants/${id}/settings/versions`;
  expect((await go(versions)).text).toContain("mapping.orders.head");
  const asked = await post(versions, { version: "2", restore: "1" });
  expect([asked.status, asked.text.includes("Settings that would change")]).toEqual([200, true]);
  expect((await world.api("GET", `/tenants/${id}/settings`)).body).toMatchObject({ version: 2 });
  expect((await post(versions, { version: "2", restore: "1", action: "confirm" })).status).toBe(
    303,
  );
  expect((await world.api("GET", `/tenants/${id}/settings`)).body).toMatchObject({
    version: 3,
    mapping: { orders: { head: [] } },
  });

  // What it would switch on for good is said before it is.
  const books = "Invoices are booked in eAccounting without anyone checking them first.";
  expect(asked.text).not.toContain(books);
  const settings = `/tenants/${id}/settings`;
  expect(
    (await world.api("PUT", settings, { version: 3, orders: { type: "invoice" } })).status,
  ).toBe(200);
  expect(
    (await world.api("PUT", settings, { version: 4, orders: { type: "sales-order" } })).status,
  ).toBe(200);
  const back = await post(versions, { version: "5", restore: "4" });
  expect([back.status, back.text.includes(books)]).toEqual([200, true]);
});

test("what rules choose from stands once on the page, however many rules there are", async () => {
  const { world, go, id } = await signedIn();
  const path = `/admin/tenants/${id}/mapping`;
  const offered = (html: string, value: string): number =>
    html.split(`<option value="${value}"`).length - 1;
  const before = (await go(path)).text;
  // Of an order alone, with its lines, and with a voucher's rows.
  expect([offered(before, "order.number"), offered(before, "upper(")]).toEqual([3, 1]);
  const heads = ["YourReference", "DeliveryCity", "DeliveryAddress1", "ContractNumber"];
  const saved = await world.api("PUT", `/tenants/${id}/settings`, {
    version: 1,
    mapping: {
      orders: { head: heads.map((target) => ({ target, field: "order.number" })), rows: [] },
    },
  });
  expect(saved.status).toBe(200);
  const after = (await go(path)).text;
  expect([offered(after, "order.number"), offered(after, "upper(")]).toEqual([3, 1]);
  expect(after.match(/<output>1001<\/output>/g)).toHaveLength(heads.length);
  // Fields that a part has of another's are listed there.
  expect(after.match(/<code>order\.number<\/code>/g)).toHaveLength(1);
  // Each rule is a few fields.
  expect((after.length - before.length) / heads.length).toBeLessThan(5_000);
});

test("a row of a table that says nothing is told by its number, and nothing is lost", async () => {
  const { post, id } = await signedIn();
  const answer = await post(`/admin/tenants/${id}/mapping`, {
    ...rule('"x"'),
    "tables.name": "non sense",
    "tables.from": "1",
    "tables.to": "kept",
    action: "save",
  });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("row 1: enter a table and a result.");
  expect(answer.text).toContain('value="non sense"');
  expect(answer.text).toContain('value="kept"');
});

test("a row asks for itself while it is typed: its result on the chosen order, its fault at its place, nothing saved", async () => {
  const { world, go, post, id } = await signedIn();
  const page = `/admin/tenants/${id}/mapping`;
  const path = `${page}/try?part=orders.head&rule=0`;
  expect((await go(page)).text).toContain(`hx-post="${path.replace("&", "&amp;")}"`);
  const typed = (form: Record<string, string>, to = path) =>
    post(to, { ...rule('"web " + coalesce(order.number, "-")'), ...form }, page);

  const right = await typed({});
  expect(right.status).toBe(200);
  expect(right.text).toMatch(/^<div class="field rule" id="orders.head.0"/);
  expect(right.text.match(/<(div|datalist)[^>]* id="[^"]*"/g)).toEqual([
    expect.stringContaining('id="orders.head.0"'),
    '<div id="orders.head.0-faults"',
    '<datalist id="lookups"',
  ]);
  expect(right.text).toContain("<output>web 1001</output>");
  expect(right.text).not.toContain("aria-invalid");

  const wrong = await typed({ "orders.head.expression": "upper(order.number)" });
  expect(wrong.text).toContain('aria-invalid="true"');
  expect(wrong.text).toContain("(line 1, column 7)");
  expect(wrong.text).toContain("upper(order.number)\n      ^^^^^^^^^^^^");

  // With the tables as they are typed, not as they were saved; they are offered as well.
  const looked = await typed({
    "orders.head.expression": 'lookup("carriers", "12")',
    "tables.name": "carriers",
    "tables.from": "12",
    "tables.to": "PostNL",
  });
  expect(looked.text).toContain("<output>PostNL</output>");
  expect(looked.text).toContain('<option value="lookup(&quot;carriers&quot;, "');
  expect(looked.text).toContain('hx-swap-oob="true"');

  // A field of the shop's says what it has on the order, or that there is none of that name.
  const field = (name: string) =>
    typed({ "orders.head.field": name, "orders.head.expression": "" });
  expect((await field("order.number")).text).toContain("<output>1001</output>");
  const misspelt = (await field("order.numbr")).text;
  expect(misspelt).toContain('aria-invalid="true"');
  expect(misspelt).toContain("numbr");
  expect(misspelt).not.toContain("<output>");

  expect((await typed({ "orders.head.target": "" })).text).toContain(
    "Choose the eAccounting field first.",
  );
  for (const to of [`${page}/try?part=orders.feet&rule=0`, `${page}/try?part=articles&rule=-1`])
    expect((await typed({}, to)).status).toBe(404);
  expect((await world.api("GET", `/tenants/${id}/settings`)).body).toMatchObject({ version: 1 });
});

test("a part of a page stays as it is when the session is over", async () => {
  const { world } = await signedIn();
  const of = (type: string) =>
    world.fetch("/admin/tenants/t1/mapping/try?part=orders.head&rule=0", {
      method: "POST",
      headers: {
        "cf-connecting-ip": "203.0.113.1",
        "content-type": "application/x-www-form-urlencoded",
        "hx-request-type": type,
      },
      redirect: "manual",
    });
  expect([(await of("partial")).status, (await of("full")).status]).toEqual([204, 303]);
});
