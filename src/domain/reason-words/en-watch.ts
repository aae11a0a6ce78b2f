/** English words: what is wrong with a tenant as a whole. */
import { type ReasonWords, say, vendorName, when, words } from "./words.ts";

export const watched = {
  "connection-expiring": words(
    (p) => `The connection to ${vendorName(p["vendor"])} is about to run out: renewing it fails.`,
    "If it doesn't go by itself within minutes, connect again on the tenant's page. Until then everything waits and nothing is lost.",
  ),
  "queue-old": words(
    (p) => `Work that could go on has waited for ${say(p["minutes"])} minutes.`,
    "See at /healthz whether cron runs, and at Cloudflare whether the queue is consumed. Nothing is lost: it goes on as soon as it can.",
  ),
  "backing-off-long": words(
    (p) =>
      `Jobs that fail again and again for a passing reason: ${say(p["count"])}, the longest for ${say(p["minutes"])} minutes.`,
    "Look at the reason on one of them, and at the status page of the vendor that it names. They are tried again by themselves.",
  ),
  "rate-pressure": words(
    (p) =>
      `Jobs that wait for the vendor's limit of calls: ${say(p["count"])}, the longest for ${say(p["minutes"])} minutes.`,
    "Orders that come in go first. If it stays so, see whether another program uses the same client id, or spread back-fills over the night.",
  ),
  "rate-refused": words(
    (p) =>
      `The vendor refuses calls (429) at ${say(p["endpoint"])}, though they are spaced. They are now ${say(p["times"])} times as far apart.`,
    "Nothing is lost, all of it is slower. See whether another program uses the same client id, and whether the vendor's limit is lower than EACCOUNTING_RATE_PER_MINUTE says.",
  ),
  "sweep-not-run": words(
    (p) =>
      `Asperion hasn't been asked for changed orders for ${say(p["minutes"])} minutes; it should be every ${say(p["every"])} minutes.`,
    "See on the tenant's page what its last look came to, and at /healthz whether cron runs. Orders that no webhook tells of wait until then.",
  ),
  "webhooks-silent": words(
    (p) =>
      `No webhook came within a day, and ${say(p["count"])} orders were found only because we asked.`,
    "See in Asperion whether the webhook is still there, with this tenant's address and newest secret. Orders are found without it, some minutes later.",
  ),
  "no-orders": words(
    (p) =>
      `No order has come for ${say(p["hours"])} hours${when(p["usual"], (usual) => `; at this hour of the week ${usual} are usual`)}.`,
    "See whether the shop sells and whether its orders reach Asperion. If it is closed, nothing has to be done.",
  ),
  "projection-behind": words(
    (p) =>
      `Lists and counts are behind by ${say(p["count"])} changes, since ${say(p["minutes"])} minutes.`,
    "See at /healthz whether the database answers. Booking doesn't depend on it, and the lists catch up by themselves.",
  ),
  "notices-undelivered": words(
    (p) =>
      `Notices that couldn't be delivered within a day: ${say(p["count"])} (${say(p["channel"])}).`,
    "See in the settings whether the address is right and, for a webhook, whether it answers with 200. The alerts themselves stand on the tenant's page.",
  ),
} satisfies Record<string, ReasonWords>;
