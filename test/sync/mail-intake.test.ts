/** What a tenant's object keeps of mails: the last ones, however many come. */
import { expect, test } from "vitest";
import type { NotedMail } from "../../src/sync/contract/payouts.ts";
import { mailIntake, noteMail } from "../../src/sync/tenant/payouts/mail-intake.ts";
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
