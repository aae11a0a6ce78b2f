/**
 * What tells people of alerts, on the settings' page: how it goes, a test, and a secret that is
 * shown once.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { chatsOf, readChatAddress } from "../../src/store/chat-addresses.ts";
import { readNoticeSecret } from "../../src/store/notice-secrets.ts";
import { lazyKeyring } from "../../src/store/seal.ts";
import { signedIn } from "./browser.ts";

const VIEW = {
  waiting: 1,
  undelivered: { webhook: 2 },
  bounced: [{ address: "gone@shop.nl", since: 0 }],
  lastFault: "status 500 <x>",
  mail: false,
  secret: true,
  chats: [],
};

const markIn = (text: string): string => /name="mark" value="([^"]+)"/.exec(text)?.[1] ?? "";

async function keeping(answers: Parameters<typeof signedIn>[0], address: string) {
  const { world, user } = await signedIn(
    { "monitoring.notices": VIEW, "reads.names": {}, ...answers },
    address,
  );
  const id = await world.makeTenant();
  const page = `/admin/tenants/${id}/settings/notifications`;
  const csrf = await user.csrf(page);
  return {
    world,
    user,
    id,
    page,
    press: (what: "test" | "secret", mark = "") =>
      user.post(`/admin/tenants/${id}/notices/${what}`, { csrf, mark }),
  };
}

test("the page says whether mails can be sent, whether there is a secret, and what didn't arrive, in each language", async () => {
  const { user, page, id } = await keeping({}, "203.0.113.51");
  const heads = new Set<string>();
  for (const language of LANGUAGES) {
    const { text } = await user.go(page, { headers: { "accept-language": language } });
    expect(text).toContain("<code>status 500 &lt;x&gt;</code>");
    heads.add(/id="notices-head">([^<]+)</.exec(text)?.[1] ?? "");
  }
  expect(heads.size).toBe(LANGUAGES.length);
  const { text } = await user.go(page);
  for (const part of [
    "can&#39;t send e-mail",
    "signed with the newest secret",
    "1 notification waiting to be sent.",
    "Webhook: 2 notifications of the last 24 hours couldn&#39;t be delivered.",
    "Create a new secret",
  ])
    expect(text).toContain(part);
  // Before anybody enters an address, which no mail would reach.
  expect(text.indexOf("can&#39;t send e-mail")).toBeLessThan(text.indexOf('id="settings-form"'));
  // Other sections don't ask.
  expect((await user.go(`/admin/tenants/${id}/settings/stock`)).text).not.toContain("notices-head");
});

test("a test goes to every address, and where there is none the page says so", async () => {
  const sent = await keeping(
    { "monitoring.testNotices": { channels: ["mail", "webhook"], unable: [], tooSoon: false } },
    "203.0.113.52",
  );
  const answer = await sent.press("test");
  expect([
    answer.status,
    sent.world.tenants.calls.filter(({ method }) => method === "monitoring.testNotices"),
  ]).toEqual([303, [{ tenantId: sent.id, method: "monitoring.testNotices", args: [sent.id] }]]);
  expect((await sent.user.go(answer.headers.get("location") ?? "")).text).toContain(
    "Test message sent.",
  );
  const nowhere = await keeping(
    { "monitoring.testNotices": { channels: [], unable: [], tooSoon: false } },
    "203.0.113.53",
  );
  expect(
    (await nowhere.user.go((await nowhere.press("test")).headers.get("location") ?? "")).text,
  ).toContain("Nothing was sent because no address is saved.");
  // What can't be sent isn't said to be on its way.
  const unable = await keeping(
    { "monitoring.testNotices": { channels: [], unable: ["mail"], tooSoon: false } },
    "203.0.113.56",
  );
  const told = (await unable.user.go((await unable.press("test")).headers.get("location") ?? ""))
    .text;
  expect(told).toContain(
    "only e-mail addresses are saved, and this installation can&#39;t send e-mail",
  );
  expect(told).not.toContain("Test message sent");
  const half = await keeping(
    { "monitoring.testNotices": { channels: ["webhook"], unable: ["mail"], tooSoon: false } },
    "203.0.113.57",
  );
  expect(
    (await half.user.go((await half.press("test")).headers.get("location") ?? "")).text,
  ).toContain("Test message sent, but not by e-mail");
});

test("a secret is shown in one answer and nowhere else, and cron may sign with it in the object's place", async () => {
  const { world, user, id, page, press } = await keeping(
    { "monitoring.noticeSecret": { secret: "whsec_only-once" } },
    "203.0.113.54",
  );
  const sheet = await press("secret");
  expect(sheet.text).toContain("The previous secret stops working at once.");
  expect(world.tenants.calls.map(({ method }) => method)).not.toContain("monitoring.noticeSecret");
  const made = await press("secret", markIn(sheet.text));
  expect([
    made.status,
    made.text.includes("whsec_only-once"),
    made.headers.get("cache-control"),
  ]).toEqual([200, true, expect.stringContaining("no-store")]);
  expect((await user.go(page)).text).not.toContain("whsec_only-once");
  expect((await world.auditOf(id)).some((entry) => entry.endsWith("notice-secret.make"))).toBe(
    true,
  );
  const { encryptionKeys } = world.config;
  expect(await readNoticeSecret(world.db, await lazyKeyring(encryptionKeys)(), id)).toBe(
    "whsec_only-once",
  );
});

const SLACK = "https://hooks.slack.com/services/T1/B1/only-once";

test("a chat's address is sealed and never shown again; the object is told that there is one", async () => {
  let chats: readonly string[] = [];
  const { world, user, id, page } = await keeping(
    {
      "monitoring.notices": () => Promise.resolve({ ...VIEW, chats }),
      "monitoring.chat": { on: true },
    },
    "203.0.113.58",
  );
  const csrf = await user.csrf(page);
  const slack = `/admin/tenants/${id}/notices/chat/slack`;
  const saved = await user.post(slack, { csrf, address: ` ${SLACK} ` });
  expect(saved.status).toBe(303);
  const shown = (await user.go(saved.headers.get("location") ?? "")).text;
  expect([shown.includes("Address saved."), shown.includes("only-once")]).toEqual([true, false]);
  const keyring = await lazyKeyring(world.config.encryptionKeys)();
  const kept = () => readChatAddress(world.db, keyring, id, "slack");
  expect(await kept()).toBe(SLACK);
  chats = ["slack"];
  // Another one takes its place only once that was shown, for exactly the one that was typed.
  const other = SLACK.replace("only-once", "second-once");
  const asked = await user.post(slack, { csrf, address: other });
  expect(asked.text).toContain("The saved address is deleted and can&#39;t be shown or restored.");
  expect(asked.text).not.toContain("only-once/");
  expect(await kept()).toBe(SLACK);
  const third = await user.post(slack, {
    csrf,
    address: SLACK.replace("only-once", "third"),
    mark: markIn(asked.text),
  });
  expect([third.status, await kept()]).toEqual([409, SLACK]);
  const replaced = await user.confirm(slack, { csrf, address: other });
  expect([replaced.status, await kept()]).toEqual([303, other]);
  const sheet = await user.post(slack, { csrf, act: "remove" });
  expect(sheet.text).toContain("No other chat receives alerts.");
  expect(await kept()).toBe(other);
  const removed = await user.confirm(slack, { csrf, act: "remove" });
  expect([removed.status, await kept()]).toEqual([303, null]);
  expect(
    world.tenants.calls
      .filter(({ method }) => method === "monitoring.chat")
      .map(({ args }) => args),
  ).toEqual([
    [id, "slack", true],
    [id, "slack", true],
    [id, "slack", false],
  ]);
  const audit = (await world.auditOf(id)).join("\n");
  expect([
    /chat\.set/.test(audit),
    /chat\.remove/.test(audit),
    /(?:only|second)-once/.test(audit),
  ]).toEqual([true, true, false]);
});

test("an address that isn't that of the chat is refused, and the one that is saved stays", async () => {
  const { world, user, id, page } = await keeping({}, "203.0.113.59");
  const csrf = await user.csrf(page);
  for (const [chat, address] of [
    ["slack", "https://evil.example.nl/services/T1/B1/x"],
    ["teams", SLACK],
    ["teams", ""],
  ] as const) {
    const refused = await user.post(`/admin/tenants/${id}/notices/chat/${chat}`, { csrf, address });
    expect([refused.status, refused.text.includes("This is not the address of")]).toEqual([
      400,
      true,
    ]);
  }
  expect(await chatsOf(world.db, [id])).toEqual([]);
});

test("where the tenant's object doesn't answer, the settings are there all the same", async () => {
  const { user, page } = await keeping(
    { "monitoring.notices": () => Promise.reject(new Error("down")) },
    "203.0.113.55",
  );
  const { status, text } = await user.go(page);
  expect([
    status,
    text.includes("Delivery status isn&#39;t available right now"),
    text.includes("notifications.emails"),
  ]).toEqual([200, true, true]);
});

test("without a webhook's address, the page doesn't say that webhooks only lack a secret", async () => {
  const { world, user, page, id } = await keeping(
    {
      "monitoring.notices": { ...VIEW, mail: true, secret: false },
      "admin.configure": { ok: true },
    },
    "203.0.113.58",
  );
  const bare = (await user.go(page)).text;
  expect(bare).toContain("No address and no secret yet.");
  expect(bare).not.toContain("can&#39;t send e-mail");
  const webhook = "https://hooks.example.com/alerts";
  const now = await world.api("GET", `/tenants/${id}/settings`);
  const saved = await world.api("PUT", `/tenants/${id}/settings`, {
    ...now.body,
    notifications: { webhook },
  });
  expect(saved.status).toBe(200);
  expect((await user.go(page)).text).toContain("No secret yet. Webhooks are sent once you");
});
