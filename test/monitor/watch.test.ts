/** What is told of a tenant as a whole, when it is, and when it is over. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { isAlerted } from "../../src/domain/reasons/index.ts";
import { findQuietSpell, findConditions, type WatchFacts } from "../../src/monitor/watch.ts";
import { reasonText } from "../support/reason-text.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 24, 12);
const none = { count: 0, since: null };
const since = (ms: number, count = 1) => ({ count, since: NOW - ms });
const healthy: WatchFacts = {
  now: NOW,
  paused: false,
  connections: [
    {
      vendor: "asperion",
      state: "connected",
      accessExpiresAt: NOW + HOUR,
      client: null,
      clientRefused: false,
    },
  ],
  overdueSince: null,
  backingOff: { ...none, vendor: null },
  rateWaiting: { ...none, vendor: null },
  gate: null,
  sweep: { lastRun: NOW - 5 * MINUTE, since: 0, everyMs: 5 * MINUTE, lateMs: 25 * MINUTE },
  projection: none,
  bytes: 7_900_000_000,
  orders: { [NOW / HOUR]: 3 },
  countedSince: NOW - 30 * DAY,
  ordersOn: true,
  webhooksLastDay: 4,
  sweptLastDay: 0,
  webhooksBefore: 40,
  undelivered: {},
  canMail: true,
  bounced: 0,
  payoutMails: { waiting: 0, refused: null },
  payoutsOfCancelled: { count: 0, orders: "" },
};
const told = (change: Partial<WatchFacts>): readonly string[] =>
  [...findConditions({ ...healthy, ...change }).values()].map(({ code }) => {
    // What is raised here is what the table of reasons says of it.
    expect([code, isAlerted(code)]).toEqual([code, true]);
    return code;
  });

test.each([
  ["90 minutes", 90 * MINUTE, /90/, /\b2 /],
  ["a day", DAY, /24/, /1440/],
])("what has waited for %s is told in a unit that people count in", (_, ms, says, not) => {
  const waiting = findConditions({
    ...healthy,
    overdueSince: NOW - ms,
    rateWaiting: { ...since(ms), vendor: "asperion" },
    projection: since(ms, 200),
    sweep: { lastRun: NOW - 3 * ms, since: 0, everyMs: ms, lateMs: 2 * ms },
  });
  for (const which of ["queue", "rate", "projection", "sweep"])
    for (const language of LANGUAGES) {
      const found = waiting.get(which);
      const { text } = reasonText(found ?? expect.unreachable(which), language);
      expect(text).toMatch(says);
      expect(text).not.toMatch(not);
    }
});

test("of a healthy tenant nothing is told", () => {
  expect(told({})).toEqual([]);
});

describe("told is", () => {
  test.each([
    [
      "a connection that isn't renewed",
      {
        connections: [
          {
            vendor: "asperion",
            state: "connected",
            accessExpiresAt: NOW + 4 * MINUTE,
            client: null,
            clientRefused: false,
          },
        ],
      },
      "connection-expiring",
    ],
    [
      "a client that the vendor refuses, before its grants expire",
      {
        connections: [
          {
            vendor: "eaccounting",
            state: "connected",
            accessExpiresAt: NOW + 9 * MINUTE,
            client: "second",
            clientRefused: true,
          },
        ],
      },
      "client-refused",
    ],
    ["work that could go on and doesn't", { overdueSince: NOW - 16 * MINUTE }, "queue-old"],
    [
      "a vendor that fails for an hour",
      { backingOff: { ...since(61 * MINUTE, 7), vendor: null } },
      "backing-off-long",
    ],
    [
      "the vendor's limit, reached for ten minutes",
      { rateWaiting: { ...since(11 * MINUTE), vendor: "asperion" } },
      "rate-pressure",
    ],
    [
      "the vendor's limit, used up for ten minutes by jobs that each wait a little",
      {
        rateWaiting: { ...since(MINUTE), vendor: null },
        gate: { endpoint: "/orders", slowedBy: 1, fullSince: NOW - 11 * MINUTE },
      },
      "rate-pressure",
    ],
    [
      "a vendor that refuses calls again and again, though nothing waits at this moment",
      { gate: { endpoint: "/orders", slowedBy: 1.56, fullSince: null } },
      "rate-refused",
    ],
    [
      "a sweep that didn't run three times",
      { sweep: { lastRun: NOW - 26 * MINUTE, since: 0, everyMs: 5 * MINUTE, lateMs: 25 * MINUTE } },
      "sweep-not-run",
    ],
    [
      "a sweep that never ran",
      {
        sweep: {
          lastRun: null,
          since: NOW - 26 * MINUTE,
          everyMs: 5 * MINUTE,
          lateMs: 25 * MINUTE,
        },
      },
      "sweep-not-run",
    ],
    [
      "webhooks that stopped while sweeps find orders",
      { webhooksLastDay: 0, sweptLastDay: 3 },
      "webhooks-silent",
    ],
    [
      "a payout that came by mail",
      { payoutMails: { waiting: 1, refused: null } },
      "payouts-by-mail",
    ],
    [
      "a file by mail that wasn't taken",
      { payoutMails: { waiting: 0, refused: { why: "file-refused", from: "@a.example" } } },
      "payout-mail-refused",
    ],
    [
      "cancelled orders that a payout paid for",
      { payoutsOfCancelled: { count: 1, orders: "1001" } },
      "payout-paid-cancelled",
    ],
    ["a database that is behind", { projection: since(16 * MINUTE, 200) }, "projection-behind"],
    [
      "a shop that has sold nothing for too long",
      { orders: { [NOW / HOUR - 30]: 1 }, countedSince: NOW - 3 * DAY },
      "no-orders",
    ],
    ["a database that fills up", { bytes: 8_000_000_000 }, "storage-filling"],
    ["an address that mail is refused for", { bounced: 1 }, "mail-address-bounced"],
    ["a channel that takes no notices", { undelivered: { webhook: 2 } }, "notices-undelivered"],
    ["an address that refuses mail", { undelivered: { mail: 2 } }, "notices-undelivered"],
    [
      "mail from an installation that sends none",
      { undelivered: { mail: 2 }, canMail: false },
      "mail-not-set-up",
    ],
  ] as const)("%s", (_, change, code) => {
    expect(told(change)).toEqual([code]);
  });
});

describe("not told is", () => {
  test.each([
    [
      "a connection that needs a person, which stops the tenant with its own alert",
      {
        connections: [
          {
            vendor: "asperion",
            state: "needs-login",
            accessExpiresAt: NOW - DAY,
            client: null,
            clientRefused: false,
          },
        ],
      },
    ],
    [
      "what waits a few minutes",
      {
        overdueSince: NOW - 14 * MINUTE,
        backingOff: { ...since(59 * MINUTE), vendor: null },
        rateWaiting: { ...since(9 * MINUTE), vendor: null },
        projection: since(14 * MINUTE),
      },
    ],
    [
      "what waits in a tenant that is stopped",
      {
        paused: true,
        overdueSince: NOW - DAY,
        backingOff: { ...since(DAY), vendor: null },
        sweep: { lastRun: NOW - DAY, since: 0, everyMs: MINUTE, lateMs: 13 * MINUTE },
        webhooksLastDay: 0,
        sweptLastDay: 9,
        orders: {},
      },
    ],
    [
      "one refusal, which the wider spacing answers",
      { gate: { endpoint: "/orders", slowedBy: 1.25, fullSince: null } },
    ],
    [
      "a limit that others use up while nothing of this tenant waits",
      { gate: { endpoint: "/orders", slowedBy: 1, fullSince: NOW - HOUR } },
    ],
    [
      "a shop that never sent webhooks",
      { webhooksLastDay: 0, webhooksBefore: 0, sweptLastDay: 99 },
    ],
    ["a day without webhooks and without orders", { webhooksLastDay: 0, sweptLastDay: 0 }],
    ["a sweep that is off", { sweep: null }],
    ["a shop whose orders aren't taken", { ordersOn: false, orders: {} }],
  ] as const)("%s", (_, change) => {
    expect(told(change)).toEqual([]);
  });
});

describe("no order for too long", () => {
  const hour = NOW / HOUR;
  const WEEK = 7 * 24;
  /** An order in each hour that `sold` says, over four weeks up to `until`. */
  const orders = (sold: (at: number) => boolean, until = hour): Record<number, number> =>
    Object.fromEntries(
      Array.from({ length: 4 * WEEK }, (_, back) => hour - back)
        .filter((at) => at <= until && sold(at))
        .map((at) => [at, 1]),
    );
  const quiet = (known: Record<number, number>, countedSince = NOW - 40 * DAY) =>
    findQuietSpell({ now: NOW, orders: known, countedSince });

  test("is three times what was usual at this hour of the week", () => {
    const hourly = (until: number) => orders(() => true, until);
    expect([quiet(hourly(hour - 3)), quiet(hourly(hour - 4))]).toEqual([
      null,
      { hours: 4, usual: 1 },
    ]);
  });

  test("isn't the night of a shop that sells by day", () => {
    const byDay = (at: number): boolean => at % 24 >= 14 && at % 24 < 22;
    // At noon the last sale was at 21 the evening before, as in every week.
    expect(quiet(orders(byDay))).toBe(null);
    expect(quiet(orders(byDay, hour - 46))).toMatchObject({ usual: 15 });
  });

  test("is a day where there are no two weeks to go by", () => {
    expect([
      quiet({}, NOW - 20 * HOUR),
      quiet({}, NOW - 26 * HOUR),
      quiet({ [hour - 2]: 1 }, NOW - 3 * DAY),
    ]).toEqual([null, { hours: 27, usual: null }, null]);
  });

  test("is never said within the hours of an order, whatever was before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 * WEEK })),
        fc.integer({ min: 0, max: 2 }),
        (backs, last) => {
          const known = Object.fromEntries([...backs, last].map((back) => [hour - back, 1]));
          expect(quiet(known)).toBe(null);
        },
      ),
    );
  });
});
