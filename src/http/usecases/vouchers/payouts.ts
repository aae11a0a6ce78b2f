/**
 * Settlement files and their payouts. A file is read as it arrives: its lines go to the tenant's
 * object two hundred at a time, and count only once the whole file was read and adds up. Nothing is
 * booked before a person approves exactly what was shown.
 */
import type {
  ClearingStatement,
  ClearingStatementQuery,
} from "../../../sync/contract/clearing-statement.ts";
import { payoutKey, type Provider } from "../../../domain/payouts/lines.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { ok } from "../../../domain/result.ts";
import type { Encoding } from "../../../flows/payouts/read/rows.ts";
import type { ReadPayout, SettlementReader } from "../../../flows/payouts/read/read-settlement.ts";
import { hashOf } from "../../../flows/settlement.ts";
import { message } from "../../../messages/message.ts";
import {
  type PayoutActionResult,
  type PayoutLines,
  type PayoutRefusal,
  type ListedPayout,
  type MailIntakeView,
  type PayoutView,
  type ReadOptionsView,
  type StagingResult,
  type UploadResult,
  type UploadRow,
} from "../../../sync/contract/payouts.ts";
import type { ClearingQuery, ClearingView } from "../../../sync/contract/clearing.ts";
import { providerValue } from "../../../store/audit-values.ts";
import { mayOn } from "../../auth/rights.ts";
import { piecesOf } from "../../webhooks/body.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../../deps.ts";
import { audited } from "../audited.ts";
import { type FileWriter, fileWriterFor, payoutNamed, stored } from "./payout-files.ts";
import { intakeAddress } from "../../mail-intake/address.ts";
import { rangeFault } from "../ledger/reconciliation.ts";
import { LineParts } from "./line-parts.ts";
import { callTenant, onAnyTenant, onTenant, requireTenant } from "../tenant-access.ts";
import { type Answer, requireExisting, forbidden, reject } from "../refusal.ts";
import type { TenantStub } from "../../../sync/tenant/stub.ts";

/** About a quarter of a million lines. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_MS = 5 * 60_000;

type Upload = {
  readonly provider: Provider;
  readonly account: string;
  readonly encoding: Encoding;
  readonly file: ReadableStream<Uint8Array>;
  /** Its name at its source. */
  readonly name?: string;
};

type Uploaded =
  /** `upload`: its name, under which its result is read. */
  | { readonly kind: "staged"; readonly payouts: readonly StagingResult[]; readonly upload: string }
  /** The whole file was refused. */
  | { readonly kind: "refused"; readonly reason: Reason };

export async function uploadSettlement(asking: TenantRequest, upload: Upload): Answer<Uploaded> {
  const { deps, actor, tenantId } = asking;
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  const options = await onTenant(asking, (tenant) => tenant.payouts.readOptions(tenantId));
  if (!options.ok) return options;
  if (options.value === null)
    return reject(409, "not-connected", message("payouts.refused.notConnected"));
  const reader = await readerOf(upload, options.value);
  const began = deps.clock.now();
  const name = `${began.toString(36).padStart(9, "0")}-${crypto.randomUUID()}`;
  const parts = new LineParts(async (part) => {
    const answer = await callTenant(asking, (tenant) =>
      tenant.payouts.addLines(tenantId, { upload: name, ...part }),
    );
    return answer.ok ? ok(null) : answer;
  });
  const asked = { action: "payout.upload", after: providerValue(upload.provider) };
  const kept = await fileWriterFor(deps, tenantId, name);
  if (!kept.ok) return kept;
  const writer = kept.value;
  const run = { deps, actor, tenantId, upload, name, began, reader, parts, writer, handed: false };
  const done = await audited(
    asking,
    {
      asked,
      done: null,
      whyNot: (answer) => (answer.kind === "refused" ? answer.reason.code : null),
    },
    () => readFile(run),
  );
  if (!done.ok || done.value.kind === "refused") {
    await callTenant(asking, (tenant) => tenant.payouts.drop(tenantId, name));
    // If this fails, the object's care deletes the rest a day later.
    if (writer !== null && !run.handed) {
      const dropped = await stored(() => writer.drop());
      if (dropped.ok) await callTenant(asking, (tenant) => tenant.payouts.dropFile(tenantId, name));
    }
  }
  return done;
}

async function readerOf(
  { provider, encoding, account }: Upload,
  { settings, currency, zone }: ReadOptionsView,
): Promise<SettlementReader> {
  const { SettlementReader } = await import("../../../flows/payouts/read/read-settlement.ts");
  return new SettlementReader({
    provider,
    encoding,
    account,
    currency,
    zone,
    dateOrder: settings.payouts.dateOrder === "unknown" ? null : settings.payouts.dateOrder,
    roundingLimit: settings.payouts.roundingLimit,
    referenceColumn: settings.reference[provider] ?? "",
    kinds: settings.kinds,
    columns: settings.payouts.columns,
  });
}

/** A file that is read. `name`: of the upload, in the object and in the bucket. */
type UploadRun = {
  readonly deps: EdgeDeps;
  readonly actor: Actor;
  readonly tenantId: string;
  readonly upload: Upload;
  readonly name: string;
  readonly began: number;
  readonly reader: SettlementReader;
  readonly parts: LineParts;
  readonly writer: FileWriter | null;
  /** From then on the object may keep the file, even if its answer is lost. */
  handed: boolean;
};

/** Reads the file piece by piece; its lines are at the object when it ends. */
async function readFile(run: UploadRun): Answer<Uploaded> {
  const { deps, upload, began, reader, parts, writer } = run;
  let size = 0;
  for await (const bytes of piecesOf(upload.file, deps.bodyDeadlineMs)) {
    if (bytes === "too-slow" || bytes === "broken")
      return reject(400, bytes, message("payouts.refused.brokenOff"));
    size += bytes.byteLength;
    if (size > MOST_BYTES || deps.clock.now() - began > MOST_MS)
      return reject(400, "too-large", message("payouts.refused.tooLarge"));
    const put = await stored(() => writer?.push(bytes));
    if (!put.ok) return put;
    const piece = reader.push(bytes);
    if ("code" in piece) return ok({ kind: "refused", reason: piece });
    const kept = await parts.take(piece.lines);
    if (!kept.ok) return kept;
  }
  const end = reader.end();
  if ("code" in end) return ok({ kind: "refused", reason: end });
  const kept = await parts.take(end.lines);
  if (!kept.ok) return kept;
  const last = await parts.flush();
  if (!last.ok) return last;
  return stage(run, await Promise.all(end.payouts.map(staged)));
}

/** The payouts that the file told of, and the file beside them. */
async function stage(
  run: UploadRun,
  payouts: readonly Awaited<ReturnType<typeof staged>>[],
): Answer<Uploaded> {
  const { deps, actor, tenantId, upload, name, writer } = run;
  const whole = await stored(() => writer?.end(upload.name ?? ""));
  if (!whole.ok) return whole;
  const answer = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.payouts.stage(tenantId, name, payouts, actor.name),
  );
  // Also where that answer is lost: the payouts may be there, and their file belongs to them.
  if (whole.value !== undefined) {
    run.handed = true;
    const told: readonly { readonly id: string }[] = answer.ok ? answer.value : payouts;
    const read = { ...whole.value, payouts: told.map(({ id }) => id) };
    const file = await callTenant({ deps, tenantId }, (tenant) =>
      tenant.payouts.keepFile(tenantId, read),
    );
    if (!file.ok) return file;
    if (file.value.same) await stored(() => writer?.drop());
  }
  return answer.ok ? ok({ kind: "staged", payouts: answer.value, upload: name }) : answer;
}

const staged = async ({ slot, head, amount, lines, digest, said }: ReadPayout) => ({
  id: await hashOf(payoutKey(head)),
  slot,
  head,
  amount,
  lines,
  digest,
  said,
});

/** `page`: from 0. */
export const listPayouts = (asking: TenantRequest, page = 0): Answer<readonly ListedPayout[]> =>
  onAnyTenant(asking, (tenant) => tenant.payouts.list(asking.tenantId, page));

/** How many there are, on all pages of the list. */
export const countPayouts = (asking: TenantRequest): Answer<number> =>
  onAnyTenant(asking, (tenant) => tenant.payouts.total(asking.tenantId));

/** Lines so far of each file that is being read right now. */
export const readingNow = (asking: TenantRequest): Answer<readonly number[]> =>
  onTenant(asking, (tenant) => tenant.payouts.reading(asking.tenantId));

/** Settlement files that were read lately, the newest first. */
export const listUploads = (asking: TenantRequest): Answer<readonly UploadRow[]> =>
  onAnyTenant(asking, (tenant) => tenant.payouts.uploads(asking.tenantId));

/** What became of a file's payouts, and where they stand now. `page`: from 0. */
export const readUpload = (asking: TenantRequest, id: string, page: number): Answer<UploadResult> =>
  requireExisting(
    onAnyTenant(asking, (tenant) => tenant.payouts.uploadResult(asking.tenantId, id, page)),
    reject(404, "upload-unknown", message("payouts.refused.noUpload")),
  );

/** `page`: from 0. */
export const readPayoutLines = (
  asking: TenantRequest,
  id: string,
  page: number,
): Answer<PayoutLines> =>
  requireExisting(
    onAnyTenant(asking, (tenant) => tenant.payouts.lines(asking.tenantId, id, page)),
    refusal("unknown"),
  );

/** Returns what payment providers owe: by payment method and age, and by order. */
export const readClearing = (asking: TenantRequest, query: ClearingQuery): Answer<ClearingView> =>
  onTenant(asking, (tenant) => tenant.payouts.clearing(asking.tenantId, query));

/** Returns the statement of a clearing account over some days, of at most a year: all are read. */
export async function readClearingStatement(
  asking: TenantRequest,
  query: ClearingStatementQuery,
): Answer<ClearingStatement> {
  const fault = rangeFault(query);
  if (fault === null)
    return onTenant(asking, (tenant) => tenant.payouts.clearingStatement(asking.tenantId, query));
  const found = await requireTenant(asking);
  return found.ok ? fault : found;
}

export const readPayout = (asking: TenantRequest, id: string): Answer<PayoutView> =>
  requireExisting(
    onAnyTenant(asking, (tenant) => tenant.payouts.one(asking.tenantId, id)),
    refusal("unknown"),
  );

/**
 * `mark`: of the plan that was shown; another one is left alone. `isOther`: what may be the same
 * under another account at the provider isn't. `takes`: the voucher that was found for it is its
 * own, and nothing is booked. `despiteSkip`: it was skipped, and isn't booked.
 */
export const approvePayout = (
  asking: TenantRequest,
  id: string,
  {
    mark,
    isOther,
    takes = false,
    despiteSkip = false,
  }: {
    readonly mark: string;
    readonly isOther: boolean;
    readonly takes?: boolean;
    readonly despiteSkip?: boolean;
  },
): Answer<{ readonly jobId: string | null }> =>
  act(asking, { action: "payout.approve", after: id }, (tenant) =>
    tenant.payouts.approve(asking.tenantId, id, {
      mark,
      actor: asking.actor.name,
      isOther,
      takes,
      despiteSkip,
    }),
  );

/** The order of a line, by its number. */
export const chooseOrder = (
  asking: TenantRequest,
  id: string,
  { line, number }: { readonly line: string; readonly number: string },
): Answer<{ readonly jobId: string | null }> =>
  act(asking, { action: "payout.match", after: id, before: number }, (tenant) =>
    tenant.payouts.choose(asking.tenantId, id, line, number),
  );

export const discardPayout = (
  asking: TenantRequest,
  id: string,
): Answer<{ readonly jobId: string | null }> =>
  act(asking, { action: "payout.remove", after: id }, (tenant) =>
    tenant.payouts.discard(asking.tenantId, id),
  );

async function act(
  asking: TenantRequest,
  asked: { readonly action: string; readonly after: string; readonly before?: string },
  action: (tenant: TenantStub) => Promise<PayoutActionResult>,
): Answer<{ readonly jobId: string | null }> {
  const { deps, actor, tenantId } = asking;
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const named = { ...asked, after: await payoutNamed(deps, tenantId, asked.after) };
  return audited(asking, { asked: named, done: null }, async () => {
    const answer = await callTenant(asking, action);
    if (!answer.ok) return answer;
    return answer.value.ok ? ok({ jobId: answer.value.jobId }) : refusal(answer.value.why);
  });
}

const refusal = (why: PayoutRefusal) =>
  reject(why === "unknown" ? 404 : 409, `payout-${why}`, message(`payouts.refused.${why}`));

/** `address`: where settlement files may be mailed to; `null`: this deployment takes no mail. */
export type MailIntake = MailIntakeView & { readonly address: string | null };

/** For those who may approve payouts: the address is as good as a key to the list of payouts. */
export async function readMailIntake(asking: TenantRequest): Answer<MailIntake> {
  const { deps, actor, tenantId } = asking;
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const { encryptionKeys, settlementMailDomain } = deps.config;
  const address = await intakeAddress(encryptionKeys, settlementMailDomain, tenantId);
  if (address === null) return ok({ address, senders: {}, mails: [] });
  const view = await callTenant(asking, (tenant) => tenant.payouts.mailIntake(tenantId));
  return view.ok ? ok({ address, ...view.value }) : view;
}
