/** The check of a connection, in a shop of which nothing runs. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { loadMessages } from "../../src/messages/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { check } from "../../src/sync/tenant/run-now/check.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { objectSql } from "../support/object-sql.ts";

type Grant = "connected" | "needs-login";

const shop = (asperion: Grant, eaccounting: Grant) =>
  ({
    sql: objectSql(),
    vault: {
      views: () => [
        { vendor: "asperion", state: asperion },
        { vendor: "eaccounting", state: eaccounting },
      ],
    },
  }) as unknown as TenantContext;

test("what the other system's ended sign-in stopped isn't resumed: it is signed in to", async () => {
  const { say } = await loadMessages("en");
  const said = async (context: TenantContext): Promise<string> => {
    const answer = await check(context, "asperion");
    return answer.ok ? "asked" : `${answer.kind}: ${say(answer.message)}`;
  };
  const ended = shop("connected", "needs-login");
  meta.pause(ended.sql, "engine", reason("needs-login", { vendor: "eaccounting" }), 1);
  const byPerson = shop("connected", "connected");
  meta.pause(byPerson.sql, "person", reason("tenant-paused"), 1);
  expect([await said(ended), await said(byPerson)]).toEqual([
    "needs-login: sign in to eAccounting again first",
    "tenant-paused: this shop is stopped: resume it first",
  ]);
});
