/**
 * The webhook endpoint: verify, make the job durable, answer. The request calls no vendor and no
 * queue.
 *
 * An unknown tenant gets the same steps as a known one (registry, one verification, answer), with a
 * fixed key. No object is touched before the registry knows the tenant, as naming an object creates
 * it. A refused signature stores nothing; otherwise a forged id would block the real one.
 *
 * Of a body only the type, the administration and the id are used. The resource itself is always
 * fetched, so a forged or stale body can't book anything, and senders of whole payloads work too.
 */
import { Hono, type Context } from "hono";
import { message } from "../../messages/message.ts";
import { sameHash, tokenHash } from "../../store/secrets.ts";
import { unpackClaim } from "../../sync/plan-basis.ts";
import type { Accepted } from "../../sync/tenant/stub.ts";
import { inSpan, type SetAttributes } from "../../sync/span.ts";
import type { HttpDeps } from "../deps.ts";
import { answerJson } from "../headers.ts";
import { problemResponse, type Fault } from "../problem.ts";
import { faultsIn } from "../../settings/setting-faults.ts";
import { MAX_BODY_BYTES, readBody } from "./body.ts";
import type { RegistryAnswer, Registry, TenantEntry } from "./registry.ts";
import { importSecret, isFresh, isSigned, signedHeaders, type SignedHeaders } from "./verify.ts";
import { defined } from "../../domain/platform/defined.ts";
import { z } from "zod";
import { debtorKey, orderKey } from "../../domain/ids.ts";
import type { FlowName } from "../../domain/jobs/job.ts";
import { err, ok, type Result } from "../../domain/result.ts";

type WebhookEndpointDeps = Pick<
  HttpDeps,
  "clock" | "tenant" | "dispatch" | "log" | "bodyDeadlineMs"
> & {
  readonly registry: Registry;
  /** Replaced by a test that counts verifications: every tenant takes the same steps. */
  readonly verify?: typeof isSigned;
};

/** Verifies the sender against what is known of the tenant. */
type Check = (entry: TenantEntry | null) => Promise<boolean>;

type ShopEvent = WebhookEndpointEvent & { readonly kind: "event" };

const UNAVAILABLE = { headers: { "retry-after": "10" } } as const;

/** Stands in for the secrets of a tenant that doesn't exist or has none; no sender uses it. */
const DUMMY_SECRET = `whsec_${"A".repeat(43)}=`;

const MAX_ID_LENGTH = 200;

export function createWebhookEndpoint(deps: WebhookEndpointDeps): Hono {
  const isSignedBySender = signatureCheck(deps);
  const endpoint = new Hono();
  endpoint.post("/webhooks/asperion/:tenantId", (c) => {
    const headers = signedHeaders(c.req.raw.headers);
    const check = (body: Uint8Array) => (entry: TenantEntry | null) =>
      isSignedBySender(headers, body, entry);
    return receive(deps, c, c.req.param("tenantId"), check);
  });
  // For senders that can't sign: refused unless the tenant has made a token.
  endpoint.post("/webhooks/asperion/:tenantId/:token", async (c) => {
    const given = await tokenHash(c.req.param("token"));
    const check = () => async (entry: TenantEntry | null) =>
      sameHash(entry?.webhookTokenHash ?? "A".repeat(given.length), given) && entry !== null;
    return receive(deps, c, c.req.param("tenantId"), check);
  });
  return endpoint;
}

async function receive(
  deps: WebhookEndpointDeps,
  c: Context,
  tenantId: string,
  check: (body: Uint8Array) => Check,
): Promise<Response> {
  const body = await bodyOf(deps, c);
  if (body instanceof Response) return body;
  const admitted = await admit(deps, tenantId, check(body));
  if (admitted instanceof Response) return admitted;
  const event = readEvent(body);
  if (!event.ok) return problemResponse(400, { errors: event.error });
  if (event.value.kind === "ignored") {
    c.executionCtx.waitUntil(noteIgnored(deps, tenantId, event.value.type));
    return c.json({ ignored: true }, 202);
  }
  const tenant = await tiedTo(deps, tenantId, admitted, event.value.administrationId);
  if (tenant instanceof Response) return tenant;
  const eventId = c.req.header("webhook-id") ?? "";
  const refused = refusalOf(event.value, eventId, tenant);
  if (refused !== null) return refused;
  return accept(deps, c, tenantId, eventId === "" ? null : eventId, event.value);
}

async function bodyOf(
  { bodyDeadlineMs }: WebhookEndpointDeps,
  c: Context,
): Promise<Response | Uint8Array> {
  const read = await readBody(c.req.raw, MAX_BODY_BYTES, bodyDeadlineMs);
  switch (read.kind) {
    case "read":
      return read.bytes;
    case "too-large":
      return problemResponse(413, { detail: message("problems.webhookTooLarge") });
    case "too-slow":
      return problemResponse(408);
    case "broken":
      return problemResponse(400, { detail: message("problems.bodyEndedEarly") });
  }
}

async function admit(
  { registry, log }: WebhookEndpointDeps,
  tenantId: string,
  check: Check,
): Promise<Response | TenantEntry> {
  let known = await registry.find(tenantId);
  let good = await check(entryOf(known));
  if (!good && known.kind === "known" && !known.fresh) {
    known = await registry.refresh(tenantId);
    // D1 is down and the secret may be newer than the cached one, so the sender is asked to retry.
    if (known.kind === "known" && !known.fresh) return problemResponse(503, UNAVAILABLE);
    good = await check(entryOf(known));
  }
  if (known.kind === "unreadable") return problemResponse(503, UNAVAILABLE);
  if (known.kind === "unknown" || known.entry.state === "retired") return problemResponse(404);
  if (good) return known.entry;
  log({ event: "webhook.refused", tenant: tenantId });
  return problemResponse(401, { detail: message("problems.badSignature") });
}

/**
 * Reads a tenant again before an event of another administration is refused, as the tenant may just
 * have been tied to it and a sender may take a refusal for final.
 */
async function tiedTo(
  { registry }: WebhookEndpointDeps,
  tenantId: string,
  before: TenantEntry,
  administrationId: number,
): Promise<Response | TenantEntry> {
  if (before.administrationId === administrationId) return before;
  const known = await registry.refresh(tenantId);
  if (known.kind === "unreadable" || (known.kind === "known" && !known.fresh))
    return problemResponse(503, UNAVAILABLE);
  if (known.kind === "unknown" || known.entry.state === "retired") return problemResponse(404);
  return known.entry;
}

const entryOf = (known: RegistryAnswer): TenantEntry | null =>
  known.kind === "known" ? known.entry : null;

/** Does the same steps for a tenant without secrets, or an unknown one, with a dummy key. */
function signatureCheck({ verify = isSigned, clock }: WebhookEndpointDeps) {
  let dummy: CryptoKey | null = null;
  const dummyKey = async (): Promise<CryptoKey | null> =>
    (dummy ??= await importSecret(DUMMY_SECRET));

  return async (
    headers: SignedHeaders | null,
    body: Uint8Array,
    entry: TenantEntry | null,
  ): Promise<boolean> => {
    const real = entry?.keys ?? [];
    const stand = real.length === 0 ? await dummyKey() : null;
    const keys = stand === null ? real : [stand];
    const good = await verify(
      headers ?? { id: "", timestamp: "0", signature: "v1,AAAA" },
      body,
      keys,
    );
    return good && headers !== null && real.length > 0 && isFresh(headers.timestamp, clock.now());
  };
}

/** Returns the refusal of an event whose sender is verified; `null`: it is accepted. */
function refusalOf(
  event: ShopEvent,
  eventId: string,
  tenant: TenantEntry,
): Promise<Response> | null {
  if (event.administrationId !== tenant.administrationId)
    return problemResponse(400, {
      kind: "other-administration",
      errors: [{ path: "administrationId", message: message("problems.otherAdministration") }],
    });
  if (eventId.length > MAX_ID_LENGTH)
    return problemResponse(400, {
      detail: message("problems.webhookIdTooLong", { most: MAX_ID_LENGTH }),
    });
  return null;
}

/** Notes an ignored event, so that a sender's test shows on the tenant's page. */
async function noteIgnored(
  { tenant, log }: WebhookEndpointDeps,
  tenantId: string,
  type: string,
): Promise<void> {
  try {
    await tenant(tenantId).inbox.noteWebhook(tenantId, type);
  } catch {
    log({ event: "webhook.not-noted", tenant: tenantId });
  }
}

async function accept(
  deps: WebhookEndpointDeps,
  c: Context,
  tenantId: string,
  eventId: string | null,
  event: ShopEvent,
): Promise<Response> {
  const began = deps.clock.now();
  let answer: Accepted;
  try {
    answer = await inSpan("webhook.accept", { tenant: tenantId, event: event.type }, (tell) =>
      store(deps, tell, tenantId, eventId, event),
    );
  } catch {
    deps.log({ event: "webhook.not-stored", tenant: tenantId });
    return problemResponse(503, UNAVAILABLE);
  }
  const { jobId, packed, session, dispatch } = answer;
  const handed =
    packed === undefined
      ? undefined
      : { claim: unpackClaim(tenantId, packed), began, ...defined({ session }) };
  if (dispatch) c.executionCtx.waitUntil(deps.dispatch(tenantId, jobId, handed));
  return answerJson({ jobId }, answer.duplicate ? 200 : 202);
}

async function store(
  { tenant }: WebhookEndpointDeps,
  tell: SetAttributes,
  tenantId: string,
  eventId: string | null,
  { type, key, flow }: ShopEvent,
): Promise<Accepted> {
  const answer = await tenant(tenantId).inbox.accept(tenantId, {
    eventId,
    type,
    key,
    flow,
    takes: true,
  });
  tell({ job: answer.jobId });
  return answer;
}

const TYPES = {
  "order.created": "order",
  "order.updated": "order",
  "order.paid": "order",
  "order.cancelled": "order",
  "order.deleted": "order",
  "debtor.created": "debtor",
  "debtor.updated": "debtor",
  "debtor.deleted": "debtor",
} as const satisfies Record<string, "order" | "debtor">;

type EventType = keyof typeof TYPES;

const typed = z.looseObject({ type: z.string().min(1).max(100) });

const event = z.looseObject({
  administrationId: z.int(),
  data: z.looseObject({
    id: z.union([
      z.int().positive(),
      z.string().refine((id) => /^[1-9]\d{0,14}$/.test(id), {
        params: { described: message("problems.aboveZero") },
      }),
    ]),
  }),
});

type WebhookEndpointEvent =
  | { readonly kind: "ignored"; readonly type: string }
  | {
      readonly kind: "event";
      readonly type: EventType;
      readonly administrationId: number;
      readonly key: string;
      readonly flow: FlowName;
    };

const isKnown = (type: string): type is EventType => Object.hasOwn(TYPES, type);

/** Returns the type of an event that is acted on; `null`: another one, or none. */
function knownType(json: unknown): EventType | null {
  const type = typeof json === "object" && json !== null && "type" in json ? json.type : null;
  return typeof type === "string" && isKnown(type) ? type : null;
}

/** Text that isn't UTF-8 is refused. Made once: that takes longer than reading an event. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

function readEvent(bytes: Uint8Array): Result<WebhookEndpointEvent, readonly Fault[]> {
  let json: unknown;
  try {
    json = JSON.parse(decoder.decode(bytes));
  } catch {
    return err([{ path: "", message: message("problems.bodyNotJson") }]);
  }
  const type = knownType(json);
  if (type === null) {
    const head = typed.safeParse(json);
    if (!head.success) return err(faultsIn(head.error));
    return ok({ kind: "ignored", type: head.data.type });
  }
  const body = event.safeParse(json);
  if (!body.success) return err(faultsIn(body.error));
  const { administrationId, data } = body.data;
  return ok(
    TYPES[type] === "order"
      ? { kind: "event", type, administrationId, key: orderKey(data.id), flow: "orders" }
      : { kind: "event", type, administrationId, key: debtorKey(data.id), flow: "customers" },
  );
}
