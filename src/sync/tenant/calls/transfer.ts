/** A tenant that moves to another deployment: see docs/operations.md. */
import type { TransferPart, TransferRow } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { giveEvidence, takeEvidence } from "../transfer/evidence-rows.ts";
import * as transferred from "../transfer/tenant-transfer.ts";

const give = async (
  context: TenantContext,
  part: TransferPart,
  after: readonly (string | number)[] | null,
) => (part === "evidence" ? giveEvidence(context, after) : transferred.give(context, part, after));

const take = async (context: TenantContext, part: TransferPart, rows: readonly TransferRow[]) =>
  part === "evidence"
    ? takeEvidence(context, rows)
    : context.atomically(() => transferred.take(context, part, rows));

export const transfer = { give, take };
