/**
 * What became of the last settlement files, so that their results stay on pages: which payouts were
 * in each, and whether they were new. A file that was refused as a whole leaves nothing.
 */
import {
  PAYOUTS_PER_PAGE,
  type StagingResult,
  type StagedPayout,
  type UploadResult,
  type UploadRow,
} from "../../contract/payouts.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as meta from "../storage/meta.ts";
import { listedPayouts } from "./listed.ts";
import * as store from "./payout-store.ts";

const KEY = "payout-uploads";
const MAX_UPLOADS = 20;
/** Over all of them, so that the stored row stays small. */
const MAX_PAYOUTS = 2_000;

type NotedUpload = UploadRow & { readonly payouts: readonly StagingResult[] };

const noted = (sql: SqlStorage): readonly NotedUpload[] =>
  storedJson<readonly NotedUpload[]>(meta.get(sql, KEY) ?? "[]");

/** In one transaction with the payouts. */
export function noteUpload(
  { sql, now }: Pick<TenantContext, "sql" | "now">,
  {
    id,
    actor,
    payouts,
    staged,
  }: {
    readonly id: string;
    readonly actor: string;
    readonly payouts: readonly StagedPayout[];
    readonly staged: readonly StagingResult[];
  },
): void {
  const [first] = payouts;
  if (first === undefined) return;
  const as: Partial<Record<StagingResult["as"], number>> = {};
  for (const one of staged) as[one.as] = (as[one.as] ?? 0) + 1;
  const upload: NotedUpload = {
    id,
    at: now(),
    actor,
    provider: first.head.provider,
    count: staged.length,
    as,
    payouts: staged.slice(0, MAX_PAYOUTS),
  };
  const kept: NotedUpload[] = [];
  let left = MAX_PAYOUTS;
  for (const one of [upload, ...noted(sql)].slice(0, MAX_UPLOADS)) {
    left -= one.payouts.length;
    if (left < 0) break;
    kept.push(one);
  }
  meta.set(sql, KEY, JSON.stringify(kept));
}

/** The newest first. */
export const uploads = ({ sql }: TenantContext): readonly UploadRow[] =>
  noted(sql).map(({ payouts: _, ...row }) => row);

/** `page`: from 0. `null`: there was no such file, or it isn't among the last. */
export async function uploadResult(
  context: TenantContext,
  id: string,
  page: number,
): Promise<UploadResult | null> {
  const { sql } = context;
  const upload = noted(sql).find((one) => one.id === id);
  if (upload === undefined) return null;
  const { payouts, ...row } = upload;
  const pages = Math.max(1, Math.ceil(payouts.length / PAYOUTS_PER_PAGE));
  const at = Math.min(Math.max(0, Math.trunc(page)), pages - 1);
  const shown = payouts.slice(at * PAYOUTS_PER_PAGE, (at + 1) * PAYOUTS_PER_PAGE);
  const stored = shown.flatMap((one) => store.byId(sql, one.id) ?? []);
  const now = new Map((await listedPayouts(context, stored)).map((one) => [one.id, one]));
  return {
    ...row,
    page: at,
    total: payouts.length,
    rows: shown.map((staged) => ({ staged, now: now.get(staged.id) ?? null })),
  };
}
