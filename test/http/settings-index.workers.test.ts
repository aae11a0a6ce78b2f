/** The index of the settings says what is set now, and links to a setting end at it. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { FIELDS, SECTIONS, fieldsOf } from "../../src/http/pages/settings/catalogue/index.ts";
import { open } from "./setup-stage.ts";

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
