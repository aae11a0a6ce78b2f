/** Vouchers of many orders: those of a day, and those of what payment providers paid out. */
import { NOTED_FROM_DAYS } from "./order-numbers.ts";

/**
 * Orders that are booked by the day. A member is one voucher of one order that is in our memory
 * alone; it waits while it names no voucher of a day, and names one for good. A day's voucher holds
 * the sums of its members, which it was given in steps.
 */
const DAYS = `
-- settings_version: with which settings an order was added. By that it can be taken back.
CREATE TABLE day_members (
  key TEXT NOT NULL, role TEXT NOT NULL, n INTEGER NOT NULL, label TEXT NOT NULL,
  day TEXT NOT NULL, rows TEXT NOT NULL, added_at INTEGER NOT NULL,
  voucher TEXT NOT NULL DEFAULT '', settings_version INTEGER,
  PRIMARY KEY (key, role, n)
) WITHOUT ROWID;
CREATE INDEX day_members_by_voucher ON day_members (voucher, day);
${NOTED_FROM_DAYS}
CREATE TABLE day_vouchers (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, n INTEGER NOT NULL, rows TEXT NOT NULL,
  members INTEGER NOT NULL, closing_at INTEGER NOT NULL, closed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX day_vouchers_by_day ON day_vouchers (day, n);
CREATE INDEX day_vouchers_filling ON day_vouchers (id) WHERE closed_at IS NULL;
`;

/**
 * A payout's lines are stored in parts of two hundred, as most are read together or not at all.
 * What was booked of a line has a row of its own, by its provider's id: two payouts with the same
 * line meet there.
 */
const PAYOUTS = `
-- counted: how many of its lines stand in the sums of the accounts below.
CREATE TABLE payouts (
  id TEXT PRIMARY KEY, provider TEXT NOT NULL, account TEXT NOT NULL, payout TEXT NOT NULL,
  currency TEXT NOT NULL, day TEXT NOT NULL, amount TEXT NOT NULL, lines INTEGER NOT NULL,
  digest TEXT NOT NULL, upload TEXT NOT NULL, slot TEXT NOT NULL, actor TEXT NOT NULL,
  persons TEXT NOT NULL DEFAULT '{}', approved TEXT, approved_by TEXT, differs_at INTEGER,
  counted INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL
) WITHOUT ROWID;
-- Payouts are found by the beginning of their reference, by provider and by day.
CREATE INDEX payouts_by_reference ON payouts (payout COLLATE NOCASE);
CREATE INDEX payouts_by_provider ON payouts (provider, day);
CREATE INDEX payouts_by_day ON payouts (day);
-- matched: with what the lines of the part were matched when the payout was planned last.
CREATE TABLE payout_lines (
  upload TEXT NOT NULL, slot TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL,
  matched BLOB,
  PRIMARY KEY (upload, slot, part)
) WITHOUT ROWID;
-- paid_at, paid_cents: what the line takes off a payment that its order's run had registered. No
-- line takes off what another one has. Nothing is taken off, and only the place is there, where the
-- payout is going to pay: the order's own run waits for it.
CREATE TABLE payout_line_ids (
  source TEXT NOT NULL, line TEXT NOT NULL, payout TEXT NOT NULL,
  account INTEGER, key TEXT, method TEXT, cents INTEGER, paid_at TEXT, paid_cents INTEGER,
  PRIMARY KEY (source, line)
) WITHOUT ROWID;
CREATE INDEX payout_line_ids_paid ON payout_line_ids (paid_at) WHERE paid_at IS NOT NULL;
-- What a payout takes off each account for payments on invoices.
CREATE TABLE payout_sums (
  payout TEXT NOT NULL, account INTEGER NOT NULL, cents INTEGER NOT NULL,
  PRIMARY KEY (payout, account)
) WITHOUT ROWID;
`;

/** Payouts as they would be booked: the plan that was made last, and the one in the making. */
const PLANS = `
CREATE TABLE payout_plans (
  payout TEXT NOT NULL, state TEXT NOT NULL, token TEXT NOT NULL, basis TEXT NOT NULL,
  body TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (payout, state)
) WITHOUT ROWID;
CREATE INDEX payout_plans_making ON payout_plans (at) WHERE state = 'making';
-- Of a plan in the making: payments that lines name without an order, and what is taken by now.
CREATE TABLE payout_payments (
  token TEXT NOT NULL, payment TEXT NOT NULL, target TEXT,
  PRIMARY KEY (token, payment)
) WITHOUT ROWID;
CREATE TABLE payout_taken (
  token TEXT NOT NULL, place TEXT NOT NULL, cents INTEGER NOT NULL,
  PRIMARY KEY (token, place)
) WITHOUT ROWID;
`;

/**
 * Settlement files that are kept with their payouts. The bytes are in R2, sealed under a key of the
 * tenant's own, which is sealed here: when keys rotate, only this row is written again. `until` is
 * empty while a file is being read.
 */
const FILES = `
CREATE TABLE payout_files (
  id TEXT PRIMARY KEY, sha TEXT NOT NULL DEFAULT '', bytes INTEGER NOT NULL DEFAULT 0,
  chunks INTEGER NOT NULL DEFAULT 0, name BLOB, at INTEGER NOT NULL, until INTEGER
) WITHOUT ROWID;
CREATE INDEX payout_files_sha ON payout_files (sha);
CREATE TABLE payout_file_links (
  payout TEXT NOT NULL, file TEXT NOT NULL,
  PRIMARY KEY (payout, file)
) WITHOUT ROWID;
CREATE INDEX payout_file_links_file ON payout_file_links (file);
CREATE TABLE payout_file_keys (
  id INTEGER PRIMARY KEY, key_id TEXT NOT NULL, bytes BLOB NOT NULL
);
`;

/**
 * The accounts of payment methods: a row for each order that isn't paid out to the cent, and sums
 * by day. Amounts are cents of the company's currency.
 */
const CLEARING = `
CREATE TABLE clearing_orders (
  account INTEGER NOT NULL, key TEXT NOT NULL, day TEXT NOT NULL, method TEXT NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (account, key)
) WITHOUT ROWID;
CREATE INDEX clearing_orders_day ON clearing_orders (account, day, key);
CREATE TABLE clearing_days (
  account INTEGER NOT NULL, method TEXT NOT NULL, day TEXT NOT NULL, sold INTEGER NOT NULL,
  paid INTEGER NOT NULL, open INTEGER NOT NULL, orders INTEGER NOT NULL,
  PRIMARY KEY (account, method, day)
) WITHOUT ROWID;
`;

export const DAYS_AND_PAYOUTS = [DAYS, PAYOUTS, PLANS, FILES, CLEARING].join("");
