/** The pages of payouts: uploading a file, viewing a payout, matching its lines, approving it. */
import type { Hono } from "hono";
import { PROVIDERS } from "../../../domain/payouts/lines.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { ENCODINGS } from "../../../flows/payouts/read/rows.ts";
import type { PayoutLines, PayoutView } from "../../../sync/contract/payouts.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { chartFrom } from "../../../flows/orders/posting/documents.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import {
  approvePayout,
  chooseOrder,
  countPayouts,
  discardPayout,
  listPayouts,
  listUploads,
  readMailIntake,
  readingNow,
  readPayout,
  readPayoutLines,
  readUpload,
  uploadSettlement,
} from "../../usecases/vouchers/payouts.ts";
import { downloadFile, downloadHeaders, listFiles } from "../../usecases/vouchers/payout-files.ts";
import { mayOn } from "../../auth/rights.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { Refused } from "../../usecases/refusal.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { fileOf, type Form, one } from "../forms/form.ts";
import type { WrongMatch } from "./match-form.tsx";
import { granted, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { foundVoucher, throughVoucher } from "./link-voucher.tsx";
import { pageIn } from "../parts/older.tsx";
import { MissingForm, missingOf, type MissingProps, withMissing } from "./missing.tsx";
import { NOT_REFUSED, statusOf } from "../settings/saving/faults.tsx";
import { saveOrCompare } from "../settings/saving/saving.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import { voucherLinks } from "../orders/links/vendor-links.tsx";
import { payoutPage, payoutsPage } from "./page.tsx";
import { throughRemoval } from "./removal.tsx";
import { uploadPath, uploadResultPage } from "./upload-result.tsx";

type ListNotice = {
  readonly refused?: Reason;
  readonly fault?: string;
  readonly sent?: Form;
};

export function payoutRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  listRoutes(pages);
  approveRoutes(pages, deps);
  linkRoute(pages, deps);
  changeRoutes(pages);
}

/** The list, and a file that brings payouts to it. */
function listRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/payouts", (c) => list(c, {}, pageIn(c.req.query("page"))));

  pages.post("/tenants/:id/payouts", async (c) => {
    const { form } = c.var;
    const id = c.req.param("id");
    const { t } = messagesFor(c);
    const file = await fileOf(c, "file");
    if (file === null) return list(c, { fault: t("payouts.upload.none"), sent: form });
    const done = granted(
      await uploadSettlement(c.var.asking, {
        provider: PROVIDERS.find((provider) => provider === one(form, "provider")) ?? "other",
        encoding: ENCODINGS.find((encoding) => encoding === one(form, "encoding")) ?? "utf-8",
        account: one(form, "account").slice(0, 100),
        file: file.stream(),
        name: file.name.slice(0, 200),
      }),
    );
    if (done.kind === "refused") return list(c, { refused: done.reason, sent: form });
    const { payouts, upload } = done;
    const [only, ...others] = payouts;
    // A file of one payout leads to it, unless nothing of it was taken.
    return c.redirect(
      only !== undefined && others.length === 0 && STAGED_AS.some((as) => as === only.as)
        ? `/admin/tenants/${id}/payouts/${only.id}?staged=${only.as}`
        : uploadPath(id, upload),
      303,
    );
  });

  pages.get("/tenants/:id/payouts/uploads/:upload", async (c) => {
    const { id, upload } = c.req.param();
    const { asking } = c.var;
    const tenant = granted(await requireTenant(asking));
    const read = granted(
      await readUpload(asking, upload, pageIn(c.req.query("page"))),
      payoutsOf(c, id),
    );
    return uploadResultPage(c, { tenant, upload: read });
  });
}

/** A payout's page, and its approval. */
function approveRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/payouts/:payoutId", (c) =>
    show(c, {
      id: c.req.param("id"),
      payoutId: c.req.param("payoutId"),
      at: Number(c.req.query("page") ?? 1) - 1,
    }),
  );

  pages.post("/tenants/:id/payouts/:payoutId/settings", async (c) => {
    const { id, payoutId } = c.req.param();
    const { form } = c.var;
    const [payout, settings] = await Promise.all([
      readPayout(c.var.asking, payoutId),
      readSettings(c.var.asking),
    ]);
    const back = tenantHomeOf(c, id);
    const found = granted(payout, back);
    const { settings: saved } = granted(settings, back);
    const input = withMissing(saved, missingOf(found, saved), form, languageOf(c));
    const answer = await saveOrCompare(c, { saved, input, comparesOrders: false });
    if ("done" in answer)
      return c.redirect(`/admin/tenants/${id}/payouts/${payoutId}#posting`, 303);
    const { refusal, confirm = null } = answer;
    return show(c, { id, payoutId, typed: { form, refusal, confirm } });
  });

  pages.post("/tenants/:id/payouts/:payoutId/approve", async (c) => {
    const { form } = c.var;
    const { id, payoutId } = c.req.param();
    const done = await approvePayout(c.var.asking, payoutId, {
      mark: one(form, "mark"),
      isOther: one(form, "other") === "1",
      despiteSkip: one(form, "skipped") === "1",
    });
    if (!done.ok) return back(c, { id, payoutId }, done.error);
    const { jobId } = done.value;
    if (jobId !== null) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
    return c.redirect(`/admin/tenants/${id}/payouts/${payoutId}`, 303);
  });
}

/** A payout whose voucher is in the ledger already. */
function linkRoute(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/payouts/:payoutId/link", async (c) => {
    const { asking } = c.var;
    const { id, payoutId } = c.req.param();
    const tenant = granted(await requireTenant(asking));
    const payout = granted(await readPayout(asking, payoutId));
    const address = `/admin/tenants/${id}/payouts/${payoutId}`;
    // It is linked already, or no voucher was found.
    if (foundVoucher(payout) === undefined) return c.redirect(address, 303);
    const accounts = await accountsOf(asking);
    const sheet = await throughVoucher(c, tenant, payout, accounts);
    if (sheet !== null) return sheet;
    const { mark } = payout;
    const said = { mark, isOther: false, takes: true };
    const done = await approvePayout(asking, payoutId, said);
    if (!done.ok) return back(c, { id, payoutId }, done.error);
    const { jobId } = done.value;
    if (jobId !== null) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
    return c.redirect(address, 303);
  });
}

/** The order of a line, the payout's removal, and its files. */
function changeRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/payouts/:payoutId/match", async (c) => {
    const { form } = c.var;
    const { id, payoutId } = c.req.param();
    const line = { line: one(form, "line"), number: one(form, "order") };
    const done = await chooseOrder(c.var.asking, payoutId, line);
    if (!done.ok) return back(c, { id, payoutId, line }, done.error);
    return c.redirect(`/admin/tenants/${id}/payouts/${payoutId}`, 303);
  });

  pages.post("/tenants/:id/payouts/:payoutId/remove", async (c) => {
    const { asking } = c.var;
    const { id, payoutId } = c.req.param();
    const tenant = granted(await requireTenant(asking));
    const payout = granted(await readPayout(asking, payoutId));
    const sheet = await throughRemoval(c, tenant, payout);
    if (sheet !== null) return sheet;
    const done = await discardPayout(asking, payoutId);
    if (!done.ok) return back(c, { id, payoutId }, done.error);
    return c.redirect(`/admin/tenants/${id}/payouts`, 303);
  });

  pages.get("/tenants/:id/payouts/:payoutId/files/:fileId", async (c) => {
    const { payoutId, fileId } = c.req.param();
    const done = granted(await downloadFile(c.var.asking, payoutId, fileId));
    return c.body(done.stream, 200, downloadHeaders(done));
  });
}

const payoutsOf = (c: PageContext, id: string) => ({
  href: `/admin/tenants/${id}/payouts`,
  text: messagesFor(c).t("payouts.title"),
});

async function accountsOf(asking: TenantRequest): Promise<ReadonlyMap<number, string | null>> {
  const names = await anyNames(asking);
  const chart = chartFrom(names["eaccounting.accounts"]?.entries ?? []);
  return new Map([...chart].map(([account, { name }]) => [account, name]));
}

type Of = {
  readonly id: string;
  readonly payoutId: string;
  readonly line?: Omit<WrongMatch, "text">;
};

/** What was refused as things are now is said on the payout's own page, of a line at its field. */
function back(c: PageContext, { id, payoutId, line }: Of, why: Refused): Promise<Response> {
  const text = messagesFor(c).say(why.detail);
  const said = line === undefined ? { fault: text } : { wrong: { ...line, text } };
  return why.status === 409
    ? show(c, { id, payoutId, ...said })
    : refusedPage(c, why, tenantHomeOf(c, id));
}

async function list(c: PageContext, said: ListNotice = {}, at = 0): Promise<Response> {
  const { asking } = c.var;
  const tenant = granted(await requireTenant(asking));
  const [payouts, total, reading, intake, uploads] = await Promise.all([
    listPayouts(asking, at),
    countPayouts(asking),
    readingNow(asking),
    readMailIntake(asking),
    listUploads(asking),
  ]);
  const listed = granted(payouts);
  return payoutsPage(c, {
    intake: intake.ok ? intake.value : null,
    tenant,
    payouts: listed,
    at,
    total: total.ok ? total.value : listed.length,
    reading: reading.ok ? reading.value : [],
    uploads: uploads.ok ? uploads.value : [],
    refused: said.refused ?? null,
    fault: said.fault ?? null,
    sent: said.sent ?? new Map(),
  });
}

/** `at`: the page of its lines, counted from zero. */
type PayoutRequest = {
  readonly id: string;
  readonly payoutId: string;
  readonly fault?: string | null;
  readonly wrong?: WrongMatch | null;
  readonly at?: number;
  /** The form of what it lacks, where it wasn't taken. */
  readonly typed?: Pick<MissingProps, "refusal" | "confirm"> & { readonly form: Form };
};

async function show(
  c: PageContext,
  { id, payoutId, fault = null, wrong = null, at = 0, typed }: PayoutRequest,
): Promise<Response> {
  const { deps, signedIn, asking } = c.var;
  const tenant = granted(await requireTenant(asking));
  const payout = granted(await readPayout(asking, payoutId));
  const lines = granted(await readPayoutLines(asking, payoutId, Number.isSafeInteger(at) ? at : 0));
  const files = await listFiles(c.var.asking, payoutId);
  const [settings, names] = await Promise.all([readSettings(c.var.asking), anyNames(c.var.asking)]);
  const staged = STAGED_AS.find((as) => as === c.req.query("staged")) ?? null;
  return payoutPage(c, {
    status: statusOf(typed?.refusal ?? NOT_REFUSED),
    staged,
    missing: settings.ok ? (
      <MissingForm
        tenantId={id}
        payout={payout}
        {...settings.value}
        names={names}
        typed={typed?.form ?? new Map()}
        refusal={typed?.refusal ?? NOT_REFUSED}
        confirm={typed?.confirm ?? null}
      />
    ) : null,
    tenant,
    payout,
    elsewhere: settings.ok ? voucherLinks(settings.value.settings.vendorPages, payout.voucher) : [],
    lines,
    files: files.ok ? files.value : [],
    keepsFiles: deps.files !== null,
    mayReadFiles: mayOn(signedIn.actor, "approve", id),
    accounts: await accountsOf(asking),
    // On another page of the lines.
    fault: wrong !== null && !showsLine(payout, lines, wrong) ? wrong.text : fault,
    wrong,
  });
}

const STAGED_AS = ["new", "corrected", "same"] as const;

const showsLine = (
  { unmatched }: PayoutView,
  { rows }: PayoutLines,
  { line }: WrongMatch,
): boolean => [...unmatched, ...rows].some(({ id }) => id === line);
