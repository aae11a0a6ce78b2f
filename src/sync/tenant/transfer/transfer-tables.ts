/**
 * The tables and columns that a transfer includes. A new table of the object is listed here, or in
 * test/support/left-behind.ts as one that stays behind.
 */
import { MANUAL } from "../../../flows/orders/shared/link-request.ts";
import type { TransferPart } from "../../contract/index.ts";

/** `only`: rows that go along; absent: all. */
type Table = {
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly only?: string;
  /** Columns of bytes: base64 in a page. */
  readonly bytes?: readonly string[];
};

/** An order whose document was removed isn't booked again in the new deployment either. */
const TAKEN_BACK = "state = 'undone' AND verdict = 'removed'";
const TAKING_BACK = "take_back IS NOT NULL AND of IS NOT NULL";

/**
 * By part: the exported columns, and those that sort its rows. `open` is no table: it comes first,
 * as the following rows belong to its jobs.
 */
export const TABLES: Readonly<Record<Exclude<TransferPart, "open" | "facts">, Table>> = {
  // With what the order comes to, which payouts and credits are held against.
  keys: {
    columns: ["key", "wanted", "fetched_at", "known_state", "currency", "gross"],
    key: ["key"],
  },
  operations: {
    columns: [
      "id",
      "job_id",
      "key",
      "role",
      "n",
      "kind",
      "state",
      "attempt",
      "marker",
      "marker_code",
      "marker_field",
      "document_id",
      "document_number",
      "sent_at",
      "abort_at",
      "lookups",
      "repeats",
      "settled_at",
      "verified_at",
      "amount",
      "remaining",
      "bank",
      "kept_on",
      "sent_as",
      "booking",
      "failure",
    ],
    key: ["key", "id"],
  },
  documents: {
    columns: [
      "key",
      "role",
      "n",
      "id",
      "number",
      "state",
      "source_hash",
      "owned_hash",
      "content",
      "voucher",
      "sending",
      "buyer",
      "differs",
      "updated_at",
    ],
    key: ["key", "role", "n"],
  },
  numbers: { columns: ["series", "owner", "number"], key: ["series", "owner"] },
  credits: { columns: ["original", "key", "n", "amount"], key: ["original", "key", "n"] },
  links: { columns: ["kind", "source", "target", "by", "data"], key: ["kind", "source"] },
  customers: { columns: ["id", "owned"], key: ["id"] },
  payout_line_ids: {
    columns: [
      "source",
      "line",
      "payout",
      "account",
      "key",
      "method",
      "cents",
      "paid_at",
      "paid_cents",
    ],
    key: ["source", "line"],
  },
  payout_sums: {
    columns: ["payout", "account", "cents", "elsewhere", "set_off"],
    key: ["payout", "account"],
  },
  payouts: {
    columns: [
      "id",
      "provider",
      "account",
      "payout",
      "currency",
      "day",
      "amount",
      "lines",
      "digest",
      "upload",
      "slot",
      "persons",
      "approved",
      "differs_at",
      "counted",
      "created_at",
    ],
    key: ["id"],
  },
  payout_lines: {
    columns: ["upload", "slot", "part", "bytes", "matched"],
    key: ["upload", "slot", "part"],
    only: "upload IN (SELECT upload FROM payouts)",
    bytes: ["bytes", "matched"],
  },
  payout_plans: {
    columns: ["payout", "state", "token", "basis", "body", "at"],
    key: ["payout", "state"],
    only: "state = 'made'",
  },
  clearing_orders: {
    columns: ["account", "key", "day", "method", "open"],
    key: ["account", "key"],
  },
  clearing_days: {
    columns: ["account", "method", "day", "sold", "paid", "open", "orders"],
    key: ["account", "method", "day"],
  },
  day_members: {
    columns: ["key", "role", "n", "label", "day", "rows", "added_at", "voucher"],
    key: ["key", "role", "n"],
  },
  day_vouchers: {
    columns: ["id", "day", "n", "rows", "members", "closing_at", "closed_at", "sums"],
    key: ["id"],
  },
  products: {
    columns: [
      "id",
      "group_code",
      "active",
      "product",
      "desired",
      "settled_desired",
      "asperion_id",
      "sku",
      "pushed_group",
      "fields",
      "pass",
      "updated_at",
    ],
    key: ["id"],
  },
  // With the sealed content, opened: see evidence-rows.ts.
  evidence: {
    columns: ["quarter", "key", "version", "counts_from", "oss", "at"],
    key: ["quarter", "key", "version"],
  },
  backfills: {
    columns: ["id", "of", "from_day", "to_day", "created_at", "ended_at", "take_back"],
    key: ["id"],
    only: `${TAKING_BACK} AND id IN (SELECT backfill FROM backfill_orders WHERE ${TAKEN_BACK})`,
  },
  backfill_orders: {
    columns: ["backfill", "key", "dated", "ended_at"],
    key: ["backfill", "key"],
    only: `${TAKEN_BACK} AND backfill IN (SELECT id FROM backfills WHERE ${TAKING_BACK})`,
  },
  // Of orders that a person linked: no write of ours bears their number. Others are indexed anew.
  order_numbers: {
    columns: ["number", "key"],
    key: ["number", "key"],
    only: `EXISTS (
      SELECT 1 FROM documents d WHERE d.key = order_numbers.key AND d.owned_hash = '${MANUAL}'
    )`,
  },
};
