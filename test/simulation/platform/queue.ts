/** A queue: at least once, in no order. It may lose what it has taken, which the platform doesn't. */
import { machine } from "../current.ts";
import type { Faults } from "../faults.ts";
import type { Caller } from "./caller.ts";
import { copied } from "./copy.ts";
import type { Network } from "./network.ts";

type Body = unknown;
type Waiting = { readonly id: string; readonly body: Body; attempts: number };

/** Hands a batch to a consumer; rejects where the consumer failed or died. */
export type Consume = (batch: MessageBatch) => Promise<void>;

const WAY_MS = 3;
const WAY_SPREAD = 12;
const DELIVERY_MS = 15;
const DELIVERY_SPREAD = 40;
const LATE_MS = 180_000;
const SOON_MS = 1_500;
const BATCH = 10;
const CONSUMERS = 4;
const RETRIES = 10;

export class SimulatedQueue {
  #ready: Waiting[] = [];
  #busy = 0;
  #made = 0;

  constructor(
    readonly name: string,
    readonly network: Network,
    readonly faults: Faults,
    readonly consume: Consume,
    readonly dead: SimulatedQueue | null,
  ) {}

  binding(caller: Caller): unknown {
    return {
      sendBatch: (messages: readonly { readonly body: Body }[]) => {
        const sent = messages.map(({ body }) => copied(body));
        return this.network.pass({
          caller,
          place: `send ${this.name}`,
          way: WAY_MS,
          spread: WAY_SPREAD,
          carry: async () => {
            for (const body of sent) this.put(body);
          },
        });
      },
    };
  }

  put(body: Body): void {
    const message = { id: `${this.name}-${(this.#made += 1)}`, body, attempts: 1 };
    const usual = DELIVERY_MS + this.network.chance.below(DELIVERY_SPREAD);
    switch (this.faults.at(`message ${this.name}`)) {
      case "lost":
        return;
      case "late":
        return this.#later(message, usual + this.faults.size(LATE_MS));
      case "twice":
        // At once, while the first is at work, or much later.
        this.#later(
          { ...message },
          usual + this.faults.size(this.faults.size(2) === 0 ? SOON_MS : LATE_MS),
        );
        return this.#later(message, usual);
      default:
        this.#later(message, usual);
    }
  }

  #later(message: Waiting, ms: number): void {
    machine.time.after(ms, () => {
      this.#ready.push(message);
      this.#deliver();
    });
  }

  #deliver(): void {
    if (this.#busy >= CONSUMERS || this.#ready.length === 0) return;
    this.#busy += 1;
    void this.#batch(this.#ready.splice(0, BATCH)).finally(() => {
      this.#busy -= 1;
      this.#deliver();
    });
  }

  async #batch(messages: readonly Waiting[]): Promise<void> {
    machine.time.trace(`queue ${this.name} ${messages.map(({ id }) => id).join(" ")}`);
    const retried = new Map<Waiting, number>();
    const handled = messages.map((message) => ({
      id: message.id,
      body: copied(message.body),
      attempts: message.attempts,
      timestamp: new Date(),
      ack: () => void retried.delete(message),
      retry: (options?: { delaySeconds?: number }) =>
        void retried.set(message, options?.delaySeconds ?? 0),
    }));
    const retryAll = (options?: { delaySeconds?: number }): void => {
      for (const message of messages) retried.set(message, options?.delaySeconds ?? 0);
    };
    const batch = { queue: this.name, messages: handled, ackAll: () => retried.clear(), retryAll };
    try {
      await this.consume(batch as unknown as MessageBatch);
    } catch {
      retryAll();
    }
    for (const [message, delay] of retried) {
      message.attempts += 1;
      if (message.attempts > RETRIES + 1) this.dead?.put(message.body);
      else this.#later(message, delay * 1_000 + DELIVERY_MS);
    }
  }
}
