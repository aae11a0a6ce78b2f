/** The steps in which days are closed, one at each tick. */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as days from "../days/days.ts";

/** After a failed step: its rest is due at once, and the alarm would never rest. */
const FAILED_MS = MINUTE_MS;

export class DaySteps {
  readonly #context: TenantContext;
  #notBefore = 0;

  constructor(context: TenantContext) {
    this.#context = context;
  }

  /** @throws What the step throws: the next one is taken a minute later. */
  step(): void {
    const now = this.#context.now();
    if (now < this.#notBefore) return;
    this.#notBefore = now + FAILED_MS;
    days.step(this.#context);
    this.#notBefore = 0;
  }

  /** The instant of the next step; `null`: nothing waits. */
  nextDue(): number | null {
    const due = days.nextDue(this.#context);
    return due === null ? null : Math.max(due, this.#notBefore);
  }
}
