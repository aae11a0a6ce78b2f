/**
 * What a run that was put down for want of a slot has read already. The run that goes on in its
 * place takes it out of the timeline instead of asking again: else, where slots are further apart
 * than a run's calls, each run would use up its slot for what the one before had read, and none
 * would ever end. Pure.
 *
 * Nothing is taken over once more was told of the key, or from before a write: both may have
 * changed what was read.
 */
import type { Vendor } from "../../domain/ids.ts";
import type { VendorAnswer, VendorRequest } from "../../domain/request.ts";
import type { TimelineEntry } from "../rpc.ts";

/** The shop's own things are read anew after this while, as after any other wait. */
const SHOP_MS = 60_000;
/** As long as a write may take to come true: a marker that wasn't there then is looked for anew. */
const LEDGER_MS = 900_000;
const MOST_MS: Readonly<Record<Vendor, number>> = { asperion: SHOP_MS, eaccounting: LEDGER_MS };

type Noted = {
  readonly vendor?: Vendor;
  readonly query?: unknown;
  readonly status?: number;
  readonly body?: unknown;
  readonly date?: string;
};

export class Kept {
  readonly #answers: Map<string, VendorAnswer>;

  constructor(answers: ReadonlyMap<string, VendorAnswer>) {
    this.#answers = new Map(answers);
  }

  /** Each is answered once: who asks the same thing twice wants to know whether it has changed. */
  take(request: VendorRequest): VendorAnswer | null {
    const key = requestKey(request.vendor, `${request.method} ${request.path}`, request.query);
    const answer = this.#answers.get(key) ?? null;
    this.#answers.delete(key);
    return answer;
  }

  forget(): void {
    this.#answers.clear();
  }
}

/** `wanted`: how often the key has been told of by now. */
export function earlierReads(
  timeline: readonly TimelineEntry[],
  wanted: number,
  now: number,
): ReadonlyMap<string, VendorAnswer> {
  const answers = new Map<string, VendorAnswer>();
  const end = timeline.at(-1);
  if (
    end?.what !== "wait" ||
    end.title !== "rate" ||
    (end.detail as { readonly wanted?: number }).wanted !== wanted
  )
    return answers;
  const lastWrite = timeline.findLastIndex(({ what }) => what === "write");
  for (const { at, what, title, detail } of timeline.slice(lastWrite + 1)) {
    if (what !== "read" && what !== "lookup") continue;
    const { vendor, query, status, body, date } = detail as Noted;
    if (
      vendor === undefined ||
      status === undefined ||
      body === undefined ||
      now - at > MOST_MS[vendor]
    )
      continue;
    answers.set(requestKey(vendor, title, query), {
      status,
      body,
      isJson: true,
      headers: date === undefined ? {} : { date },
    });
  }
  return answers;
}

const requestKey = (vendor: Vendor, what: string, query: unknown): string =>
  JSON.stringify([vendor, what, query]);
