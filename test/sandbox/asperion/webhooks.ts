// A sender of signed webhooks. Asperion itself documents none: this plays what would send in the shop's name (a plug-in,
// an automation), signed as Standard Webhooks 1.0. It never retries: nothing may rest on a webhook arriving.
// Its timestamps are real time, not the sandbox's: the sender is another machine, and moving the vendor's clock an hour
// to let tokens expire must not make every webhook stale.
import { createHmac } from "node:crypto";
import { drawnId } from "../kit/random.ts";
import type { Books } from "./store.ts";

const WEBHOOK_TYPES = [
  "order.created",
  "order.updated",
  "order.paid",
  "order.cancelled",
  "order.deleted",
  "debtor.created",
  "debtor.updated",
  "debtor.deleted",
] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

interface Hook {
  readonly url: string;
  readonly secret: string;
  readonly administrationId: number;
}

export interface Delivery {
  readonly webhookId: string;
  readonly type: string;
  readonly administrationId: number;
  readonly dataId: number;
  /** null: no answer; `error` says why. */
  status: number | null;
  answer: string | null;
  error: string | null;
}

interface FireOptions {
  readonly webhookId?: string | undefined;
  /** Signs with another secret than the hook's: a forger. */
  readonly secret?: string | undefined;
  /** Shifts the timestamp: a replay. */
  readonly timestampOffsetSeconds?: number | undefined;
}

/** Tells the hook of that administration, if there is one; never waits for it. */
export type Tell = (books: Books, type: WebhookType, dataId: number) => void;

const MOST_DELIVERIES = 1000;
/** A burst of thousands must not open as many connections; the rest wait for their turn. */
const MOST_UNDER_WAY = 200;

export class Webhooks {
  #hooks = new Map<number, Hook>();
  #deliveries: Delivery[] = [];
  readonly #pending = new Set<Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  readonly #now: () => number;
  readonly #fetch: typeof fetch;

  /** `now`: the sandbox's own clock. `send`: what takes deliveries to the hooks' addresses. */
  constructor(now: () => number, send: typeof fetch) {
    this.#now = now;
    this.#fetch = send;
  }

  put(hook: Hook): void {
    this.#hooks.set(hook.administrationId, hook);
  }

  clear(): void {
    this.#hooks = new Map();
    this.#deliveries = [];
  }

  hooks(): readonly Hook[] {
    return [...this.#hooks.values()];
  }

  deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  tell(books: Books, type: WebhookType, dataId: number): void {
    const hook = this.#hooks.get(books.administration.id);
    if (hook !== undefined) void this.fire(hook, type, dataId);
  }

  /** Resolves when everything under way has been answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }

  fire(hook: Hook, type: string, dataId: number, options: FireOptions = {}): Promise<Delivery> {
    const { administrationId } = hook;
    const webhookId = options.webhookId ?? `msg_${drawnId()}`;
    const delivery: Delivery = {
      webhookId,
      type,
      administrationId,
      dataId,
      status: null,
      answer: null,
      error: null,
    };
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > MOST_DELIVERIES * 2)
      this.#deliveries = this.#deliveries.slice(-MOST_DELIVERIES);
    const sent = this.#inTurn(() => this.#send(hook, delivery, options));
    this.#pending.add(sent);
    void sent.finally(() => this.#pending.delete(sent));
    return sent;
  }

  async #inTurn(deliver: () => Promise<Delivery>): Promise<Delivery> {
    if (this.#underWay >= MOST_UNDER_WAY)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#underWay += 1;
    try {
      return await deliver();
    } finally {
      this.#underWay -= 1;
      this.#waiting.shift()?.();
    }
  }

  #send(hook: Hook, delivery: Delivery, options: FireOptions): Promise<Delivery> {
    return deliver(this.#fetch, hook, delivery, this.#now(), options);
  }
}

async function deliver(
  send: typeof fetch,
  hook: Hook,
  delivery: Delivery,
  now: number,
  options: FireOptions,
): Promise<Delivery> {
  const timestamp = Math.floor(now / 1000) + (options.timestampOffsetSeconds ?? 0);
  const body = JSON.stringify({
    type: delivery.type,
    timestamp: new Date(now).toISOString(),
    administrationId: delivery.administrationId,
    data: { id: delivery.dataId },
  });
  try {
    const answer = await send(hook.url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "webhook-id": delivery.webhookId,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": sign(
          options.secret ?? hook.secret,
          `${delivery.webhookId}.${timestamp}.${body}`,
        ),
      },
      body,
    });
    delivery.answer = (await answer.text()).slice(0, 1000);
    delivery.status = answer.status;
  } catch (error) {
    delivery.error =
      error instanceof Error
        ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ""}`
        : String(error);
  }
  return delivery;
}

function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
}
