/**
 * What goes wrong. Every place at which something may is counted by its name, and each fault is
 * known as (place, how often it was passed, what). Chance decides by the seed, the place and the
 * count alone, so one fault that is left out changes no other's die. A script names its faults
 * instead.
 */
import { Chance } from "../support/seeded.ts";
import { machine } from "./current.ts";

export type Fault = { readonly place: string; readonly nth: number; readonly what: string };

/** Of ten thousand passes of a place so many get this fault. */
export type Rates = Readonly<Record<string, number>>;

const OF = 10_000;
const OUTSIDE = /^(read|write) /;

/** The kind of a place: what stands before its first blank. */
const kindOf = (place: string): string => place.split(" ", 1)[0] ?? place;
const name = ({ place, nth }: Pick<Fault, "place" | "nth">): string => `${place}#${nth}`;

/** One number of a text (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

export class Faults {
  /** What struck, in order. */
  readonly struck: Fault[] = [];
  /** When the last one struck. */
  lastAt = 0;
  on = false;
  /** For a while each request to one vendor goes wrong. */
  readonly outages: { place: string; what: string; until: number }[] = [];
  readonly #passed = new Map<string, number>();
  readonly #script: ReadonlyMap<string, Fault> | null;

  constructor(
    readonly seed: number,
    /** By kind of place. */
    readonly rates: Readonly<Record<string, Rates>>,
    script: readonly Fault[] | null = null,
  ) {
    this.#script = script === null ? null : new Map(script.map((fault) => [name(fault), fault]));
  }

  /** What goes wrong here this time; `null`: nothing. */
  at(place: string): string | null {
    if (!this.on) return null;
    const now = machine.time.now();
    for (const { place: vendor, what, until } of this.outages)
      if (until > now && OUTSIDE.test(place) && place.includes(` ${vendor} `)) {
        this.lastAt = now;
        return what;
      }
    const nth = (this.#passed.get(place) ?? 0) + 1;
    this.#passed.set(place, nth);
    const what =
      this.#script === null
        ? this.#die(place, nth)
        : (this.#script.get(name({ place, nth }))?.what ?? null);
    if (what === null) return null;
    this.struck.push({ place, nth, what });
    this.lastAt = machine.time.now();
    machine.time.trace(`fault ${what} at ${place}#${nth}`);
    return what;
  }

  /** A number below `end` that belongs to the fault which struck last. */
  size(end: number): number {
    const last = this.struck.at(-1);
    return last === undefined
      ? 0
      : new Chance(hashOf(`${name(last)} ${this.seed} size`)).below(end);
  }

  #die(place: string, nth: number): string | null {
    const rates = this.rates[kindOf(place)];
    if (rates === undefined) return null;
    let luck = new Chance(hashOf(`${place}#${nth}`) ^ this.seed).below(OF);
    for (const [what, rate] of Object.entries(rates)) {
      if (luck < rate) return what;
      luck -= rate;
    }
    return null;
  }
}
