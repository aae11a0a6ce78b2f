/**
 * What the pages of a set-up begin with, and what they don't take yet: a shop that runs already
 * shows what runs, whoever reads Polish makes Polish shops, and questions are done once they were
 * asked.
 */
import { expect, test } from "vitest";
import { message } from "../../src/messages/message.ts";
import { connectedHealth, NAMES, open, TERMS } from "./setup-stage.ts";

const ticked = (html: string): readonly (string | undefined)[] =>
  [...html.matchAll(/<input [^>]*name="flows"[^>]*>/g)]
    .filter(([input]) => input.includes("checked"))
    .map(([input]) => /value="(\w+)"/.exec(input)?.[1]);

test("a new shop begins with orders, and its questions lead to the choice", async () => {
  const { user, at } = await open("203.0.113.81");
  expect(ticked((await user.go(`${at}/flows`)).text)).toEqual(["orders"]);
  const questions = (await user.go(`${at}/questions`)).text;
  expect(questions).toContain(`<a href="${at}/flows">`);
  expect(questions).not.toContain("suggestions from your data");
  expect((await user.go(`${at}/live`)).text).not.toContain("From then on");
});

test("of a shop that was set up by the API, the flows that run are the chosen ones, so that going on switches none of them off", async () => {
  const { user, at, configure } = await open("203.0.113.82");
  const { status } = await configure({
    orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" },
    customers: { enabled: true },
  });
  expect(status).toBe(200);
  expect(ticked((await user.go(`${at}/flows`)).text)).toEqual(["orders", "customers"]);
});

test("the language of a new shop is the reader's own, unless another was chosen", async () => {
  const { user } = await open("203.0.113.83");
  const { text } = await user.go("/admin", { headers: { "accept-language": "pl" } });
  expect(text).toMatch(/<option value="pl" selected/);
});

const ORDERS = {
  "orders.type": "sales-order",
  "orders.orderStatus": "ongoing",
  "orders.statuses": "2",
  "orders.findCustomerBy": "email",
  "orders.ourReference": "",
  "orders.payments": "none",
};
const STARTED = { startLine: "2026-11-23T06:00:00" };

test("questions that were not asked are not answered: without flows or names there is no button, and a form that comes all the same changes nothing", async () => {
  const { world, at, user, send, settings, next } = await open("203.0.113.84", {
    "monitoring.health": connectedHealth,
  });
  const accept = "Save and continue";
  expect((await user.go(`${at}/questions`)).text).not.toContain(accept);
  expect([(await send("questions", {})).status, (await settings())["version"]]).toEqual([409, 1]);
  expect((await send("flows", { flows: "orders", ...STARTED })).status).toBe(303);
  expect(await next()).toBe("questions");
  const waiting = await user.go(`${at}/questions`);
  expect([
    waiting.text.includes(accept),
    waiting.text.includes("Reading names from Asperion and eAccounting"),
  ]).toEqual([false, true]);
  // It follows what is read, and nothing moves any more once there is something to answer.
  const live = /id="live-questions" data-live="setup orders"/;
  expect(waiting.text).toMatch(live);
  expect([(await send("questions", ORDERS)).status, (await settings())["version"]]).toEqual([
    409, 2,
  ]);
  world.tenants.answers["reads.names"] = NAMES;
  const asked = await user.go(`${at}/questions`);
  expect(asked.text).toContain(accept);
  expect(asked.text).not.toMatch(live);
  expect(asked.text).toMatch(new RegExp(`<option value="${TERMS}" dir="auto" selected`));
});

test("without a connection the questions say which one is missing", async () => {
  const { user, at, send } = await open("203.0.113.85");
  await send("flows", { flows: "orders", ...STARTED });
  const { text } = await user.go(`${at}/questions`);
  expect(text).not.toContain("suggestions from your data");
  for (const vendor of ["asperion", "eaccounting"])
    expect(text).toMatch(
      new RegExp(
        `Connect (?:Asperion|eAccounting) first\\.[^<]*<a href="${at}/connect#${vendor}">`,
      ),
    );
});

test("a flow that is chosen after the questions were accepted is asked and proposed for; the ones before keep their answers", async () => {
  const { user, at, send, settings, next } = await open("203.0.113.86", {
    "monitoring.health": connectedHealth,
    "reads.names": NAMES,
  });
  await send("flows", { flows: "orders", ...STARTED });
  // Nobody took the proposal of the terms.
  expect((await send("questions", ORDERS)).status).toBe(303);
  expect([(await settings())["setup"], await next()]).toEqual([
    { flows: ["orders"], answered: true, answeredFlows: ["orders"] },
    "prepare#articles",
  ]);
  const { text } = await user.go(`${at}/flows`);
  const more = new URLSearchParams([
    ["csrf", /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ""],
    ["version", "3"],
    ["flows", "orders"],
    ["flows", "products"],
    ["startLine", STARTED.startLine],
  ]);
  expect(
    (
      await user.go(`${at}/flows`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          origin: "http://localhost:8787",
          "sec-fetch-site": "same-origin",
        },
        body: more.toString(),
      })
    ).status,
  ).toBe(303);
  expect(await next()).toBe("questions");
  const asked = (await user.go(`${at}/questions`)).text;
  expect(asked).toMatch(/<option value="H" dir="auto" selected/);
  expect(asked).not.toContain(`<option value="${TERMS}" dir="auto" selected`);
});

test("what was answered before flows were told apart stays done", async () => {
  const { next, configure } = await open("203.0.113.87", {
    "monitoring.health": connectedHealth,
    "reads.names": NAMES,
  });
  await configure({
    orders: { startLine: "2026-11-01T00:00:00Z" },
    setup: { flows: ["orders"], answered: true },
  });
  expect(await next()).toBe("prepare#articles");
});

test("what going live would refuse is refused at its field already, and flows that can't run without another at their choice", async () => {
  const { send, settings, configure, at, user } = await open("203.0.113.88", {
    "monitoring.health": connectedHealth,
    "reads.names": NAMES,
  });
  const alone = await send("flows", { flows: "stock", ...STARTED });
  expect([alone.status, alone.text.includes("Sync orders as well")]).toEqual([400, true]);
  await configure({
    orders: { startLine: "2026-11-01T00:00:00Z" },
    setup: { flows: ["orders", "stock"] },
  });
  const stock = {
    "stock.strategy": "correction-order",
    "stock.field": "characteristic1",
    "stock.calculation": "available",
  };
  const refused = await send("questions", { ...ORDERS, ...stock });
  expect([
    refused.status,
    refused.text.includes('id="stock.correctionDebtor-fault"'),
    refused.text.includes('href="#stock.correctionDebtor"'),
    (await settings())["version"],
  ]).toEqual([400, true, true, 2]);
  // What moves nothing in the ledger is found by its cause's step.
  const drafts = await send("questions", {
    ...ORDERS,
    ...stock,
    "stock.strategy": "article-field",
    "orders.type": "draft-invoice",
  });
  expect([drafts.status, drafts.text.includes(`href="${at}/flows#screen"`)]).toEqual([400, true]);
  expect(
    (await send("questions", { ...ORDERS, ...stock, "stock.strategy": "article-field" })).status,
  ).toBe(303);
  expect((await settings())["setup"]).toMatchObject({ answeredFlows: ["orders", "stock"] });
  // Going live on answers of before, which were not looked at so: the way leads to the question.
  await configure({ stock: {}, setup: { flows: ["orders", "stock"], answered: true } });
  const live = await send("live", { how: "forReal", limit: "" });
  expect([
    live.status,
    live.text.includes(`href="${at}/questions#stock.correctionDebtor"`),
    (await user.go(`${at}/questions`)).text.includes('id="stock.correctionDebtor"'),
  ]).toEqual([400, true, true]);
});

test("articles and dry run are offered once both sides are connected; pressed before, the step says which is missing", async () => {
  const asked: string[] = [];
  const refusal = (name: string) => () => (
    asked.push(name),
    {
      ok: false,
      kind: "tenant-not-connected",
      message: message("refusals.connectFirst", { vendor: "Asperion" }),
    }
  );
  const { world, user, at, send } = await open("203.0.113.89", {
    "admin.setUp": refusal("setup"),
    "flows.dryRun": refusal("dryRun"),
  });
  const PRESSED = [
    ["articles", "prepare", "Create articles"],
    ["dry-run", "live", "Dry run of the last 5 orders"],
  ] as const;
  for (const [step, screen, button] of PRESSED) {
    expect((await user.go(`${at}/${screen}`)).text, step).not.toContain(button);
    const { status, text } = await send(step, {});
    expect(status, step).toBe(409);
    for (const vendor of ["asperion", "eaccounting"])
      expect(text, step).toMatch(
        new RegExp(
          `class="fault" role="alert">[^<]*Connect (?:Asperion|eAccounting) first\\. <a href="${at}/connect#${vendor}">`,
        ),
      );
  }
  expect(asked).toEqual(["setup", "dryRun"]);
  world.tenants.answers["monitoring.health"] = connectedHealth;
  for (const [, screen, button] of PRESSED)
    expect((await user.go(`${at}/${screen}`)).text).toContain(button);
});

test("what keeps the articles from being made stands on their step, with its reason", async () => {
  const { world, user, at, send } = await open("203.0.113.90", {
    "monitoring.health": connectedHealth,
    "admin.setUp": {
      ok: false,
      kind: "company-claimed",
      message: message("refusals.setUpNotDone", { job: "j000000001" }),
    },
  });
  world.tenants.answers["jobs.list"] = {
    jobs: [
      {
        id: "j000000001",
        key: "setup",
        flow: "setup",
        lane: "live",
        status: "waiting",
        wait: "pause",
        outcome: null,
        reasons: [{ code: "vendor-unreachable", params: {} }],
        label: null,
        figures: null,
        due: null,
        tries: 1,
        createdAt: 1,
        updatedAt: 1,
      },
    ],
    cursor: null,
  };
  const refused = await send("articles", {});
  expect([
    refused.status,
    refused.text.includes("Not created yet"),
    refused.text.includes("j000000001"),
  ]).toEqual([409, true, false]);
  expect((await user.go(`${at}/prepare`)).text).toContain("Not created yet");
});

test("the set-up and the shop's page count the same articles", async () => {
  const systemArticles = {
    adjusting: { a: "1" },
    shipping: { "0.25": "2" },
    discount: { "0.25": "3" },
    closing: "4",
    shippingAbroad: "8b0ff0a2-7d5f",
    oss: { shipping: { "0.21": "5", "0.19": "6" }, fee: { "0.21": "7" } },
  };
  const { user, at, id } = await open("203.0.113.91", {
    "monitoring.health": (of: string) => ({ ...connectedHealth(of), systemArticles }),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
  });
  expect((await user.go(`${at}/prepare`)).text).toContain("8 articles created");
  expect((await user.go(`/admin/tenants/${id}/connections`)).text).toMatch(
    />[^<]*\b8 [^<]*articles/,
  );
});

test("going live while something is missing is answered by the step, in words, with what was chosen", async () => {
  const { at, send, settings } = await open("203.0.113.93");
  const { status, text } = await send("live", { how: "trial", limit: "12" });
  expect([
    status,
    text.includes("Complete these steps before going live:"),
    text.includes('value="12"'),
    /value="trial" checked/.test(text),
    text.includes("asperion, eaccounting"),
  ]).toEqual([409, true, true, true, false]);
  for (const place of ["connect#asperion", "connect#eaccounting", "flows"])
    expect(text).toContain(`<li><a href="${at}/${place}">`);
  expect((await settings())["version"]).toBe(1);
});

test("an address of a step leads to its screen, with what came with it", async () => {
  const { at, user } = await open("203.0.113.96");
  const led = async (address: string) =>
    (await user.go(`${at}/${address}`)).headers.get("location");
  expect([
    await led("asperion?done=connected-asperion"),
    await led("webhook?wait=7"),
    await led("dry-run"),
    await led("nothing"),
  ]).toEqual([
    `${at}/connect?done=connected-asperion#asperion`,
    `${at}/prepare?wait=7#webhook`,
    `${at}/live#dry-run`,
    `${at}/connect#asperion`,
  ]);
});

test("the level of detail of vouchers is told where orders become vouchers", async () => {
  const { user, at, send, configure } = await open("203.0.113.99", {
    "monitoring.health": connectedHealth,
    "reads.names": NAMES,
  });
  await send("flows", { flows: "orders", ...STARTED });
  const told = async () => {
    const { text } = await user.go(`${at}/questions`);
    return [...text.matchAll(/<dt[^>]*>([^<]*)<\/dt>/g)].map(([, name]) => name);
  };
  const level = "Level of detail in the voucher";
  expect(await told()).not.toContain(level);
  const lookups = {
    revenueAccount: { default: "3001" },
    vatAccount: { default: "2611" },
    receivableAccount: { default: "1510" },
  };
  expect((await configure({ orders: { type: "mutation" }, lookups })).status).toBe(200);
  expect(await told()).toContain(level);
});

test("the last step of a live shop offers no way to go live again, but the setting that ends it; in test mode it does", async () => {
  const shop = await open("203.0.113.185", { "monitoring.health": connectedHealth });
  const orders = { enabled: true, startLine: "2026-11-20T06:00:00Z", statuses: [2] };
  const live = async (trial: boolean): Promise<string> => {
    await shop.configure({ orders, trial, setup: { flows: ["orders"] } });
    return (await shop.user.go(`/admin/tenants/${shop.id}/setup/live`)).text;
  };
  const now = await live(false);
  expect(now).toContain("This shop is live.");
  expect(now).not.toContain(">Go live</button>");
  expect(now).not.toContain("Not calculated yet.");
  // A sync that was chosen may be stopped by now, or run manually only.
  expect(now).not.toContain("run automatically");
  expect(now).toContain(`/admin/tenants/${shop.id}/settings/orders#trial">`);
  expect(now).toContain("Orders: <bdi>Asperion → eAccounting</bdi>");
  expect(await live(true)).toContain(">Go live</button>");
  // Rules by which some orders become another document are among what was chosen.
  expect(now).not.toContain("Different document for some orders");
  await shop.configure({
    orders: { ...orders, typeRules: [{ type: "draft-invoice", deliveryCountries: ["NO"] }] },
    setup: { flows: ["orders"] },
  });
  const withRule = (await shop.user.go(`/admin/tenants/${shop.id}/setup/live`)).text;
  expect(withRule).toMatch(/Different document for some orders<\/dt>\s*<dd>1 rule</);
});
