/** A mail about an account that bounces: remembered, said beside its person, and forgotten again. */
import { env } from "cloudflare:workers";
import { type FC, jsx } from "hono/jsx";
import { beforeAll, expect, test } from "vitest";
import { MailRefused } from "../../src/http/pages/accounts/people-page.tsx";
import { LanguageContext } from "../../src/http/pages/frame/use-messages.ts";
import { mailTo } from "../../src/http/usecases/accounts/account-mails.ts";
import { withMailStatus } from "../../src/http/usecases/accounts/users.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { resetMail } from "../../src/monitor/account-mail.ts";
import { openDb } from "../../src/store/db.ts";
import { migratedDb } from "../store/d1.ts";
import { invite, linkIn, pathOf } from "./auth/shops.ts";
import { browser, nobody } from "./browser.ts";
import { ADMIN, edges, healthOf } from "./world.ts";

const SINCE = Date.UTC(2026, 10, 24, 12);
const PERSON = { id: "u1", email: "gone@shop.nl", language: "en" } as const;
let code: string | null;

const deps = () => ({
  db: openDb(env.DB),
  clock: { now: () => SINCE },
  log: () => undefined,
  mail: async () => {
    if (code !== null) throw Object.assign(new Error("refused"), { code });
  },
});

beforeAll(async () => {
  await migratedDb();
  await loadMessages("en");
});

const told = () => mailTo(deps(), PERSON, () => ({ subject: "s", text: "t" }));
const since = async () =>
  (await withMailStatus(deps(), [{ email: "GONE@shop.nl" }, { email: "here@shop.nl" }])).map(
    ({ mailRefusedSince }) => mailRefusedSince,
  );

test("it stands beside whoever has that address, until a mail is taken", async () => {
  code = "E_RECIPIENT_SUPPRESSED";
  expect(await told()).toBe(false);
  expect(await since()).toEqual([SINCE, null]);
  code = null;
  expect(await told()).toBe(true);
  expect(await since()).toEqual([null, null]);
});

test("a fault of another kind marks nobody", async () => {
  code = "E_INTERNAL_SERVER_ERROR";
  expect(await told()).toBe(false);
  expect(await since()).toEqual([null, null]);
});

test("where no mail is sent, nobody is asked about", async () => {
  const [one] = await withMailStatus({ ...deps(), mail: null }, [PERSON]);
  expect(one?.mailRefusedSince).toBeNull();
});

test("the page says since when, and what helps", () => {
  const page = (mailRefusedSince: number | null) =>
    String(
      jsx(
        LanguageContext.Provider as FC,
        { value: "en" },
        jsx(MailRefused as FC, { of: { mailRefusedSince } }),
      ),
    );
  expect(page(SINCE)).toContain("nothing has been delivered since");
  expect(page(null)).toBe("");
});

/** Two shops; mail is refused while `refuses` says so. */
async function stage() {
  const mails: string[] = [];
  const state = { refuses: false };
  const world = await edges(
    { "monitoring.health": (id: string) => healthOf(id), "admin.endSockets": undefined },
    {},
    {
      mail: async (_: readonly string[], __: string, text: string) => {
        if (state.refuses)
          throw Object.assign(new Error("refused"), { code: "E_RECIPIENT_SUPPRESSED" });
        mails.push(text);
      },
    },
  );
  await nobody(world);
  const [a, b] = [await world.makeTenant("A"), await world.makeTenant("B", 456)];
  return { world, a, b, mails, state };
}

test("somebody with an account who is let into another shop isn't said to have been mailed where the mail was refused", async () => {
  const { world, a, b, state } = await stage();
  await invite(world, a, "bo@example.com", "reader");
  await world.db.$client
    .prepare("UPDATE users SET password_hash = 'x' WHERE email = 'bo@example.com'")
    .run();
  const operator = browser(world, "203.0.113.201");
  await operator.signIn(ADMIN);
  const at = `/admin/tenants/${b}/people`;
  const csrf = await operator.csrf(at);
  state.refuses = true;
  const form = { csrf, email: "bo@example.com", name: "bo", role: "owner" };
  const answer = await operator.post(at, form);
  const { text } = await operator.go(answer.headers.get("location") ?? "");
  expect([text.includes("Invitation sent to"), text.includes("Access given, but")]).toEqual([
    false,
    true,
  ]);
});

test("a link whose mail is refused isn't said to be sent, and the earlier one goes on to work", async () => {
  const { world, a, b, mails, state } = await stage();
  await invite(world, a, "owner@example.com", "owner");
  const owner = browser(world, "203.0.113.202");
  await owner.welcome(linkIn(mails.at(-1) ?? ""), "a sentence that is long");
  await invite(world, a, "bo@example.com", "reader");
  await invite(world, b, "bo@example.com", "reader");
  const earlier = linkIn(mails.at(-1) ?? "");
  const at = `/admin/tenants/${a}/people`;
  const list = await owner.go(at);
  // Buttons, as the red one beside them.
  for (const button of ["Save role", "New password link"])
    expect(list.text).toMatch(new RegExp(`<button class="second">${button}`));
  const [, path = "", was = ""] =
    /action="([^"]+\/link)"[^]*?name="was" value="([^"]*)"/.exec(
      list.text.slice(list.text.indexOf("bo@example.com")),
    ) ?? [];
  const csrf = await owner.csrf(at);
  state.refuses = true;
  const answer = await owner.post(path, { csrf, was });
  const { text } = await owner.go(answer.headers.get("location") ?? "");
  expect([text.includes("Link sent to"), text.includes("No link was sent")]).toEqual([false, true]);
  const opened = await browser(world, "203.0.113.203").go(pathOf(earlier));
  expect([opened.status, opened.text.includes('name="password"')]).toEqual([200, true]);
  // Once it is delivered, the new one alone works.
  state.refuses = false;
  const again = await owner.go(at);
  const [, mark = ""] =
    /name="was" value="([^"]*)"/.exec(again.text.slice(again.text.indexOf(`action="${path}"`))) ??
    [];
  const sent = await owner.post(path, { csrf, was: mark });
  expect((await owner.go(sent.headers.get("location") ?? "")).text).toContain(
    "Link sent to \u2068bo@example.com\u2069.",
  );
  expect(linkIn(mails.at(-1) ?? "")).not.toBe(earlier);
  expect((await browser(world, "203.0.113.204").go(pathOf(earlier))).text).not.toContain(
    'name="password"',
  );
});

test("an invitation that was mailed is said to be, to whom and until when, and that it ran out", async () => {
  const { world, a } = await stage();
  const operator = browser(world, "203.0.113.205");
  await operator.signIn(ADMIN);
  const at = `/admin/tenants/${a}/people`;
  const form = {
    csrf: await operator.csrf(at),
    email: "bo@example.com",
    name: "Bo",
    role: "reader",
  };
  const answer = await operator.post(at, form);
  const after = (await operator.go(answer.headers.get("location") ?? "")).text;
  expect(after).toContain("Invitation sent to \u2068bo@example.com\u2069.");
  for (const path of [at, "/admin/people"]) {
    const { text } = await operator.go(path);
    expect([path, text.includes("Invitation sent")]).toEqual([path, false]);
    expect(text).toMatch(/Invited; the link works until \d/);
    // What was never used isn't ended, and no password is forgotten that nobody chose.
    expect(text).toContain('<button class="second">New invitation link<');
    for (const button of ["New password link", "End sessions"])
      expect([path, button, text.includes(`>${button}<`)]).toEqual([path, button, false]);
  }
  // Only somebody who is listed is named: the address says an id.
  const stranger = await operator.go(`${at}?done=sent&to=evil%40example.com`);
  expect(stranger.text).not.toContain("Invitation sent");

  world.clock.advance(7 * 86_400_000 + 1);
  await operator.signIn(ADMIN);
  for (const path of [at, "/admin/people"])
    expect((await operator.go(path)).text).toMatch(/The invitation expired on \d/);
});

test("roles are explained in the order in which they are chosen, and say what they have beside others", async () => {
  const { world } = await stage();
  const operator = browser(world, "203.0.113.206");
  await operator.signIn(ADMIN);
  const { text } = await operator.go("/admin/people");
  const form = text.slice(text.indexOf('<select id="role"'));
  const choices = [...form.slice(0, form.indexOf("</select>")).matchAll(/<option[^>]*>([^<]*)</g)];
  const explained = [...form.matchAll(/<li><strong>([^<]*)</g)];
  const names = ["Read only", "Accountant", "Owner", "Operator"];
  expect(choices.map(([, name]) => name)).toEqual(names);
  expect(explained.map(([, name]) => name)).toEqual(names);
  expect(form).toContain("Everything that an accountant may");
});

test("a link for a new password names the account and its shop", async () => {
  const { world } = await stage();
  const id = await world.makeTenant("Fjällbutiken");
  const said: string[] = [];
  const mail = async (_: readonly string[], __: string, text: string) => void said.push(text);
  const person = { ...PERSON, shops: { [id]: "owner" } } as const;
  await mailTo({ ...deps(), db: world.db, mail }, person, (language, account) =>
    resetMail(language, account, "https://bridge.nl/x", 30),
  );
  expect(said[0]?.split("\n\n")[0]).toBe(
    "This mail is about your account gone@shop.nl for the bridge between Asperion and eAccounting. Shop: Fjällbutiken.",
  );
});

test("it names no shop that was given up, says where there are more than three, and goes out without them", async () => {
  const { world } = await stage();
  const ids = await Promise.all(["C", "D", "E", "F"].map((name) => world.makeTenant(name)));
  const said: string[] = [];
  const mail = async (_: readonly string[], __: string, text: string) => void said.push(text);
  const shopsIn = async (of: readonly string[], db = world.db) => {
    const shops = Object.fromEntries(of.map((id) => [id, "owner" as const]));
    const sent = await mailTo({ ...deps(), db, mail }, { ...PERSON, shops }, (language, account) =>
      resetMail(language, account, "https://bridge.nl/x", 30),
    );
    return [sent, / Shop: (.*)\./.exec(said.at(-1)?.split("\n\n")[0] ?? "")?.[1] ?? null];
  };
  expect(await shopsIn(ids)).toEqual([true, "C, D, E, …"]);
  await world.db.$client
    .prepare("UPDATE tenants SET state = 'retired' WHERE id = ?")
    .bind(ids[0])
    .run();
  expect(await shopsIn(ids.slice(0, 2))).toEqual([true, "D"]);
  const unreadable = new Proxy(world.db, {
    get: (db, name) => (name === "select" ? undefined : Reflect.get(db, name)),
  });
  expect(await shopsIn(ids.slice(0, 2), unreadable)).toEqual([true, null]);
});
