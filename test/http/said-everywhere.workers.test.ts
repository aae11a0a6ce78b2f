/**
 * What every page of a shop says whatever it is about: that nothing runs, and how much waits, also
 * on the answer to a form. And what a form's refusal and a mapping's line say of their cause.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { signedIn } from "./browser.ts";
import type { TenantAnswers } from "./fakes.ts";

const PAGES = ["orders", "customers", "settings", "settings/document", "settings/lookups", "stock"];
const SINCE = Date.parse("2026-11-30T21:00:00Z");
const stoppedIn = (html: string): string =>
  /<div class="count" id="stopped"[^>]*>(.*?)<\/div><\/div>/s
    .exec(html)?.[1]
    ?.replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim() ?? "";

async function shop(open: object, more: TenantAnswers = {}) {
  const { world, user } = await signedIn({
    "monitoring.open": { alerts: 3, approvals: 0, ...open },
    "jobs.list": { jobs: [], cursor: null },
    ...more,
  } as TenantAnswers);
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}`;
  return { world, user, at };
}

test("each page of a stopped shop says since when, and where it says what to do", async () => {
  const { user, at } = await shop({ stopped: { by: "person", since: SINCE } });
  for (const page of PAGES) {
    const { text } = await user.go(`${at}/${page}`);
    expect([page, stoppedIn(text)]).toEqual([
      page,
      expect.stringMatching(
        /^Everything has been stopped since .*30 Nov 2026.*\. New work waits until somebody resumes it\. What to do$/,
      ),
    ]);
  }
  // Its own sheet says it all.
  expect(stoppedIn((await user.go(`${at}/stop`)).text)).toBe("");
});

test("one that paused itself says that action is needed, in each language", async () => {
  const { user, at } = await shop({ stopped: { by: "engine", since: SINCE } });
  const said = new Set<string>();
  for (const language of LANGUAGES)
    said.add(
      stoppedIn((await user.go(`${at}/orders`, { headers: { "accept-language": language } })).text),
    );
  expect([said.size, said.has("")]).toEqual([LANGUAGES.length, false]);
});

test("a shop that runs says nothing of the kind", async () => {
  const { user, at } = await shop({});
  expect(stoppedIn((await user.go(`${at}/orders`)).text)).toBe("");
});

test("the answer to a form counts the shop of the form, and leads its language back there", async () => {
  const { user, at } = await shop({});
  const csrf = await user.csrf(`${at}/personal-data`);
  const { text } = await user.post(`${at}/personal-data`, { csrf, email: "not an address" });
  expect(/<a class="bell.*?<span class="unseen">([^<]*)</s.exec(text)?.[1]).toBe(
    "3 items wait for you in this shop",
  );
  expect(text).toContain(`name="next" value="${at}"`);
});

test("a customer of corrections to whom something was sold is refused with that sale", async () => {
  const { user, at } = await shop({}, {
    "reads.debtorSales": { kind: "sold", order: "1001" },
  } as TenantAnswers);
  const page = (await user.go(`${at}/settings/stock`)).text;
  const field = (name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
  const { text } = await user.post(`${at}/settings/stock`, {
    csrf: field("csrf"),
    version: field("version"),
    action: "save",
    "stock.strategy": "correction-order",
    "stock.correctionDebtor": "203",
  });
  expect(text).toContain("Order 1001 was sold to this customer.");
});
