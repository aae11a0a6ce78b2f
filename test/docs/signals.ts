/**
 * What tells that something is wrong, as data: when, what it means, where to look and what to do.
 * `docs/telemetry.md` has its tables from here (`npx node test/docs/write-signals.ts`); a test
 * holds the names against what the code raises and logs.
 */

/** `alert`: its id, or what it begins with, as the tables show it. */
type AlertSignal = {
  readonly alert: string;
  readonly raised: string;
  readonly over: string;
  readonly look: string;
  readonly todo: string;
};

/** What shows itself elsewhere than as an alert. */
type OtherSignal = {
  readonly symptom: string;
  readonly look: string;
  readonly todo: string;
};

/** `event`: of the log. `threshold`: from when on somebody looks. */
type LogSignal = {
  readonly event: string;
  readonly threshold: string;
  readonly means: string;
  readonly todo: string;
};

export const ALERTS: readonly AlertSignal[] = [
  {
    alert: "`job order:…`",
    raised: "a job is held, rejected, needs attention, or was put aside as poison",
    over: "its order ends otherwise, or is skipped",
    look: "the job's timeline, by the link in the alert: its reason, what was read and sent",
    todo: "its next step, then retry; or skip it with a note",
  },
  {
    alert: "`doubt …`",
    raised: "whether a write came through isn't known",
    over: "it was looked up",
    look: "the job's operations: kind, marker, when it is looked up next",
    todo: "wait 15 minutes; then it is settled, or the alert names the marker to search for",
  },
  {
    alert: "`first-day`",
    raised:
      "the tenant's limit of documents on the first day (`orders.firstDayLimit`) was reached: what is beyond it waits",
    over: "the day is over, or the limit is taken away",
    look: "what was made so far, in the ledger",
    todo: "if it is right, take the limit away: what waits goes on at once",
  },
  {
    alert: "`tenant`",
    raised: "the engine stopped the tenant: dead grant, blocked company, another company",
    over: "it is resumed, or signed in again",
    look: "health: `pause` and its reason; `connections`",
    todo: "sign in again, or see to the company's subscription and resume. Another company or administration: make sure first whose books these are",
  },
  {
    alert: "`capability …`",
    raised: "a group of endpoints answered 403",
    over: "it opens again",
    look: "health: `capabilities`; the rights of the user who signed in",
    todo: "give the right, then sign in again or resume; what needs it waits, all else goes on",
  },
  {
    alert: "`proof …`",
    raised: "the [reconciliation](reconciliation.md) found something",
    over: "a comparison doesn't, or it is mended",
    look: "the tenant's page *Reconciliation*, which names the orders and documents",
    todo: "as each finding says ([reconciliation](reconciliation.md#what-is-found)); compare the days again",
  },
  {
    alert: "`watch connection …`",
    raised: "a grant has less than five minutes left: renewing it, ten minutes ahead, fails",
    over: "it was renewed",
    look: "logs: `alarm-loop-fault` part `renewal`; the vendor's status page",
    todo: "nothing while the vendor is down; else connect again before the grant is over",
  },
  {
    alert: "`watch client …`",
    raised:
      "the vendor refused this deployment's API client when a grant was to be renewed, or the client isn't configured (`client-refused`)",
    over: "a grant was renewed by it, or the shop is connected with another client",
    look: "the alert's client; `health.connections`: `client`, `clientRefused`; the client at the vendor",
    todo: "mend its id or secret in the configuration; or use another client",
  },
  {
    alert: "`watch queue`",
    raised: "work that could go on has been due for 15 minutes",
    over: "it went on",
    look: "logs: `wake-up-failed`, `alarm-loop-fault` part `pump`; the queue at Cloudflare",
    todo: "a queue that isn't consumed: check the consumer; jobs are woken again by the alarm",
  },
  {
    alert: "`watch back-off`",
    raised: "jobs back off after four tries or more, the oldest for an hour",
    over: "none does",
    look: "the reason on one of the jobs; logs: `job` with `failure`",
    todo: "the vendor's status page; nothing gives up",
  },
  {
    alert: "`watch rate`",
    raised:
      "live work has waited for the vendor's limit for 10 minutes, or the gate's limit has been used up for 10 minutes while live work waits (`rate-pressure`); or the vendor refuses calls (429) again and again (`rate-refused`)",
    over: "none does; the spacing has eased",
    look: "`health.vendorLimit`: used, waiting, `pausedMs`, `slowedBy` by endpoint; `health.jobs`; logs: `job` with `failure: rate-limited`",
    todo: "another program with the same client id; a limit lower than `EACCOUNTING_RATE_PER_MINUTE`; spread back-fills",
  },
  {
    alert: "`watch sweep`",
    raised: "three sweeps were missed, and ten minutes more",
    over: "one began",
    look: "the tenant's works on its page: when it ran, its outcome",
    todo: "its job's reason; resume what is stopped",
  },
  {
    alert: "`watch webhooks`",
    raised:
      "no webhook within a day, three orders or more found only by sweeps, and webhooks came within the two weeks before",
    over: "one came",
    look: "the shop's webhook settings; logs: `webhook.refused`",
    todo: "a new secret, the right address",
  },
  {
    alert: "`watch orders`",
    raised:
      "no order for longer than three times the longest gap of the last two weeks at this hour of the week; before two weeks are known, for more than a day",
    over: "one came",
    look: "the shop",
    todo: "does Asperion list its orders?",
  },
  {
    alert: "`watch projection`",
    raised: "D1 wasn't told for 15 minutes",
    over: "it was",
    look: "logs: `alarm-loop-fault` part `projection`",
    todo: "D1's status; the copies catch up by themselves",
  },
  {
    alert: "`watch storage`",
    raised: "the object's database holds 8 GB or more, of the platform's 10",
    over: "it holds less",
    look: "`retentionDays`; what of the shop is large: [storage](storage.md) names the bytes of each row",
    todo: "shorten `retentionDays`: what is past it is deleted within a day. A shop of 20 million orders goes on in a new tenant from a day on ([scale](scale.md))",
  },
  {
    alert: "`watch payout-mail`",
    raised: "payouts by mail wait for approval",
    over: "all are approved or removed",
    look: "payouts page",
    todo: "approve or remove them",
  },
  {
    alert: "`watch payout-cancelled`",
    raised: "a payout paid cancelled orders",
    over: "their money went back",
    look: "*Owed by providers*",
    todo: "refund the buyers",
  },
  {
    alert: "`watch payout-mail-refused`",
    raised: "the last mail with a settlement file was refused",
    over: "a file comes, or a week has passed",
    look: "payouts page: *Files by mail*",
    todo: "upload the file; correct the senders",
  },
  {
    alert: "`watch addresses`",
    raised:
      "mail to an address of the notifications is refused, as it bounced before (`E_RECIPIENT_SUPPRESSED`): none is sent to it any more",
    over: "a test is sent, or the address is taken out",
    look: "`GET …/notifications`: `bounced`",
    todo: "correct the address; or take it off the suppression list of the account's Email Service, then `POST …/notifications/test`",
  },
  {
    alert: "`watch channel …`",
    raised: "a channel didn't take a notice after all its tries",
    over: "a day went by without another",
    look: "`GET …/notifications`: `lastFault`",
    todo: "the address, the secret, `MAIL_FROM`",
  },
  {
    alert: "`cron sweep` (in D1 only)",
    raised:
      "an object left a deadline for its next sweep and it is over: neither its alarm nor cron moves it. Cron tells it, by mail, chat and webhook",
    over: "it looks again",
    look: "as for `silentTenants`",
    todo: "as for `silentTenants`",
  },
];

export const OTHERS: readonly OtherSignal[] = [
  {
    symptom: "`/healthz` is 503, `silentTenants` above 0",
    look: "logs: `tenant-silent`, `tick-failed` with the tenant",
    todo: "Cloudflare's status page; deploy again, which starts objects anew. Nothing is lost: the object goes on where it was",
  },
  {
    symptom: "`heartbeats`: `cron` is older than minutes",
    look: "the Worker's triggers at Cloudflare",
    todo: "deploy again; alarms go on without cron",
  },
  {
    symptom: "`heartbeats`: `retention` is older than a day",
    look: "logs: `care-failed`",
    todo: "see whether D1 answers; it is tried again each minute",
  },
  {
    symptom: "a mail, webhook or chat message never came",
    look: "`GET …/notifications`: `waiting`, `lastFault`",
    todo: "`…/notifications/test`",
  },
];

export const LOGS: readonly LogSignal[] = [
  {
    event: "tick-failed",
    threshold: "more than 5 in 10 minutes, or one tenant again and again",
    means: "cron couldn't reach an object in time",
    todo: "Cloudflare's status page; the object's own alarm goes on meanwhile",
  },
  {
    event: "tenant-silent",
    threshold: "any",
    means: "an object left a deadline for its sweep: neither its alarm nor cron moves it",
    todo: "as for `silentTenants`",
  },
  {
    event: "silence-not-told",
    threshold: "any",
    means: "nobody could be told of a silent object",
    todo: "the channel's address and secret; it is tried again each minute",
  },
  {
    event: "care-failed",
    threshold: "three in a row",
    means: "the registry's care (retention, silent tenants) didn't get through",
    todo: "see whether D1 answers; it is tried again each minute",
  },
  {
    event: "alarm-loop-fault",
    threshold: "more than 10 of one `part` in an hour",
    means: "a part of an object's alarm failed; it comes again with the next round",
    todo: "group by `part`: `projection` is D1, `pump` the queue, `renewal` a vendor's sign-in, `mails` and `webhooks` the channel",
  },
  {
    event: "job-fault",
    threshold: "any",
    means:
      "a run ended by a bug, not by an answer; the job is claimed again, and put aside after three",
    todo: "the job's timeline; report it with the event's `fault`",
  },
  {
    event: "job",
    threshold: "`failure` other than empty in more than 5% of an hour's events",
    means: "one run ended: `outcome`, `failure`, `ms`",
    todo: "group by `failure`: `rate-limited`, `transient` and `unauthorized` pass; the others are told by an alert",
  },
  {
    event: "wake-up-failed",
    threshold: "more than 10 in 10 minutes",
    means:
      "a queue message couldn't be worked on; it comes again, and jobs are woken by the alarm as well",
    todo: "the queue at Cloudflare; objects that don't answer",
  },
  {
    event: "wake-up-unknown",
    threshold: "any after a roll-back, else none is expected",
    means: "a message of another release",
    todo: "nothing, where a release was just changed",
  },
  {
    event: "dead-letter-failed",
    threshold: "any",
    means: "a message that ran out of tries couldn't be noted",
    todo: "D1's status; the message stays in the dead-letter queue",
  },
  {
    event: "claim-fault",
    threshold: "any",
    means: "a job couldn't be claimed with the answer to another call; its next runner claims it",
    todo: "the job's timeline; report it with the event's `fault`",
  },
  {
    event: "dispatch-failed",
    threshold: "more than 10 in 10 minutes",
    means: "a job couldn't be begun at once; the queue takes it",
    todo: "whether objects answer",
  },
  {
    event: "webhook.refused",
    threshold: "more than 20 in an hour for one tenant",
    means: "a sender whose signature, token or body isn't right",
    todo: "the secret in the shop's webhook settings; `reason` says which",
  },
  {
    event: "webhook.not-stored",
    threshold: "any",
    means:
      "an event that was believed couldn't be kept: it was answered with 503, and the shop sends it again",
    todo: "whether the object answers",
  },
  {
    event: "webhook.not-noted",
    threshold: "more than 10 in 10 minutes",
    means: "a sender's test couldn't be noted; nothing rests on it",
    todo: "whether objects answer",
  },
  {
    event: "mail-intake",
    threshold: "more than 20 in an hour for one tenant",
    means: "what became of a mail to a shop's address for settlement files (`outcome`)",
    todo: "the shop's payouts page; its address may have become known",
  },
  {
    event: "object-unreachable",
    threshold: "more than 5 in 10 minutes",
    means: "a page or a call of the API couldn't reach an object",
    todo: "Cloudflare's status page; deploy again, which starts objects anew",
  },
  {
    event: "request-failed",
    threshold: "any",
    means: "a request ended by a bug",
    todo: "report it with its `fault`",
  },
  {
    event: "api-failed",
    threshold: "any",
    means: "a call of the API ended by a bug",
    todo: "report it with its `fault`",
  },
  {
    event: "agent-failed",
    threshold: "any",
    means: "a tool of an agent ended by a bug",
    todo: "report it with its `fault`",
  },
  {
    event: "account-mail-failed",
    threshold: "any",
    means:
      "an invitation or a link to sign in couldn't be sent; `address-bounced`: mail to that person is refused",
    todo: "pass the link on by hand; take the address off the suppression list of the account's Email Service",
  },
  {
    event: "page-failed",
    threshold: "any",
    means: "a page ended by a bug",
    todo: "report it with its `fault`",
  },
  {
    event: "sign-in-refused",
    threshold: "more than 20 in an hour",
    means: "a sign-in to the pages was refused",
    todo: "the audit log; Cloudflare Access before the pages",
  },
  {
    event: "connect-refused",
    threshold: "any",
    means: "a sign-in at a vendor led to another company or administration, or was refused",
    todo: "the person who signed in; nothing was stored",
  },
  {
    event: "sign-in-limited",
    threshold: "more than 20 in an hour",
    means: "somebody tries passwords",
    todo: "the audit log; Cloudflare Access before the pages",
  },
  {
    event: "bearer-refused",
    threshold: "more than 20 in an hour",
    means: "a token of the API that isn't known, or is over",
    todo: "whose program it is; the list of tokens",
  },
  {
    event: "access-refused",
    threshold: "more than 20 in an hour",
    means: "Cloudflare Access's own signature wasn't right",
    todo: "`ACCESS_TEAM_URL`, `ACCESS_AUDIENCE`",
  },
  {
    event: "passkey-refused",
    threshold: "more than 20 in an hour",
    means: "a passkey that isn't known or didn't sign",
    todo: "nothing, unless somebody complains",
  },
  {
    event: "crossing-refused",
    threshold: "more than 20 in an hour",
    means: "a form that was sent from another site",
    todo: "nothing: it was refused",
  },
  {
    event: "agent-limited",
    threshold: "more than 20 in an hour",
    means: "an agent that asks more often than it may",
    todo: "the token's owner",
  },
  {
    event: "sockets-not-ended",
    threshold: "more than 5 in an hour",
    means:
      "pages that stay open couldn't be told that their session is over; they find out with their next look",
    todo: "whether the object answers",
  },
];
