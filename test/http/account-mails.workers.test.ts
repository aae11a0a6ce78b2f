/** A mail about an account that bounces: remembered, said beside its person, and forgotten again. */
import { env } from "cloudflare:workers";
import { type FC, jsx } from "hono/jsx";
import { beforeAll, expect, test } from "vitest";
import { MailRefused } from "../../src/http/pages/people/mail-refused.tsx";
import { LanguageContext } from "../../src/http/pages/use-messages.ts";
import { mailTo } from "../../src/http/usecases/account-mails.ts";
import { withReach } from "../../src/http/usecases/users.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { openDb } from "../../src/store/db.ts";
import { migratedDb } from "../store/d1.ts";

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
  (await withReach(deps(), [{ email: "GONE@shop.nl" }, { email: "here@shop.nl" }])).map(
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
  const [one] = await withReach({ ...deps(), mail: null }, [PERSON]);
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
