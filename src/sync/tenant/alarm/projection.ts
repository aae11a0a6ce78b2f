/** Sends changed rows to D1. D1 is only a projection: its faults delay nothing else. */
import { backoff, jitterOf } from "../../backoff.ts";
import { withTimeout } from "../../with-timeout.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as outbox from "../storage/outbox.ts";

const BATCH = 200;
/** Delays after failed batches. */
const WAITS_MS = [5_000, 10_000, 20_000];
/** Limit of waiting for D1. A batch is sent again later: the newer row wins in any order. */
const LIMIT_MS = 30_000;

export class Projection {
  readonly #context: TenantContext;
  #notBefore = 0;
  #faults = 0;

  constructor(context: TenantContext) {
    this.#context = context;
  }

  /** The instant of the next batch; `null`: D1 knows everything. */
  dueAt(): number | null {
    return outbox.waits(this.#context.sql) ? this.#notBefore : null;
  }

  /** Sends batches until D1 knows everything; rows that are added meanwhile join the next batch. */
  async send(): Promise<void> {
    const { sql, deps } = this.#context;
    for (
      let rows = outbox.pending(sql, BATCH);
      rows.length > 0;
      rows = outbox.pending(sql, BATCH)
    ) {
      try {
        await withTimeout(deps.project(this.#context.tenantId(), rows), LIMIT_MS);
      } catch (error) {
        const spread = jitterOf(`${this.#context.tenantId()} ${this.#faults}`);
        this.#notBefore = this.#context.now() + backoff(WAITS_MS, this.#faults, spread);
        this.#faults += 1;
        throw error;
      }
      this.#faults = 0;
      outbox.delivered(sql, rows);
    }
  }
}
