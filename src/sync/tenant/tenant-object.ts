/**
 * TenantSync: one object a tenant, the only truth for its jobs, journal, links and tokens. D1 is a projection of it.
 *
 * A Durable Object does not serialize across `fetch` or RPC: exclusion is made here, by claims with numbers, locks and
 * synchronous transactions. One alarm is the net under everything: it wakes what is due, takes back what a dead
 * runner held, tells D1, renews grants and deletes what is past its retention.
 */
import { DurableObject } from "cloudflare:workers";
import type { Vendor } from "../../domain/ids.ts";
import type { FlowName } from "../../domain/job.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { WorkItem, WriteIntent } from "../../flows/port.ts";
import type { Carry, ClaimRef, CompleteInput, DoubtVerdict, EngineRpc, LockInput, ParkInput, Sealed } from "../engine-rpc.ts";
import type { ProductAsk } from "../../flows/products/port.ts";
import type { ProofAsk, Range } from "../../monitor/reconciliation/port.ts";
import type { AcceptInput, BackfillRequest, Done, DryRunInput, GrantInput, JobQuery, LinkView, TenantHealth, TenantRpc } from "../rpc.ts";
import * as alerts from "./alerts.ts";
import { Arrivals } from "./arrivals.ts";
import { atOnce, dryRun } from "./at-once.ts";
import * as backfillView from "./backfill-view.ts";
import * as backfills from "./backfills.ts";
import * as cache from "./cache.ts";
import * as claims from "./claims.ts";
import * as desk from "./desk.ts";
import * as door from "./door.ts";
import * as engine from "./engine.ts";
import * as firstDay from "./first-day.ts";
import { health } from "./health.ts";
import { Heart } from "./heart.ts";
import * as jobs from "./jobs.ts";
import * as journal from "./journal.ts";
import * as links from "./links.ts";
import * as meta from "./meta.ts";
import * as originals from "./originals.ts";
import * as proof from "./proof.ts";
import * as proofView from "./proof-view.ts";
import { pick } from "./pump.ts";
import type { Room, TenantDeps } from "./room.ts";
import { migrate } from "./schema.ts";
import { Slots } from "./slots.ts";
import * as standings from "./standings.ts";
import * as turns from "./turns.ts";
import { Vault } from "./vault.ts";

export class TenantObject extends DurableObject<Env> implements TenantRpc, EngineRpc {
  readonly #room: Room;
  readonly #heart: Heart;
  readonly #arrivals: Arrivals;
  /** Its own name, once it was read: every call asks. */
  #name: string | null = null;

  constructor(ctx: DurableObjectState, env: Env, deps: TenantDeps) {
    super(ctx, env);
    const sql = ctx.storage.sql;
    const now = (): number => deps.clock.now();
    migrate(sql, now());
    const tenantId = (): string => meta.get(sql, "tenant") ?? "";
    const vault = new Vault(sql, deps.clock, deps.keyring, deps.renew, tenantId);
    this.#room = { sql, deps, vault, slots: new Slots(deps.clock, deps.gate, tenantId), now, tenantId, stir: () => this.#heart.stir(), soon: () => this.#heart.soon() };
    this.#heart = new Heart(ctx, this.#room);
    this.#arrivals = new Arrivals((input) => door.accept(this.#room, input));
  }

  /** An object learns its name from its first caller; another name is a bug of addressing, not an input. */
  #enter(tenantId: string): Room {
    if (this.#name === tenantId) return this.#room;
    const known = this.#room.tenantId();
    if (known === "") meta.set(this.#room.sql, "tenant", tenantId);
    else if (known !== tenantId) throw new Error(`this object belongs to another tenant than ${tenantId}`);
    this.#name = tenantId;
    return this.#room;
  }

  override async alarm(): Promise<void> {
    await this.#heart.beat();
  }

  async tick(tenantId: string): Promise<void> {
    this.#enter(tenantId);
    await this.#heart.beat();
  }

  // The edges

  async accept(tenantId: string, input: AcceptInput) {
    this.#enter(tenantId);
    return this.#arrivals.take(input);
  }

  async configure(tenantId: string, input: meta.Configuration): Promise<Done> {
    const room = this.#enter(tenantId);
    meta.configure(room.sql, input);
    firstDay.configured(room.sql, room.now());
    room.stir();
    return { ok: true };
  }

  async storeGrant(tenantId: string, grant: GrantInput): Promise<Done> {
    const room = this.#enter(tenantId);
    const expected = room.vault.identity(grant.vendor);
    if (expected !== null && expected.toLowerCase() !== grant.identity.toLowerCase())
      return { ok: false, kind: "wrong-company", message: `this tenant is connected to ${expected}, the sign-in was for ${grant.identity}` };
    await room.vault.store(grant);
    const now = room.now();
    if (grant.company !== null) cache.save(room.sql, { company: grant.company }, now);
    const pause = meta.pauseState(room.sql);
    if (pause.paused && pause.by === "engine") this.#resume(now);
    else if (!pause.paused) claims.unpause(room.sql, now);
    if (grant.vendor === "eaccounting") door.enqueue(room, { key: "lookups", flow: "lookups", type: "connected", lane: "sweep" });
    room.stir();
    return { ok: true };
  }

  async pauseTenant(tenantId: string, actor: string, note: string): Promise<Done> {
    const room = this.#enter(tenantId);
    meta.pause(room.sql, "person", reason("tenant-paused", { actor, note }), room.now());
    return { ok: true };
  }

  async resumeTenant(tenantId: string): Promise<Done> {
    const room = this.#enter(tenantId);
    this.#resume(room.now());
    room.stir();
    return { ok: true };
  }

  async pauseFlow(tenantId: string, flow: FlowName, actor: string, note: string): Promise<Done> {
    const room = this.#enter(tenantId);
    meta.stopFlow(room.sql, flow, { actor, note, since: room.now() });
    return { ok: true };
  }

  async resumeFlow(tenantId: string, flow: FlowName): Promise<Done> {
    const room = this.#enter(tenantId);
    meta.startFlow(room.sql, flow);
    claims.unpauseFlow(room.sql, flow, room.now());
    room.stir();
    return { ok: true };
  }

  async beginBackfill(tenantId: string, request: BackfillRequest, actor: string) {
    return backfills.begin(this.#enter(tenantId), request, actor);
  }

  async backfills(tenantId: string) {
    return backfillView.list(this.#enter(tenantId));
  }

  async backfill(tenantId: string, id: string) {
    return backfillView.one(this.#enter(tenantId), id);
  }

  async backfillOrders(tenantId: string, id: string, query: { verdict?: string; cursor?: string }) {
    return backfillView.orders(this.#enter(tenantId), id, query);
  }

  async cancelBackfill(tenantId: string, id: string) {
    return backfills.cancel(this.#enter(tenantId), id);
  }

  async undoBackfill(tenantId: string, id: string) {
    return backfills.undo(this.#enter(tenantId), id);
  }

  #resume(now: number): void {
    const { sql } = this.#room;
    meta.resume(sql);
    claims.unpause(sql, now);
    alerts.resolve(sql, "tenant", now);
  }

  async health(tenantId: string): Promise<TenantHealth> {
    return health(this.#enter(tenantId), await this.ctx.storage.getAlarm());
  }

  async jobs(tenantId: string, query: JobQuery) {
    return desk.page(this.#enter(tenantId), query);
  }

  async story(tenantId: string, jobId: string) {
    return desk.story(this.#enter(tenantId), jobId);
  }

  async retry(tenantId: string, jobId: string, actor: string) {
    return desk.retry(this.#enter(tenantId), jobId, actor);
  }

  async skip(tenantId: string, jobId: string, actor: string, note: string) {
    return desk.skip(this.#enter(tenantId), jobId, actor, note);
  }

  async runFlow(tenantId: string, flow: FlowName): Promise<Done<{ jobIds: readonly string[] }>> {
    const room = this.#enter(tenantId);
    const jobIds = turns.runNow(room, flow);
    if (jobIds.length === 0) return { ok: false, kind: "not-available", message: `the flow ${flow} can't be run by hand yet` };
    room.stir();
    return { ok: true, jobIds };
  }

  /** Makes the own articles and the company's claim. A person waits for this, so it runs here and now. */
  async setup(tenantId: string) {
    const room = this.#enter(tenantId);
    const jobId = await atOnce(room, this, { key: "setup", flow: "setup", type: "by-hand", lane: "live" });
    const after = jobs.byId(room.sql, jobId);
    if (after?.outcome === "booked" || after?.outcome === "updated") return { ok: true as const, articles: cache.lookups(room.sql).ownArticles };
    const why = after === null ? undefined : claims.reasonsOf(after)[0];
    return { ok: false as const, kind: why?.code ?? "waiting", message: `set-up isn't done: see job ${jobId}` };
  }

  async dryRun(tenantId: string, input: DryRunInput): Promise<Done<{ jobId: string }>> {
    return { ok: true, jobId: await dryRun(this.#enter(tenantId), this, input) };
  }

  async links(tenantId: string, query: { kind?: LinkView["kind"]; source?: string; cursor?: string }) {
    return links.page(this.#enter(tenantId).sql, query);
  }

  async putLink(tenantId: string, link: { kind: LinkView["kind"]; source: string; target: string }): Promise<Done> {
    const room = this.#enter(tenantId);
    if (link.kind !== "customer") return { ok: false, kind: "not-available", message: "articles are found by their number and need no link" };
    const customer = { id: link.target, number: null, kind: "company" as const, country: null, vatNumber: null, termsOfPaymentId: null };
    // No fingerprint fits this one: the customer is read from the ledger at the next order.
    links.save(room.sql, { ...link, by: "person", data: { customer, fingerprint: "" } }, room.now());
    room.stir();
    return { ok: true };
  }

  async deleteLink(tenantId: string, link: { kind: LinkView["kind"]; source: string }): Promise<Done> {
    const room = this.#enter(tenantId);
    if (!links.remove(room.sql, link.kind, link.source, room.now())) return { ok: false, kind: "not-found", message: "there is no such link" };
    room.stir();
    return { ok: true };
  }

  async alerts(tenantId: string) {
    return alerts.list(this.#enter(tenantId).sql);
  }

  async reconcile(tenantId: string, range: Range): Promise<Done<{ jobId: string }>> {
    return proofView.reconcile(this.#enter(tenantId), range);
  }

  async reconciliation(tenantId: string, query: proofView.Query) {
    return proofView.view(this.#enter(tenantId).sql, query);
  }

  async retire(tenantId: string, actor: string): Promise<Done> {
    const room = this.#enter(tenantId);
    meta.pause(room.sql, "person", reason("tenant-paused", { actor, note: "retired" }), room.now());
    room.vault.forget();
    return { ok: true };
  }

  // The runners

  async claim(tenantId: string, jobId: string) {
    return engine.claim(this.#enter(tenantId), jobId);
  }

  async resolveFor(ref: ClaimRef, carry: Carry, input: { linkSource: string | null; skus: readonly string[] }) {
    return engine.resolveFor(this.#enter(ref.tenantId), ref, carry, input);
  }

  async lockParty(ref: ClaimRef, carry: Carry, input: LockInput) {
    return engine.lockParty(this.#enter(ref.tenantId), ref, carry, input);
  }

  async lockOriginal(ref: ClaimRef, carry: Carry, input: { lockKey: string; original: string }) {
    return originals.lockOriginal(this.#enter(ref.tenantId), ref, carry, input);
  }

  async slot(ref: ClaimRef, input: { vendor: Vendor; endpoint: string; capability: string; lookup: boolean }) {
    return engine.slot(this.#enter(ref.tenantId), ref, input);
  }

  async orderStandings(ref: ClaimRef, input: { ids: readonly string[] }) {
    return standings.forRun(this.#enter(ref.tenantId), ref, input.ids);
  }

  async begin(ref: ClaimRef, carry: Carry, intent: WriteIntent, input: { vendor?: Vendor; endpoint: string; capability: string; request: Sealed }) {
    return engine.begin(this.#enter(ref.tenantId), ref, carry, intent, input);
  }

  async record(ref: ClaimRef, carry: Carry, doubt: { opId: number; verdict: DoubtVerdict } | null) {
    const room = this.#enter(ref.tenantId);
    const job = claims.holder(room.sql, ref);
    claims.carry(room.sql, carry, job, room.now());
    if (job !== null && doubt !== null) this.#conclude(room, doubt.opId, doubt.verdict);
    return { fenced: job === null };
  }

  async enqueue(ref: ClaimRef, items: readonly WorkItem[]) {
    return engine.enqueue(this.#enter(ref.tenantId), ref, items);
  }

  async standing(ref: ClaimRef, since: number, after: string) {
    return engine.standing(this.#enter(ref.tenantId), ref, since, after);
  }

  async enrol(ref: ClaimRef, orders: readonly { key: string; dated: string }[]) {
    return engine.enrol(this.#enter(ref.tenantId), ref, orders);
  }

  async recall(ref: ClaimRef, keys: readonly string[]) {
    return engine.recall(this.#enter(ref.tenantId), ref, keys);
  }

  async products(ref: ClaimRef, ask: ProductAsk) {
    return engine.askProducts(this.#enter(ref.tenantId), ref, ask);
  }

  async proof(ref: ClaimRef, ask: ProofAsk) {
    return proof.answer(this.#enter(ref.tenantId), ref, ask);
  }

  #conclude(room: Room, opId: number, verdict: DoubtVerdict): void {
    const now = room.now();
    switch (verdict.kind) {
      case "found":
        journal.adopt(room.sql, opId, verdict.documentId, verdict.documentNumber, now);
        if (verdict.document !== null) journal.saveDocument(room.sql, verdict.document.key, verdict.document, now);
        return;
      case "absent":
        return journal.looked(room.sql, opId);
      case "send-again":
        return journal.sendAgain(room.sql, opId, now);
      case "superseded":
        return journal.supersede(room.sql, opId, now);
    }
  }

  async complete(ref: ClaimRef, carry: Carry, input: CompleteInput) {
    const room = this.#enter(ref.tenantId);
    const job = claims.holder(room.sql, ref);
    const now = room.now();
    claims.carry(room.sql, carry, job, now);
    if (job === null) return { fenced: true, next: null };
    claims.complete(room.sql, job, input, now, room.deps.timings);
    door.verifyRepeats(room, job);
    originals.wake(room.sql, job.key, now);
    room.stir();
    return { fenced: false, next: meta.pauseState(room.sql).paused ? null : (pick(room.sql, now, 1)[0] ?? null) };
  }

  async park(ref: ClaimRef, carry: Carry, input: ParkInput) {
    const room = this.#enter(ref.tenantId);
    const job = claims.holder(room.sql, ref);
    const now = room.now();
    claims.carry(room.sql, carry, job, now);
    if (job === null) return { fenced: true };
    claims.park(room.sql, job, input, now);
    if (input.waitsFor !== undefined) originals.waitFor(room.sql, job.id, input.waitsFor, now);
    if (input.capability !== null && input.wait === "pause")
      engine.closeCapability(room, input.capability.vendor, input.capability.capability, input.reasons[0] ?? reason("no-access"), now);
    room.stir();
    return { fenced: false };
  }

  async renewToken(tenantId: string, vendor: Vendor, badVersion: number) {
    return engine.renewToken(this.#enter(tenantId), vendor, badVersion);
  }

  async throttled(tenantId: string, vendor: Vendor, endpoint: string, retryAfterMs: number) {
    const room = this.#enter(tenantId);
    if (vendor === "asperion") room.slots.pauseAsperion(retryAfterMs);
    else await room.deps.gate().penalize(endpoint, retryAfterMs);
  }

  async stopTenant(tenantId: string, why: Reason) {
    const room = this.#enter(tenantId);
    engine.stop(room, why, room.now());
  }
}
