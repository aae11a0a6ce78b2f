/** While one run of past orders or of undoing is under way, another one is refused by its name. */
import { expect, test } from "vitest";
import { loadMessages } from "../../src/messages/index.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import * as takeBacks from "../../src/sync/tenant/backfills/take-backs.ts";
import { LIVE, tenant } from "../support/take-back-world.ts";

const PAST = { from: "2026-03-10", to: "2026-03-10", dryRunId: null };

test("the one that is under way is called what it is", async () => {
  const { say } = await loadMessages("en");
  const { context, made, stands, end } = tenant();
  made("order:1", LIVE, 1, { kind: "voucher.create", role: "voucher" });
  stands("order:1", "voucher");
  const refused = (): string => {
    const answer = backfills.begin(context, PAST, "somebody");
    if (answer.ok) throw new Error("it was begun");
    return `${answer.kind}: ${say(answer.message)}`;
  };
  const begun = ({ ok, ...answer }: ReturnType<typeof takeBacks.begin>): string => {
    if (!ok || !("id" in answer)) throw new Error("it was refused");
    return answer.id;
  };
  const over = (): void => {
    backfills.advance(context);
    backfills.advance(context);
  };

  const dry = begun(takeBacks.begin(context, { scope: { of: "first-day" }, dryRunId: null }, "x"));
  const said = [refused()];
  over();
  end(`dry-run:${dry}:1`, "dry-run", "voucher.create");
  over();
  begun(takeBacks.begin(context, { dryRunId: dry }, "x"));
  said.push(refused());
  over();
  stands("order:1", "voucher", "gone");
  end("order:1", "voucher-reversed");
  over();
  begun(backfills.begin(context, PAST, "x"));
  said.push(refused());
  expect(said).toEqual([
    `back-fill-active: the preview of undoing documents (${dry}) is still running`,
    "back-fill-active: undoing documents (b000002) is still running",
    "back-fill-active: the dry run of past orders (b000003) is still running",
  ]);
});
