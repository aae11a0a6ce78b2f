/**
 * Settlement files by mail: who may send them, and the outcome of the last mails. Only a few are
 * kept, as anybody with the address may send any number.
 */
import { DAY_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { MailIntakeView, NotedMail } from "../../contract/payouts.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { WatchFacts } from "../../../monitor/watch.ts";
import * as store from "./payout-store.ts";

const KEY = "payout-mails";
const MAX_KEPT = 10;
/** A similar refusal within this time isn't noted, so a flood writes once a minute. */
const OFTEN_MS = MINUTE_MS;

type ListedMails = MailIntakeView["mails"];

const listedMails = ({ sql }: TenantContext): ListedMails =>
  storedJson<ListedMails>(meta.get(sql, KEY) ?? "[]");

export function noteMail(context: TenantContext, mail: NotedMail): void {
  const [last, ...before] = listedMails(context);
  const isLike = last !== undefined && last.outcome === mail.outcome && last.from === mail.from;
  if (isLike && mail.outcome !== "taken" && mail.at - last.at < OFTEN_MS) return;
  const mails: ListedMails = isLike
    ? [{ ...mail, times: last.times + 1 }, ...before]
    : [{ ...mail, times: 1 }, ...(last === undefined ? [] : [last, ...before])];
  meta.set(context.sql, KEY, JSON.stringify(mails.slice(0, MAX_KEPT)));
}

/** Only rows of the table: a default would let everybody in. */
export const mailIntake = (context: TenantContext): MailIntakeView => ({
  senders: (meta.configuration(context.sql)?.settings.lookups.payoutSender.table ??
    {}) as MailIntakeView["senders"],
  mails: listedMails(context),
});

/** What a payout's actor begins with, where it came by mail (src/http/mail-intake). */
const BY_MAIL = "mail ";
/** A refusal is told this long, or until a file comes. */
const TOLD_MS = 7 * DAY_MS;

/** Of the newest payouts and the last mail, what somebody has to be told. */
export function unreportedMails(context: TenantContext): WatchFacts["payoutMails"] {
  const [last] = listedMails(context);
  if (last === undefined) return { waiting: 0, refused: null };
  const newest = store.newest(context.sql, 0);
  const isOver =
    context.now() - last.at > TOLD_MS || newest.some(({ created_at: at }) => at > last.at);
  return {
    waiting: newest.filter(({ actor, approved }) => approved === null && actor.startsWith(BY_MAIL))
      .length,
    refused: last.outcome === "taken" || isOver ? null : { why: last.outcome, from: last.from },
  };
}
