/** What a tenant's object keeps of mails: the last ones, however many come. */
import { expect, test } from "vitest";
import type { NotedMail } from "../../src/sync/contract/payouts.ts";
import {
  mailIntake,
  unreportedMails,
  noteMail,
} from "../../src/sync/tenant/payouts/mail-intake.ts";
import { objectSql } from "../support/object-sql.ts";

const at = (minutes: number, more: Partial<NotedMail> = {}): NotedMail => ({
  at: minutes * 60_000,
  outcome: "not-signed",
  from: "evil.example",
  ...more,
});

test("the last ten are kept, those alike together, and a flood writes once a minute", () => {
  const context = { sql: objectSql() } as never;
  const shown = () => mailIntake(context).mails.map(({ at: when, times }) => [when, times]);
  for (let n = 0; n < 50; n += 1) noteMail(context, at(n / 60));
  expect(shown()).toEqual([[0, 1]]);
  noteMail(context, at(2));
  expect(shown()).toEqual([[120_000, 2]]);
  for (let n = 3; n < 40; n += 1) noteMail(context, at(n, { from: `d${n}.example` }));
  expect(shown()).toHaveLength(10);
  // What was taken is never left out.
  for (const n of [50, 50.1]) noteMail(context, at(n, { outcome: "taken", from: "@a.example" }));
  expect(mailIntake(context).mails[0]).toMatchObject({ outcome: "taken", times: 2 });
});

test("nobody may send before the shop has said who", () => {
  expect(mailIntake({ sql: objectSql() } as never).senders).toEqual({});
});

test("a refused mail is told for a week, or until a file came; a payout by mail until it is approved", () => {
  const sql = objectSql();
  let now = 60_000;
  const context = { sql, now: () => now } as never;
  const NOTHING = { waiting: 0, refused: null };
  expect(unreportedMails(context)).toEqual(NOTHING);
  noteMail(context, at(1, { outcome: "file-refused", from: "@a.example" }));
  const refused = { why: "file-refused", from: "@a.example" };
  expect(unreportedMails(context)).toEqual({ waiting: 0, refused });
  now += 8 * 86_400_000;
  expect(unreportedMails(context)).toEqual(NOTHING);
  now = 120_000;
  const put = (id: string, actor: string) =>
    sql.exec(
      `INSERT INTO payouts (id, provider, account, payout, currency, day, amount, lines, digest,
         upload, slot, actor, created_at)
       VALUES (?, 'stripe', '', ?, 'SEK', '2026-11-30', '1.00', 1, 'd', 'u', ?, ?, ?)`,
      id,
      id,
      id,
      actor,
      now,
    );
  // What a person uploads isn't news to them; it settles the refusal.
  put("p1", "anna@example.com");
  expect(unreportedMails(context)).toEqual(NOTHING);
  put("p2", "mail @a.example");
  noteMail(context, at(3, { outcome: "taken", from: "@a.example" }));
  expect(unreportedMails(context)).toEqual({ waiting: 1, refused: null });
  sql.exec("UPDATE payouts SET approved = 'mark' WHERE id = 'p2'");
  expect(unreportedMails(context)).toEqual(NOTHING);
});
