/** Payouts of a provider: their files are uploaded, and somebody approves what is shown. */
import { type FileLine, type FilePayout, WRITE } from "../../sandbox/settlement-files.ts";
import type { Json, Operator } from "../../../scripts/local/operator.ts";
import type { Chance } from "../../support/seeded.ts";
import { machine } from "../current.ts";
import type { House } from "../people.ts";
import { ADMIN_TOKEN, WORKER_URL } from "../platform/deployment.ts";

const MINUTE = 60_000;

/** One payout, whose lines come in until its file is made. */
export type Sending = {
  readonly id: string;
  lines: FileLine[];
  known: string | null;
  isBooked: boolean;
};

export class Sendings {
  readonly all: Sending[] = [];
  /** How often payouts were held, by the reason. */
  readonly held: Record<string, number> = {};
  readonly #operator: Operator;
  readonly #house: House;

  constructor(operator: Operator, house: House) {
    this.#operator = operator;
    this.#house = house;
  }

  make(): Sending {
    const id = `po_${this.all.length + 1}x`;
    const made = { id, lines: [], known: null, isBooked: false };
    this.all.push(made);
    return made;
  }

  /** Those with lines that aren't booked. */
  open(): readonly Sending[] {
    return this.all.filter(({ isBooked, lines }) => !isBooked && lines.length > 0);
  }

  async send(made: Sending, chance: Chance): Promise<void> {
    await this.upload(made);
    for (let tries = 0; tries < 8 && !made.isBooked; tries += 1) {
      await machine.time.wait(chance.below(tries < 3 ? MINUTE / 6 : 4 * MINUTE));
      await this.handle(made);
    }
  }

  async upload(made: Sending): Promise<void> {
    const { tenant } = this.#house;
    const file: FilePayout = { id: made.id, day: "2026-06-01", lines: made.lines };
    for (let tries = 0; made.known === null && tries < 5; tries += 1) {
      const answer = await asked(async () => {
        const path = `${WORKER_URL}/api/v1/tenants/${tenant.id}/payouts?provider=stripe`;
        const response = await machine.fetch(path, {
          method: "POST",
          headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
          body: WRITE.stripe([file]),
        });
        return (await response.json()) as { payouts?: readonly { id: string; payout: string }[] };
      });
      made.known = answer?.payouts?.find(({ payout }) => payout === made.id)?.id ?? null;
      if (made.known === null) await machine.time.wait(MINUTE / 3);
    }
  }

  async handle(made: Sending): Promise<void> {
    if (made.known === null) return this.upload(made);
    const at = `/tenants/${this.#house.tenant.id}/payouts/${made.known}`;
    const shown = await asked(() => this.#operator.ask("GET", at));
    if (shown === null) return;
    const job = shown["job"] as { readonly status: string; readonly outcome: string | null } | null;
    made.isBooked = shown["voucher"] !== null && job?.outcome === "booked";
    if (shown["voucher"] !== null || job?.status === "queued" || job?.status === "running") return;
    if (job?.outcome === "needs-attention") return;
    const held = (shown["held"] as readonly Json[]).map(({ code }) => String(code));
    for (const code of held) this.held[code] = (this.held[code] ?? 0) + 1;
    machine.time.trace(`${made.id} is held: ${held.join()}`);
    if (held.length === 0)
      await asked(() =>
        this.#operator.ask("POST", `${at}/approve`, { mark: shown["mark"] as string }),
      );
  }
}

/** `null`: nothing came, or no. */
export async function asked<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await Promise.race([act(), machine.time.wait(MINUTE).then(() => null)]);
  } catch (fault) {
    machine.time.trace(`person sees ${fault instanceof Error ? fault.message : String(fault)}`);
    return null;
  }
}
