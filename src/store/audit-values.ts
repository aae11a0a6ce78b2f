/**
 * The values before and after a change that the audit log keeps: a text that is shown as it is, or
 * a phrase with its parameters. The catalogues say each phrase in the reader's language
 * (`http/words/change-words.ts`). Names and ids are parameters: nobody translates them.
 */
import { z } from "zod";
import type { Language } from "../domain/language.ts";
import type { Vendor } from "../domain/ids.ts";
import type { ShopRole } from "../domain/users/shop-role.ts";

type Days = { readonly from: string; readonly to: string };

/** What a version of the settings is, beside its changes. Older rows have nothing of it. */
export type VersionDetails = {
  /** The id of the shop that it was copied from: not every reader may know its name. */
  readonly fromId?: string;
  /** It went live: the flows, and the most documents of the first day; `null`: no limit. */
  readonly live?: { readonly flows: readonly string[]; readonly limit: number | null };
  /** Test mode is on with it, or off, and wasn't before. */
  readonly trial?: boolean;
};

type Phrases = {
  /** A text that `storedValue` would else take for a phrase. */
  readonly text: { readonly text: string };
  /** `from`: the name of that shop, never stored: it is given to readers who may know it. */
  readonly version: { readonly version: number; readonly from?: string } & VersionDetails;
  /** `null`: none is chosen yet. */
  readonly administration: { readonly id: number | null };
  /** Who may sign in, where, and as what; `shop`: `null` for an operator. */
  readonly account: {
    readonly email: string;
    /** A tenant's name, and the language of its texts. */
    readonly shop: { readonly id: string; readonly role: ShopRole } | null;
  };
  readonly order: { readonly number: string };
  readonly "order-id": { readonly id: number };
  readonly "last-orders": { readonly count: number };
  readonly "first-day": object;
  readonly "run-preview": { readonly flow: string };
  readonly "posted-order": object;
  readonly days: Days;
  readonly "days-tried": Days;
  readonly "days-after-dry-run": Days & { readonly dryRunId: string };
  readonly document: {
    readonly job: AuditValue;
    readonly kind: string;
    readonly number: string;
    readonly confirmed: boolean;
  };
  /** `target`: `null` where the link is removed. */
  readonly link: { readonly kind: string; readonly target: string | null };
  readonly retry: {
    readonly job: AuditValue;
    readonly version: number;
    readonly asPlanned: boolean;
  };
  /**
   * `thing`: what all of them waited for; `null`: not one thing. `jobId`: they are skipped, this
   * one among them, which has the reason for all.
   */
  readonly held: {
    readonly jobId?: string;
    readonly count: number;
    readonly cause: string | null;
    readonly thing: string | null;
  };
  readonly chosen: { readonly count: number; readonly names: readonly string[] };
  readonly skipped: { readonly job: AuditValue; readonly jobId: string };
  readonly tool: { readonly tool: string; readonly about: AuditValue | null };
  readonly named: { readonly name: string; readonly id: string };
  /** `why`: a word for programs. */
  readonly refused: { readonly asked: AuditValue | null; readonly why: string };
  readonly vendor: { readonly vendor: Vendor; readonly of: AuditValue | null };
  readonly state: { readonly state: string };
  readonly flow: { readonly flow: string };
  readonly provider: { readonly provider: string };
  /** A tenant's name, and the language of its texts. */
  readonly shop: { readonly name: string; readonly language: string };
  readonly language: { readonly language: Language };
};

export type PhraseName = keyof Phrases;

export type Phrase<Name extends PhraseName> = { readonly phrase: Name } & Phrases[Name];

type AnyPhrase = { [Name in PhraseName]: Phrase<Name> }[PhraseName];

export type AuditValue = string | AnyPhrase;

/** Texts are stored as they are, phrases as JSON. */
export function storedValue(value: AuditValue): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return value.startsWith("{") ? storedValue({ phrase: "text", text: value }) : value;
}

const anyPhrase = z.custom<AnyPhrase>(
  (value) => z.looseObject({ phrase: z.string() }).safeParse(value).success,
);

/** What `storedValue` stored. A phrase may be one of a newer release. */
export function readValue(stored: string): AuditValue {
  if (!stored.startsWith("{")) return stored;
  try {
    const value = anyPhrase.safeParse(JSON.parse(stored)).data ?? stored;
    return typeof value !== "string" && value.phrase === "text" ? value.text : value;
  } catch {
    return stored;
  }
}

export const isPhrase = <Name extends PhraseName>(
  value: AuditValue,
  phrase: Name,
): value is Extract<AuditValue, { readonly phrase: Name }> =>
  typeof value !== "string" && value.phrase === phrase;

export const versionValue = (version: number, told: VersionDetails = {}): AuditValue => ({
  phrase: "version",
  version,
  ...told,
});

/** `null`: none is chosen yet. */
export const administrationValue = (id: number | null): AuditValue => ({
  phrase: "administration",
  id,
});

/** An operator, who may sign in to all shops. */
export const operatorValue = (email: string): AuditValue => ({
  phrase: "account",
  email,
  shop: null,
});

export const accountValue = (email: string, id: string, role: ShopRole): AuditValue => ({
  phrase: "account",
  email,
  shop: { id, role },
});

/** By its id: its number isn't known. */
export const orderValue = (id: number): AuditValue => ({ phrase: "order-id", id });

/** By Asperion's number. */
export const orderNumberValue = (number: string): AuditValue => ({ phrase: "order", number });

export const lastOrdersValue = (count: number): AuditValue => ({ phrase: "last-orders", count });

/** The first day on which orders were live. */
export const firstDayValue = (): AuditValue => ({ phrase: "first-day" });

export const runPreviewValue = (flow: string): AuditValue => ({ phrase: "run-preview", flow });

export const postedOrderValue = (): AuditValue => ({ phrase: "posted-order" });

export const daysValue = (from: string, to: string): AuditValue => ({ phrase: "days", from, to });

/** `dryRunId`: of the dry run that was looked at before; `null`: this is one. */
export const pastOrdersValue = (from: string, to: string, dryRunId: string | null): AuditValue =>
  dryRunId === null
    ? { phrase: "days-tried", from, to }
    : { phrase: "days-after-dry-run", from, to, dryRunId };

/** `job`: as `orderNumberValue` has it, else its id. */
export const documentValue = (
  job: AuditValue,
  kind: string,
  number: string,
  confirmed: boolean,
): AuditValue => ({ phrase: "document", job, kind, number, confirmed });

export const linkValue = (kind: string, target: string | null): AuditValue => ({
  phrase: "link",
  kind,
  target,
});

/** With which settings a job goes again. */
export const retryValue = (job: AuditValue, version: number, asPlanned: boolean): AuditValue => ({
  phrase: "retry",
  job,
  version,
  asPlanned,
});

/** Jobs that go again or are skipped together; `of`: what they waited for, if one thing. */
export const heldValue = (
  count: number,
  of: { readonly cause: string; readonly thing: string } | null,
  jobId?: string,
): AuditValue => ({
  phrase: "held",
  ...(jobId === undefined ? {} : { jobId }),
  count,
  cause: of?.cause ?? null,
  thing: of === null || of.thing === "" ? null : of.thing,
});

/** Chosen jobs that go on together; `names`: numbers of their orders, as far as they are known. */
export const chosenValue = (count: number, names: readonly string[]): AuditValue => ({
  phrase: "chosen",
  count,
  names: names.slice(0, MOST_NAMES),
});

/** A row of the log stays short. */
const MOST_NAMES = 20;

/** Which job was skipped: why stands with the job, and not here. */
export const skippedValue = (job: AuditValue, jobId: string): AuditValue =>
  job === jobId ? job : { phrase: "skipped", job, jobId };

/** A tool that an agent called; `about`: an order, a month or a setting, where it is known. */
export const toolValue = (tool: string, about: AuditValue | null): AuditValue => ({
  phrase: "tool",
  tool,
  about,
});

/** A thing that is known by its name, and by its id where two have the same one. */
export const namedValue = (name: string, id: string): AuditValue => ({ phrase: "named", name, id });

/** What was asked for, if that has a name, and why nothing came of it: a word for programs. */
export const refusedValue = (asked: AuditValue | null, why: string): AuditValue => ({
  phrase: "refused",
  asked,
  why,
});

/** `of`: the company or the application that the connection is to. */
export const vendorValue = (vendor: Vendor, of: AuditValue | null = null): AuditValue => ({
  phrase: "vendor",
  vendor,
  of,
});

/** Of a tenant. */
export const stateValue = (state: string): AuditValue => ({ phrase: "state", state });

export const flowValue = (flow: string): AuditValue => ({ phrase: "flow", flow });

export const providerValue = (provider: string): AuditValue => ({ phrase: "provider", provider });

export const shopValue = (name: string, language: string): AuditValue => ({
  phrase: "shop",
  name,
  language,
});

export const languageValue = (language: Language): AuditValue => ({ phrase: "language", language });
