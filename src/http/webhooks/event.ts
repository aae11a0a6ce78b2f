/**
 * Reads a webhook's body. Only its type, the administration and the id are used. The resource
 * itself is always fetched, so a forged or stale body can't book anything, and senders of whole
 * payloads work as well.
 */
import { z } from "zod";
import { debtorKey, orderKey } from "../../domain/ids.ts";
import type { FlowName } from "../../domain/jobs/job.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { message } from "../../messages/message.ts";
import { type Fault, faultsOf } from "../problem.ts";

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

export type WebhookEndpointEvent =
  | { readonly kind: "ignored"; readonly type: string }
  | {
      readonly kind: "event";
      readonly type: EventType;
      readonly administrationId: number;
      readonly key: string;
      readonly flow: FlowName;
    };

const isKnown = (type: string): type is EventType => Object.hasOwn(TYPES, type);

/** Text that isn't UTF-8 is refused. Made once: that takes longer than reading an event. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

export function readEvent(bytes: Uint8Array): Result<WebhookEndpointEvent, readonly Fault[]> {
  let json: unknown;
  try {
    json = JSON.parse(decoder.decode(bytes));
  } catch {
    return err([{ path: "", message: message("problems.bodyNotJson") }]);
  }
  const head = typed.safeParse(json);
  if (!head.success) return err(faultsOf(head.error));
  const { type } = head.data;
  if (!isKnown(type)) return ok({ kind: "ignored", type });
  const body = event.safeParse(json);
  if (!body.success) return err(faultsOf(body.error));
  const { administrationId, data } = body.data;
  return ok(
    TYPES[type] === "order"
      ? { kind: "event", type, administrationId, key: orderKey(data.id), flow: "orders" }
      : { kind: "event", type, administrationId, key: debtorKey(data.id), flow: "customers" },
  );
}
