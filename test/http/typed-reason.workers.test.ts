/**
 * A reason that was typed isn't lost by looking at its sheet: the page has it again, by Cancel and
 * by the browser's Back, without any script. Another form, page or session doesn't get it.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { browser, signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { ADMIN } from "./world.ts";
import { jobOrTry, triable } from "./retry-stage.ts";

const WHY = 'Booked by hand as 4711: "Zażółć" & co';
const SHOWN = "Booked by hand as 4711: &quot;Zażółć&quot; &amp; co";

const jobs = ["j1", "j2"].map((id) =>
  jobView({
    id,
    key: `order:${id.slice(1)}`,
    label: `100${id.slice(1)}`,
    outcome: "held",
    reasons: [reason("article-not-found", { sku: "X", line: 1 })],
  }),
);

async function shop(address: string) {
  const by = (id: unknown) => jobs.find((one) => one.id === id);
  const { world, user } = await signedIn(
    {
      "reads.names": {},
      "jobs.attention": { jobs, cursor: null },
      ...triable(jobs),
      "jobs.skip": { ok: true },
      "jobs.wouldSkip": [{ job: jobs[0], stops: null, documents: [] }],
      "jobs.timeline": (_: string, id: string) =>
        by(id) === undefined
          ? null
          : {
              job: jobOrTry(by, id),
              documents: [],
              operations: [],
              timeline: [],
              missing: false,
            },
      "jobs.skipNotes": {},
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}`;
  const note = async (path: string, field = "note"): Promise<string | null> => {
    const { text } = await user.go(`${at}/${path}`);
    const [tag = ""] = new RegExp(`<input[^>]*name="${field}"[^>]*>`).exec(text) ?? [];
    return /value="([^"]*)"/.exec(tag)?.[1] ?? null;
  };
  const skip = async (more: readonly (readonly string[])[] = []) =>
    user.post(`${at}/orders/j1/skip`, [
      ["csrf", await user.csrf(`${at}/orders/j1`)],
      ["note", WHY],
      ...more.map((pair) => [...pair]),
    ]);
  return { world, user, at, note, skip };
}

const markOf = (text: string): string => /name="mark" value="([^"]+)"/.exec(text)?.[1] ?? "";

test("an order's page has the typed reason again until it is skipped; no other page has it", async () => {
  const { note, skip } = await shop("203.0.113.241");
  expect(await note("orders/j1")).toBeNull();
  const sheet = await skip();
  expect([sheet.status, await note("orders/j1"), await note("orders/j2")]).toEqual([
    200,
    SHOWN,
    null,
  ]);
  expect((await skip([["mark", markOf(sheet.text)]])).status).toBe(303);
  expect(await note("orders/j1")).toBeNull();
});

test("the inbox has it in the field that it was typed into", async () => {
  const { user, at, note } = await shop("203.0.113.242");
  await user.post(`${at}/attention`, [
    ["csrf", await user.csrf(`${at}/attention`)],
    ["do", "skip"],
    ["job", "j1"],
    ["note", ""],
    ["reason", WHY],
  ]);
  expect([await note("attention", "reason"), (await note("attention")) ?? ""]).toEqual([SHOWN, ""]);
  // The list of one cause is another page.
  expect((await note("attention?cause=article-not-found&thing=X", "reason")) ?? "").toBe("");
});

test("a reason that is too long for a browser's cookie brings back no older one", async () => {
  const { user, at, note, skip } = await shop("203.0.113.245");
  await skip();
  expect(await note("orders/j1")).toBe(SHOWN);
  await user.post(`${at}/orders/j1/skip`, [
    ["csrf", await user.csrf(`${at}/orders/j1`)],
    ["note", "漢".repeat(500)],
    ["reason", "漢".repeat(500)],
  ]);
  expect(await note("orders/j1")).toBeNull();
});

test("another session doesn't see it, in the same browser", async () => {
  const { world, user, at, note, skip } = await shop("203.0.113.243");
  await skip();
  expect(await note("orders/j1")).toBe(SHOWN);
  const next = browser(world, "203.0.113.244");
  await next.signIn(ADMIN);
  next.jar.set("typed", user.jar.get("typed") ?? "");
  const { text } = await next.go(`${at}/orders/j1`);
  expect([text.includes('id="note"'), text.includes("4711")]).toEqual([true, false]);
});
