/** The index of the settings says what is set now, and links to a setting end at it. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { FIELDS, SECTIONS, fieldsOf } from "../../src/http/pages/settings/catalogue/index.ts";
import { open, TERMS } from "./setup-stage.ts";

test("each screen says what is set now, and says the new value after a change", async () => {
  const shop = await open("203.0.113.221");
  const at = `/admin/tenants/${shop.id}/settings`;
  const line = async (section: string): Promise<string> => {
    const { text } = await shop.user.go(at);
    const from = text.slice(text.indexOf(`href="${at}/${section}"`));
    return from.slice(0, from.indexOf("</dd>")).replaceAll(/<[^>]+>/g, "");
  };
  expect(await line("document")).toContain("Sales order");
  expect(await line("orders")).not.toContain("Paid");
  const { orders = {} } = await shop.settings();
  const changed = { ...orders, type: "draft-invoice", paymentStatuses: ["Paid"] };
  expect((await shop.configure({ orders: changed })).status).toBe(200);
  expect(await line("document")).toContain("Draft invoice");
  expect(await line("orders")).toContain("Paid");
});

test("rules that say otherwise and a default stand beside what is set, and nothing that is off, but where all is", async () => {
  const shop = await open("203.0.113.224");
  const at = `/admin/tenants/${shop.id}/settings`;
  const index = async (language = "en"): Promise<string> =>
    (await shop.user.go(at, { headers: { "accept-language": language } })).text;
  const words = (html: string): string => html.replaceAll(/<[^>]+>/g, "");
  expect(await index()).not.toMatch(/rules? differ/);
  const { orders = {}, schedules = {}, lookups = {} } = await shop.settings();
  const rules = [
    { deliveryCountries: ["NO"], type: "invoice" },
    { deliveryCountries: ["DK"], type: "mutation", level: "simple" },
    // The same document as without the rule is no exception.
    { deliveryCountries: ["SE"], type: "sales-order" },
  ];
  const goods = { by: "article", exceptions: ["BOOK-*"] };
  const changed = { ...orders, typeRules: rules, goods };
  const accounts = {
    ...lookups,
    revenueAccount: { default: "3001" },
    receivableAccount: { default: "1510" },
    goodsCoding: { default: TERMS },
  };
  expect((await shop.configure({ orders: changed, lookups: accounts })).status).toBe(200);
  const html = await index();
  expect(words(html)).toContain("Orders become: Sales order (2 rules differ)");
  expect(words(html)).toContain("Level of detail in the voucher: Recommended (1 rule differs)");
  expect(words(html)).toContain("Book goods by: Article with the same code (1 rule differs)");
  expect(html).toContain(`href="${at}/document#orders.typeRules"`);
  expect(html).toContain(`href="${at}/lines#orders.goods.exceptions"`);
  // A page that the link names has the place it leads to.
  expect((await shop.user.go(`${at}/document`)).text).toContain('id="orders.typeRules"');
  expect(words(html)).toContain("Orders from this amount, including VAT: Off");
  expect(words(html)).toContain("Check Asperion for orders every (minutes): default");
  expect(words(html)).not.toMatch(/: –/);
  expect(words(html)).toContain("Book orders: Off");
  for (const off of ["Test mode:", "Credits:", "Attach a PDF of the order:", "existing ones:"])
    expect(words(html)).not.toContain(off);
  expect((await shop.configure({ trial: true })).status).toBe(200);
  expect(words(await index("sv"))).toContain("Testläge: På");
  expect(words(await index("nl"))).toContain("2 regels wijken af");
  expect(words(await index("pl"))).toContain("2 reguły ustalają inaczej");
  const manual = { schedules: { ...schedules, orders: "never" } };
  expect((await shop.configure(manual)).status).toBe(200);
  expect(words(await index())).toContain("every (minutes): Only run manually");
});

test("the index says that nobody gets notifications for as long as no address takes them, and no summary beside", async () => {
  const notices = {
    waiting: 0,
    undelivered: {},
    bounced: [],
    lastFault: null,
    mail: false,
    secret: false,
    chats: [] as string[],
  };
  const shop = await open("203.0.113.225", { "monitoring.notices": () => notices });
  const at = `/admin/tenants/${shop.id}/settings`;
  const line = async (): Promise<string> => {
    const { text } = await shop.user.go(at);
    const from = text.slice(text.indexOf(`href="${at}/notifications"`));
    return from.slice(0, from.indexOf("</dd>"));
  };
  const configured = async (change: object): Promise<void> => {
    const { notifications = {} } = await shop.settings();
    const changed = { notifications: { ...notifications, ...change } };
    expect((await shop.configure(changed)).status).toBe(200);
  };
  const NOBODY = '<span class="badge warn">Nobody gets notifications</span>';
  expect(await line()).toContain(NOBODY);
  expect(await line()).not.toContain("summary");
  // An address that this installation can't mail to, and a webhook that nothing signs.
  await configured({ emails: ["a@example.com"], webhook: "https://alerts.example.com/in" });
  expect(await line()).toContain(NOBODY);
  for (const able of [{ mail: true }, { secret: true }, { chats: ["slack"] }]) {
    const before = { ...notices };
    Object.assign(notices, able);
    const said = await line();
    expect([able, said.includes(NOBODY)]).toEqual([able, false]);
    // A webhook gets no summary.
    expect([able, said.includes("summary")]).toEqual([able, !("secret" in able)]);
    expect(said).toContain("https://alerts.example.com/in");
    Object.assign(notices, before);
  }
});

test("a link to a setting ends at it, on its screen and among all of them", async () => {
  const shop = await open("203.0.113.222");
  const at = `/admin/tenants/${shop.id}/settings`;
  for (const section of SECTIONS) {
    const { text } = await shop.user.go(`${at}/${section.id}`);
    for (const { path } of fieldsOf(section))
      expect([path, text.includes(`id="${path}"`)]).toEqual([path, true]);
  }
  const { text } = await shop.user.go(at);
  for (const { path } of FIELDS) expect(text).toContain(`id="${path}"`);
});

test("no screen shows more than twelve settings before something is unfolded", () => {
  for (const section of SECTIONS)
    expect([
      section.id,
      fieldsOf(section).filter((field) => !("rare" in field)).length <= 12,
    ]).toEqual([section.id, true]);
});

test("the screens are named in every language", async () => {
  const shop = await open("203.0.113.223");
  const at = `/admin/tenants/${shop.id}/settings`;
  const shown = new Set<string>();
  for (const language of LANGUAGES) {
    const headers = { "accept-language": language };
    shown.add(/<dt>(.*?)<\/dt>/.exec((await shop.user.go(at, { headers })).text)?.[1] ?? "");
  }
  expect(shown.size).toBe(LANGUAGES.length);
});
