/**
 * What the edges ask of a tenant's object: the webhook endpoint, the pages, the management API,
 * cron. Each call is short, and what it does stands in a file of its own.
 */
import type { Act } from "../../domain/acts.ts";
import type { Vendor } from "../../domain/ids.ts";
import type { FlowName } from "../../domain/job.ts";
import type { DebtorSales, PartiesFound, PartyList } from "../../domain/names.ts";
import { reason } from "../../domain/reasons.ts";
import { message } from "../../messages/message.ts";
import type { EngineRpc } from "../engine-rpc.ts";
import type { Range } from "../../monitor/reconciliation/port.ts";
import type {
  AcceptInput,
  AuditCheck,
  AuditSpan,
  BackfillRequest,
  Done,
  DryRunInput,
  GrantInput,
  TransferPart,
  TransferRow,
  JobQuery,
  LinkAnswer,
  LinkRequest,
  LinkView,
  NoticesView,
  PersonQuery,
  Span,
  TenantHealth,
  TenantRpc,
} from "../rpc.ts";
import type { AuditRow } from "../../store/audit.ts";
import * as articleLinks from "./article-links.ts";
import * as alerts from "./alerts.ts";
import * as auditChain from "./audit-chain.ts";
import { dryRun, inTheWay, setUp } from "./at-once.ts";
import { attention } from "./attention.ts";
import { ownWords } from "./own-words.ts";
import * as backfillView from "./backfill-view.ts";
import * as backfills from "./backfills.ts";
import * as manualLinks from "./manual-links.ts";
import * as cache from "./cache.ts";
import { check } from "./check.ts";
import * as claims from "./claims.ts";
import * as manualActions from "./manual-actions.ts";
import * as intake from "./intake.ts";
import * as ended from "./ended.ts";
import { Finder } from "./finder.ts";
import * as firstDay from "./first-day.ts";
import * as transfer from "./tenant-transfer.ts";
import { health } from "./health.ts";
import * as jobList from "./job-list.ts";
import * as jobs from "./jobs.ts";
import * as links from "./links.ts";
import * as meta from "./meta.ts";
import * as noticeSecret from "./notice-secret.ts";
import * as notices from "./notices.ts";
import * as orderValues from "./order-values.ts";
import * as originals from "./originals.ts";
import * as people from "./people.ts";
import type { Pinned } from "./pins.ts";
import * as reconciliationView from "./reconciliation-view.ts";
import { notesBy } from "./skip-notes.ts";
import * as runs from "./runs.ts";
import * as reseal from "./reseal.ts";
import * as turns from "./turns.ts";
import { TenantBase } from "./tenant-base.ts";

export abstract class TenantEdges extends TenantBase implements TenantRpc {
  /** The same object, as runs of jobs ask it: some things are run here and now. */
  protected abstract readonly engine: () => EngineRpc;
  protected readonly finder = new Finder();

  async tick(tenantId: string): Promise<void> {
    this.enter(tenantId);
    await this.alarmLoop.tick();
  }

  async giveRows(tenantId: string, part: TransferPart, after: readonly (string | number)[] | null) {
    return transfer.give(this.enter(tenantId), part, after);
  }

  async takeRows(
    tenantId: string,
    part: TransferPart,
    rows: readonly TransferRow[],
  ): Promise<Done> {
    return this.atomically(tenantId, (context) => transfer.take(context, part, rows));
  }

  async accept(tenantId: string, input: AcceptInput) {
    this.enter(tenantId);
    return this.intakeBatches.take(input);
  }

  async lastWebhook(tenantId: string, type: string): Promise<void> {
    meta.hear(this.enter(tenantId).sql, type, this.context.now());
  }

  async lookups(tenantId: string) {
    return cache.lookups(this.enter(tenantId).sql);
  }

  async buyer(
    tenantId: string,
    { linkSource, skus }: { readonly linkSource: string | null; readonly skus: readonly string[] },
  ) {
    const { sql } = this.enter(tenantId);
    return {
      link: linkSource === null ? null : links.customer(sql, linkSource),
      articles: cache.articles(sql, skus),
    };
  }

  async original(tenantId: string, input: { readonly original: string; readonly except: string }) {
    return originals.seen(this.enter(tenantId).sql, input);
  }

  async names(tenantId: string) {
    return cache.names(this.enter(tenantId).sql);
  }

  async findParties(tenantId: string, list: PartyList, text: string): Promise<PartiesFound> {
    return this.finder.find(this.enter(tenantId), this.engine(), list, text);
  }

  async debtorSales(tenantId: string, debtorId: number): Promise<DebtorSales> {
    return this.finder.sales(this.enter(tenantId), this.engine(), debtorId);
  }

  async configure(tenantId: string, input: meta.Configuration): Promise<Done> {
    return this.atomically(tenantId, (context) => {
      meta.configure(context.sql, input);
      firstDay.configured(context.sql, context.now());
      context.wake();
      return { ok: true };
    });
  }

  async storeGrant(tenantId: string, grant: GrantInput): Promise<Done> {
    const context = this.enter(tenantId);
    const expected = context.vault.identity(grant.vendor);
    if (expected !== null && expected.toLowerCase() !== grant.identity.toLowerCase())
      return {
        ok: false,
        kind: "wrong-company",
        message: message("refusals.connectedElsewhere", {
          connected: expected,
          signedIn: grant.identity,
        }),
      };
    await context.vault.store(grant);
    return context.atomically(() => {
      const now = context.now();
      if (grant.company !== null) cache.save(context.sql, { company: grant.company }, now);
      transfer.succeeds(context.sql, now);
      const pause = meta.pauseState(context.sql);
      if (pause.paused && pause.by === "engine") this.#resume(now);
      else if (!pause.paused) claims.unpause(context.sql, now);
      if (grant.vendor === "eaccounting")
        intake.enqueue(context, {
          key: "lookups",
          flow: "lookups",
          type: "connected",
          lane: "sweep",
        });
      context.wake();
      return { ok: true };
    });
  }

  async pauseTenant(tenantId: string, actor: string, note: string): Promise<Done> {
    const context = this.enter(tenantId);
    meta.pause(context.sql, "person", reason("tenant-paused", { actor, note }), context.now());
    return { ok: true };
  }

  async resumeTenant(tenantId: string): Promise<Done> {
    return this.atomically(tenantId, (context) => {
      this.#resume(context.now());
      transfer.succeeds(context.sql, context.now());
      context.wake();
      return { ok: true };
    });
  }

  async pauseFlow(tenantId: string, flow: FlowName, actor: string, note: string): Promise<Done> {
    const context = this.enter(tenantId);
    meta.stopFlow(context.sql, flow, { actor, note, since: context.now() });
    return { ok: true };
  }

  async resumeFlow(tenantId: string, flow: FlowName): Promise<Done> {
    return this.atomically(tenantId, (context) => {
      meta.startFlow(context.sql, flow);
      claims.unpauseFlow(context.sql, flow, context.now());
      context.wake();
      return { ok: true };
    });
  }

  async beginBackfill(tenantId: string, request: BackfillRequest, actor: string) {
    return this.atomically(tenantId, (context) => backfills.begin(context, request, actor));
  }

  async backfills(tenantId: string) {
    return backfillView.list(this.enter(tenantId));
  }

  async backfill(tenantId: string, id: string) {
    return backfillView.one(this.enter(tenantId), id);
  }

  async backfillOrders(tenantId: string, id: string, query: { verdict?: string; cursor?: string }) {
    return backfillView.orders(this.enter(tenantId), id, query);
  }

  async cancelBackfill(tenantId: string, id: string) {
    return this.atomically(tenantId, (context) => backfills.cancel(context, id));
  }

  async undoBackfill(tenantId: string, id: string) {
    return this.atomically(tenantId, (context) => backfills.undo(context, id));
  }

  async cancelRun(tenantId: string, id: string) {
    return this.atomically(tenantId, (context) => runs.cancel(context, id));
  }

  #resume(now: number): void {
    const { sql } = this.context;
    meta.resume(sql);
    claims.unpause(sql, now);
    alerts.resolve(sql, "tenant", now);
  }

  async health(tenantId: string): Promise<TenantHealth> {
    const context = this.enter(tenantId);
    const [nextAlarm, vendorLimit] = await Promise.all([
      this.ctx.storage.getAlarm(),
      context.deps
        .gate()
        .view()
        .catch(() => null),
    ]);
    return health(context, nextAlarm, vendorLimit);
  }

  async orderValues(tenantId: string) {
    return orderValues.list(this.enter(tenantId).sql);
  }

  async endedSums(tenantId: string, spans: readonly Span[]) {
    return this.atomically(tenantId, ({ sql, now }) => ended.sums(sql, spans, now()));
  }

  async jobs(tenantId: string, query: JobQuery) {
    return jobList.page(this.enter(tenantId), query);
  }

  async attention(tenantId: string, cursor: string | null) {
    const context = this.enter(tenantId);
    const page = attention(context.sql, cursor);
    return { ...page, words: await ownWords(context, page.jobs) };
  }

  async timeline(tenantId: string, jobId: string) {
    return manualActions.timeline(this.enter(tenantId), jobId);
  }

  async retry(tenantId: string, jobId: string, actor: string) {
    return manualActions.retry(this.enter(tenantId), jobId, actor);
  }

  async act(tenantId: string, jobId: string, act: Act, actor: string) {
    return manualActions.act(this.enter(tenantId), jobId, act, actor);
  }

  async skipNotes(tenantId: string, jobIds: readonly string[]) {
    return notesBy(this.enter(tenantId), jobIds);
  }

  async checkConnection(tenantId: string, vendor: Vendor) {
    return check(this.enter(tenantId), this.engine(), vendor);
  }

  async orderLabel(tenantId: string, jobId: string) {
    const job = jobs.byId(this.enter(tenantId).sql, jobId);
    return job?.flow === "orders" ? job.label : null;
  }

  async plannedWith(tenantId: string, jobId: string) {
    return manualActions.plannedWith(this.enter(tenantId), jobId);
  }

  async retryAsPlanned(tenantId: string, jobId: string, actor: string, pinned: Pinned) {
    return manualActions.retryAsPlanned(this.enter(tenantId), jobId, actor, pinned);
  }

  async skip(tenantId: string, jobId: string, actor: string, note: string) {
    return manualActions.skip(this.enter(tenantId), jobId, actor, note);
  }

  async linkManually(
    tenantId: string,
    jobId: string,
    link: LinkRequest,
    actor: string,
  ): Promise<LinkAnswer> {
    return manualLinks.link(this.enter(tenantId), this.engine(), jobId, link, actor);
  }

  async unlinkManually(tenantId: string, jobId: string, actor: string, note: string) {
    return manualLinks.unlink(this.enter(tenantId), jobId, actor, note);
  }

  async runFlow(tenantId: string, flow: FlowName): Promise<Done<{ jobIds: readonly string[] }>> {
    return this.atomically(tenantId, (context) => {
      const jobIds = turns.runNow(context, flow);
      if (jobIds.length === 0)
        return {
          ok: false,
          kind: "not-available",
          message: message("refusals.flowNotByHand", { flow }),
        };
      context.wake();
      return { ok: true, jobIds };
    });
  }

  /**
   * Makes the system articles and the company's claim. A person waits for this, so it runs here and
   * now.
   */
  async setup(tenantId: string) {
    return setUp(this.enter(tenantId), this.engine());
  }

  async dryRun(tenantId: string, input: DryRunInput): Promise<Done<{ jobId: string }>> {
    const context = this.enter(tenantId);
    return inTheWay(context) ?? { ok: true, jobId: await dryRun(context, this.engine(), input) };
  }

  async links(
    tenantId: string,
    query: { kind?: LinkView["kind"]; source?: string; target?: string; cursor?: string },
  ) {
    return links.page(this.enter(tenantId).sql, query);
  }

  async putLink(
    tenantId: string,
    link: { kind: LinkView["kind"]; source: string; target: string },
  ): Promise<Done> {
    return this.atomically(tenantId, (context) => {
      if (link.kind === "article")
        return articleLinks.link(context, link.source, link.target.toLowerCase());
      const customer = {
        id: link.target,
        number: null,
        kind: "company" as const,
        country: null,
        vatNumber: null,
        termsOfPaymentId: null,
      };
      // No fingerprint fits this one: the customer is read from the ledger at the next order.
      links.save(
        context.sql,
        { ...link, by: "person", data: { customer, fingerprint: "" } },
        context.now(),
      );
      context.wake();
      return { ok: true };
    });
  }

  async deleteLink(
    tenantId: string,
    link: { kind: LinkView["kind"]; source: string },
  ): Promise<Done> {
    return this.atomically(tenantId, (context) => {
      if (link.kind === "article") return articleLinks.unlink(context, link.source);
      if (!links.remove(context.sql, link.kind, link.source, context.now()))
        return { ok: false, kind: "not-found", message: message("refusals.noSuchLink") };
      context.wake();
      return { ok: true };
    });
  }

  async alerts(tenantId: string, cursor?: string) {
    return alerts.list(this.enter(tenantId).sql, cursor);
  }

  async reconcile(tenantId: string, range: Range): Promise<Done<{ jobId: string }>> {
    return this.atomically(tenantId, (context) => reconciliationView.reconcile(context, range));
  }

  async reconciliation(tenantId: string, query: reconciliationView.Query) {
    return reconciliationView.view(this.enter(tenantId).sql, query);
  }

  async notices(tenantId: string): Promise<NoticesView> {
    const { sql, now, deps } = this.enter(tenantId);
    return {
      waiting: notices.waiting(sql),
      undelivered: notices.undelivered(sql, now()),
      lastFault: notices.lastFault(sql),
      mail: deps.mail !== null,
      secret: noticeSecret.has(sql),
    };
  }

  async noticeSecret(tenantId: string, once?: string) {
    return { secret: await noticeSecret.make(this.enter(tenantId), once) };
  }

  async testNotices(tenantId: string) {
    return this.atomically(tenantId, (context) => {
      const tested = notices.test(context.sql, context.now(), context.deps.mail !== null);
      if (tested === null) return { channels: [], tooSoon: true as const };
      if (tested.channels.length > 0) context.wake();
      return tested;
    });
  }

  async person(tenantId: string, query: PersonQuery) {
    return people.page(this.enter(tenantId), query);
  }

  async auditCheck(
    tenantId: string,
    rows: readonly AuditRow[],
    span: AuditSpan,
  ): Promise<AuditCheck> {
    const context = this.enter(tenantId);
    await auditChain.sealNew(context);
    return auditChain.check(context, rows, span);
  }

  async reencrypt(tenantId: string) {
    return reseal.step(this.enter(tenantId));
  }

  async retire(tenantId: string, actor: string): Promise<Done> {
    return this.atomically(tenantId, (context) => {
      meta.pause(
        context.sql,
        "person",
        reason("tenant-paused", { actor, note: "retired" }),
        context.now(),
      );
      context.vault.forget();
      return { ok: true };
    });
  }
}
