/**
 * VAT evidence in a transfer: it is sealed with this deployment's keys, so it is transferred
 * opened, and sealed with the other's. Records that no key opens stay behind.
 */
import { quarterOf } from "../../../domain/orders/vat-evidence.ts";
import { message } from "../../../messages/message.ts";
import { sealEvidence, type RetainedEvidence } from "../../evidence.ts";
import type { CallResult, Refusal, TransferPage, TransferRow } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import type { EvidenceRow } from "../journal/evidence.ts";
import { buffer } from "../journal/journal.ts";
import * as evidence from "../privacy/kept-evidence.ts";
import { first, run } from "../storage/sql.ts";
import { give, findImportRefusal } from "./tenant-transfer.ts";

/** Each is a kilobyte once it is opened, and a page is taken in by one request. */
const PAGE_ROWS = 100;

export async function giveEvidence(
  context: TenantContext,
  after: readonly (string | number)[] | null,
): Promise<TransferPage | Refusal> {
  const page = give(context, "evidence", after, PAGE_ROWS);
  if ("ok" in page) return page;
  const keyring = await context.deps.keyring();
  const rows: TransferRow[] = [];
  for (const row of page.rows) {
    const sealed = first<EvidenceRow>(context.sql)`
      SELECT * FROM evidence WHERE quarter = ${row["quarter"] ?? ""} AND key = ${row["key"] ?? ""}
        AND version = ${row["version"] ?? ""}`;
    const kept = sealed === null ? null : await evidence.open(context, keyring, sealed);
    if (kept !== null) rows.push({ ...row, content: JSON.stringify(kept) });
  }
  return { rows, after: page.after };
}

export async function takeEvidence(
  context: TenantContext,
  rows: readonly TransferRow[],
): Promise<CallResult> {
  const refused = findImportRefusal(
    context,
    "evidence",
    rows.map(({ content: _, ...row }) => row),
  );
  if (refused !== null) return refused;
  const keyring = await context.deps.keyring();
  const tenantId = context.tenantId();
  const sealed: { row: TransferRow; told: Awaited<ReturnType<typeof sealEvidence>> }[] = [];
  for (const row of rows) {
    const kept = contentOf(row);
    if (kept === null)
      return refusal(
        "bad-rows",
        message("refusals.badRow", { part: "evidence", field: "content" }),
      );
    const at = { tenantId, key: String(row["key"]), version: String(row["version"]) };
    sealed.push({ row, told: await sealEvidence(keyring, at, kept) });
  }
  return context.atomically(() => {
    for (const { row, told } of sealed)
      run(context.sql)`
        INSERT OR REPLACE INTO evidence
          (quarter, key, version, counts_from, oss, at, people, key_id, bytes)
        VALUES (${String(row["quarter"])}, ${String(row["key"])}, ${String(row["version"])},
          ${Number(row["counts_from"])}, ${Number(row["oss"])}, ${Number(row["at"])},
          ${told.people}, ${told.sealed.keyId}, ${buffer(told.sealed.bytes)})`;
    return { ok: true };
  });
}

/** `null`: not what an export gives. */
function contentOf({ content, quarter }: TransferRow): RetainedEvidence | null {
  try {
    const kept = JSON.parse(String(content)) as Partial<RetainedEvidence> | null;
    const isWhole =
      kept?.evidence !== undefined &&
      quarterOf(kept.evidence.day) === quarter &&
      Array.isArray(kept.people);
    return isWhole ? (kept as RetainedEvidence) : null;
  } catch {
    return null;
  }
}
