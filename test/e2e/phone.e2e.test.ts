/**
 * A phone of 390 pixels: what somebody came for stands in the first screen, and what is chosen in a
 * select box can be read whole.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { SECTIONS } from "../../src/http/pages/settings/catalogue/index.ts";
import { SETUP_SCREENS } from "../../src/http/pages/setup/screens.ts";
import { WRITE } from "../sandbox/settlement-files.ts";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import {
  closeStage,
  DESKTOP,
  openStage,
  PHONE,
  picture,
  readingContext,
  signInAsOperator,
  type Stage,
} from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";

beforeAll(async () => {
  stage = await openStage();
  const { bridge } = stage;
  tenant = await bridge.tenant();
  home = `/admin/tenants/${tenant.id}`;
  const lines = [{ articleCode: "NO-SUCH-SKU", description: "A", quantity: 1, price: 10 }];
  const bank = { paymentStatus: "Paid", paymentMethodId: "2", currencyCode: "SEK" };
  for (const order of [{ lines: [mug(2)] }, { lines }, { ...bank, lines: [mug(1)] }]) {
    const { id } = await bridge.place({ ...companyBuyer("Phone"), ...order });
    await bridge.book(tenant, id);
  }
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/products/run`);
  await bridge.settled(tenant.id);
  const sent = await bridge.fetch(`/api/v1/tenants/${tenant.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: WRITE.stripe([
      {
        id: "po_phone",
        day: "2026-03-02",
        lines: [{ kind: "sale", ref: "NOBODY-1", cents: 12_500, fee: 250 }],
      },
    ]),
  });
  expect(sent.ok).toBe(true);
  await signInAsOperator(stage);
});

afterAll(() => closeStage(stage));

/** What names the first thing of the list, and what narrows or precedes it. */
const LISTS = [
  ["orders", "main tbody tr th", "Filters"],
  // Where only runs over many of them are listed, that is said first.
  ["products", "main tbody tr th, main .empty", "Filters"],
  ["attention", "#groups ~ section h3", null],
  ["payouts", "main tbody tr th", "Upload a settlement file"],
  ["audit", "main tbody tr", "Filters"],
] as const;

test.each(LISTS)("the first of %s stands in the first screen", async (path, first, fold) => {
  const { page } = stage;
  const top = async (): Promise<number> =>
    (await page.locator(first).first().boundingBox())?.y ?? Number.NaN;
  for (const language of LANGUAGES) {
    await page.setViewportSize(PHONE);
    await stage.context.addCookies([{ name: "language", value: language, url: stage.url }]);
    await page.goto(`${home}/${path}`);
    const box = await page.locator(first).first().boundingBox();
    expect([language, Math.round((box?.y ?? 0) + (box?.height ?? 0))]).toEqual([
      language,
      expect.toSatisfy((bottom: number) => bottom > 0 && bottom <= PHONE.height),
    ]);
  }
  await stage.context.addCookies([{ name: "language", value: "en", url: stage.url }]);
  await page.goto(`${home}/${path}`);
  if (fold === null) return;
  // A press shows what is folded; at a desk all of it stands there.
  const before = await top();
  await page.getByText(fold, { exact: true }).first().click();
  expect(await top()).toBeGreaterThan(before);
  await page.goto(`${home}/${path}`);
  await page.setViewportSize(DESKTOP);
  // A file is seldom sent: its form is folded at a desk, too.
  if (path === "payouts") return expect(await page.locator("#upload[open]").count()).toBe(0);
  const field = page.locator("main details.phone-fold:not([open]) select").first();
  expect(await field.isVisible()).toBe(true);
});

/** How much wider than seen the widest list is, in pixels. */
const SCROLLED =
  "Math.max(0, ...[...document.querySelectorAll('main .scroll')].map((list) => list.scrollWidth - list.clientWidth))";

test("a name of 500 letters without a break widens no reason, and scrolls no list sideways", async () => {
  const { page } = stage;
  const lengthened = async (selector: string) => {
    const widths = await page.locator(selector).evaluateAll((nodes) => {
      for (const node of nodes) node.textContent += ` ${"W".repeat(500)}`;
      return nodes.map((node) => node.scrollWidth);
    });
    const scrolled = await page.evaluate<number>(SCROLLED);
    return { some: widths.length > 0, widest: Math.max(0, ...widths), scrolled };
  };
  await page.setViewportSize(PHONE);
  for (const path of ["orders", "attention"]) {
    await page.goto(`${home}/${path}`);
    const reasons = await lengthened("main td.told > div");
    expect([path, reasons.some, reasons.scrolled]).toEqual([path, true, 0]);
  }
  await page.goto(`${home}/syncs`);
  expect(await lengthened("main tbody th[scope=row]")).toMatchObject({ some: true, scrolled: 0 });
  await page.goto(`${home}/orders`);
  await Promise.all([page.waitForNavigation(), page.locator("main tbody th a").first().click()]);
  // Its tables of figures are wider than a phone, but no reason in them is.
  const { some, widest } = await lengthened("main td .why");
  expect([some, widest <= PHONE.width]).toEqual([true, true]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${home}/orders`);
  expect(await lengthened("main td[data-of=Customer] bdi")).toMatchObject({
    some: true,
    scrolled: 0,
  });
  await page.setViewportSize(PHONE);
});

/** Pixels from the top at which the page's own content may begin. */
const CONTENT_ABOVE = 330;

test.each(["orders", "attention"])(
  "the content of %s begins high on a phone, below one line of tabs, with scripts and without",
  async (path) => {
    const { browser, context, url } = stage;
    for (const javaScriptEnabled of [true, false]) {
      const phone = await browser.newContext({
        baseURL: url,
        viewport: PHONE,
        javaScriptEnabled,
        storageState: await context.storageState(),
      });
      const page = await phone.newPage();
      for (const language of LANGUAGES) {
        await phone.addCookies([{ name: "language", value: language, url }]);
        await page.goto(`${home}/${path}`);
        const at = await page.evaluate<Record<string, number>>(`({
          content: document.querySelector("#content ~ *").getBoundingClientRect().top,
          tabs: document.querySelector(".tabs").offsetHeight,
          width: document.documentElement.scrollWidth,
        })`);
        expect([language, at]).toEqual([
          language,
          {
            content: expect.toSatisfy((top: number) => top > 0 && top < CONTENT_ABOVE),
            tabs: expect.toSatisfy((height: number) => height < 60),
            width: PHONE.width,
          },
        ]);
        // The current one is in sight, and stopping everything is one of them, not above them.
        expect(await page.locator(".tabs [aria-current]").boundingBox()).toEqual(
          expect.toSatisfy((box: { x: number }) => box.x >= 0 && box.x < PHONE.width - 40),
        );
        expect([
          await page.locator("p.stop").isVisible(),
          await page.locator(".tabs .stops").count(),
        ]).toEqual([false, 1]);
      }
      await phone.close();
    }
  },
);

test("the menu of a phone opens without a script, and holds what stands in the head at a desk", async () => {
  const { browser, context, url } = stage;
  const phone = await browser.newContext({
    baseURL: url,
    viewport: PHONE,
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const page = await phone.newPage();
  await page.goto(`${home}/orders`);
  const out = page.locator("header .menu button");
  expect(await out.isVisible()).toBe(false);
  await page.locator("header summary").click();
  expect(await out.isVisible()).toBe(true);
  await page.setViewportSize(DESKTOP);
  await page.goto(`${home}/orders`);
  expect(await out.isVisible()).toBe(true);
  await phone.close();
});

test("how many filters are set stands on what they are folded into", async () => {
  const { page } = stage;
  await page.setViewportSize(PHONE);
  await page.goto(`${home}/orders?outcome=held&days=today`);
  expect(await page.locator("summary").allTextContents()).toContain("Filters (2 set)");
  // Days that can't be are shown where they are corrected.
  await page.goto(`${home}/orders?from=2026-03-02&to=2026-03-01`);
  expect(await page.getByText(/The start date is after the end date/).isVisible()).toBe(true);
});

test.each(LANGUAGES)(
  "a hint of personal data takes no more than two lines, in %s",
  async (language) => {
    const { page, context, url } = stage;
    await context.addCookies([{ name: "language", value: language, url }]);
    const lines: (readonly [number, readonly number[]])[] = [];
    for (const size of [{ width: 1280, height: 900 }, PHONE]) {
      await page.setViewportSize(size);
      await page.goto(`${home}/personal-data`);
      lines.push([
        size.width,
        await page.evaluate<readonly number[]>(
          "[...document.querySelectorAll('main .field .hint')].map((one) => Math.round(one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)))",
        ),
      ]);
      await picture(stage, `personal-data-${language}-${size.width}`);
    }
    expect(lines).toEqual([
      [1280, [1, 1]],
      [
        PHONE.width,
        [expect.toSatisfy((count) => count <= 2), expect.toSatisfy((count) => count <= 2)],
      ],
    ]);
  },
);

test("the mark of required fields is explained once, where a page has it", async () => {
  const { page } = stage;
  const explained = async (path: string): Promise<number> => {
    await page.goto(path);
    const shown = await page.getByText("Fields marked * are required.", { exact: true }).all();
    const seen = await Promise.all(shown.map((one) => one.isVisible()));
    return seen.filter(Boolean).length;
  };
  await stage.context.addCookies([{ name: "language", value: "en", url: stage.url }]);
  expect([
    await explained(`${home}/people`),
    await explained("/admin"),
    await explained(`${home}/orders`),
    await explained(home),
  ]).toEqual([1, 1, 1, 0]);
});

/**
 * Select boxes whose chosen text needs more room than there is, with all that is folded open. What
 * they need is measured of all at once, beside the page: it is laid out twice, not for each of
 * them.
 */
const CUT = `(() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const shown = [...document.querySelectorAll("select")].map((one) => ({ one, has: one.offsetWidth }));
  const alones = shown.filter(({ has }) => has > 0).flatMap(({ one, has }) => {
    const [chosen] = one.selectedOptions;
    if (chosen === undefined || one.multiple) return [];
    const alone = one.cloneNode(false);
    alone.removeAttribute("id");
    alone.removeAttribute("name");
    alone.append(chosen.cloneNode(true));
    alone.style.cssText = "position: absolute; width: auto; min-width: 0; max-width: none; flex: none";
    return [{ one, has, alone, text: chosen.text }];
  });
  for (const { one, alone } of alones) one.after(alone);
  return alones
    .map((each) => ({ ...each, needs: each.alone.offsetWidth }))
    .filter(({ needs, has }) => needs > has + 1)
    .map(({ one, has, text, needs }) => one.name + ": " + text + " (" + needs + " > " + has + ")");
})()`;

const OTHERS =
  "settings/lookups settings/lookups/vat settings/lookups/article mapping orders products customers stock attention payouts audit people comparison past-orders".split(
    " ",
  );

test.each(LANGUAGES)("no select box cuts what is chosen in it, in %s", async (language) => {
  const reading = await readingContext(stage, { javaScriptEnabled: false, viewport: PHONE });
  await reading.addCookies([{ name: "language", value: language, url: stage.url }]);
  const page = await reading.newPage();
  const cut: string[] = [];
  for (const path of [
    ...SECTIONS.map(({ id }) => `settings/${id}`),
    ...SETUP_SCREENS.map((id) => `setup/${id}`),
    ...OTHERS,
  ]) {
    await page.goto(`${home}/${path}`);
    for (const text of await page.evaluate<readonly string[]>(CUT)) cut.push(`${path} ${text}`);
  }
  await reading.close();
  expect(cut).toEqual([]);
});

test("each box of a field rule has a label that is seen", async () => {
  const { page } = stage;
  await page.setViewportSize(PHONE);
  await page.goto(`${home}/mapping`);
  const unseen = await page.evaluate<readonly string[]>(`
    [...document.querySelectorAll(".rule :is(input, select, textarea)[name$=target], .rule :is(input, select, textarea)[name$=field], .rule :is(input, select, textarea)[name$=default], .rule textarea[name$=expression]")]
      .filter((one) => ![...one.labels].some((label) => label.textContent.trim() !== ""))
      .map((one) => one.name)
  `);
  expect(await page.locator(".rule label").count()).toBeGreaterThan(8);
  expect(unseen).toEqual([]);
});
