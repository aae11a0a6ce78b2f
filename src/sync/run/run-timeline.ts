/**
 * What a run saw and did, as it is sealed for the object: once for its end, or once more where that
 * didn't count.
 */
import { hmacs, type Keyring, place, sealJsonText } from "../../store/seal.ts";
import type { Sealed, Reported } from "../engine-rpc.ts";
import type { CutOff, TimelineEntry } from "../job-rpc.ts";
import { boundedText } from "./timeline-size.ts";

type Sealing = {
  readonly now: () => number;
  readonly keyring: () => Promise<Keyring>;
  readonly random?: Parameters<typeof sealJsonText>[3];
  readonly tenantId: string;
  readonly jobId: string;
};

export class RunTimeline {
  readonly entries: TimelineEntry[] = [];
  readonly #people = new Set<string>();

  constructor(readonly sealing: Sealing) {}

  note(what: TimelineEntry["what"], title: string, detail: unknown): void {
    this.entries.push({ at: this.sealing.now(), what, title, detail });
  }

  /** Whom it is about: erasure finds it by that. */
  person(identity: string): void {
    this.#people.add(identity);
  }

  async sealed(): Promise<{
    readonly timeline: Sealed | null;
    readonly people: readonly string[];
  }> {
    return this.entries.length === 0 ? { timeline: null, people: [] } : this.#seal(this.entries);
  }

  /** The object has it. */
  delivered(): void {
    this.entries.length = 0;
  }

  /**
   * Of a run that counts for nothing else: what it wrote, and why. `null`: it wrote nothing, or
   * that is told.
   */
  async trace(why: CutOff): Promise<Reported | null> {
    if (!this.entries.some(({ what }) => what === "write")) return null;
    this.note("cut-off", why, null);
    const reported = await this.#seal(this.entries.filter(({ what }) => what !== "outcome"));
    this.delivered();
    return reported;
  }

  async #seal(entries: readonly TimelineEntry[]): Promise<Reported> {
    const { tenantId, jobId, random } = this.sealing;
    const keyring = await this.sealing.keyring();
    const timeline = await sealJsonText(
      keyring,
      boundedText(entries),
      place(tenantId, "payloads", jobId),
      random,
    );
    const hashes = await Promise.all([...this.#people].map((identity) => hmacs(keyring, identity)));
    return { timeline, people: hashes.flat().map(({ keyId, hmac }) => `${keyId}:${hmac}`) };
  }
}
