/**
 * What all pages of the settings do alike: read a tenant's settings, and save or compare what was
 * typed. Who saves says which version was seen, so nobody overwrites what they haven't read;
 * comparing writes nothing.
 */
import { message } from "../../../../messages/message.ts";
import type { Result } from "../../../../domain/result.ts";
import { fingerprint } from "../../../../domain/platform/fingerprint.ts";
import { type Settings, settingsSchema } from "../../../../settings/schema.ts";
import type { TenantRequest } from "../../../deps.ts";
import { messagesFor } from "../../../language.ts";
import { WITH_INPUT } from "../../../problem.ts";
import { faultsIn } from "../../../../settings/setting-faults.ts";
import {
  type ConsequenceReport,
  consequencesNow,
  describeConsequences,
  stillToApprove,
} from "../../../usecases/settings/consequences.ts";
import { type Preview, previewSettings } from "../../../usecases/dry-runs/preview.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import { type Refused, reject } from "../../../usecases/refusal.ts";
import { readSettings, writeSettings } from "../../../usecases/settings/settings.ts";
import type { PageContext } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { homeOf, granted, RefusedError } from "../../frame/respond.tsx";
import { isAsPreviewed, isConfirmed, isConfirming } from "./confirm.tsx";
import { NOT_REFUSED, type Refusal } from "./faults.tsx";
import { confirmedSaveNotice, plainSavedNotice } from "./section-flows.ts";

export const settingsBase = (id: string): string => `/admin/tenants/${id}/settings`;

export async function readTenantSettings(c: PageContext) {
  const { asking } = c.var;
  const [tenant, settings] = await Promise.all([requireTenant(asking), readSettings(asking)]);
  return { tenant: granted(tenant), ...granted(settings, homeOf(c)) };
}

/** The value. Throws where there is none, as the address names no part of the settings. */
export function knownPart<T>(c: PageContext, part: T | undefined): T {
  if (part !== undefined) return part;
  throw new RefusedError(
    reject(404, "unknown-part", message("refusals.noSuchPart")).error,
    homeOf(c),
  );
}

/** It is saved, and the shop's object will hear of it later. */
export const isNotPushed = (saved: Result<unknown, Refused>): boolean =>
  !saved.ok && saved.error.kind === "settings-not-told";

/** What is to be confirmed before it is saved, as it was previewed. */
export type Confirming = {
  readonly told: ConsequenceReport;
  readonly mark: string;
  /** It was confirmed, and isn't what was previewed any more. */
  readonly isAnew: boolean;
};

/** Of what was typed, and of the version that it was typed into. */
const markOf = (version: number, typed: Settings): string =>
  fingerprint(JSON.stringify([String(version), typed]));

type ToConfirm = { readonly saved: Settings; readonly typed: Settings; readonly version: number };

/**
 * What is to be confirmed of a form before it does what it says; `null`: nothing is, or it was, as
 * it was previewed. `version`: of the settings that it was typed into.
 */
export async function toConfirm(
  c: PageContext,
  { saved, typed, version }: ToConfirm,
): Promise<Confirming | null> {
  const what = await consequencesNow(c.var.asking, saved, typed);
  const mark = markOf(version, typed);
  const isAnew = isConfirming(c.var.form) && !isAsPreviewed(c.var.form, mark);
  if (!isAnew && (what.length === 0 || isConfirmed(c.var.form, what))) return null;
  return { told: await describeConsequences(c.var.asking, typed, what), mark, isAnew };
}

type TakenForm = {
  readonly saved: Settings;
  readonly input: unknown;
  /** Whether the form can change what becomes of orders. */
  readonly comparesOrders?: boolean;
  /** Whether what books is confirmed before it is saved. */
  readonly asks?: boolean;
};

/**
 * Saves, or compares: answers where to go on, or what to show the form with. What books is compared
 * first, and saved once it is confirmed, as it was previewed.
 */
export async function saveOrCompare(
  c: PageContext,
  { saved, input, comparesOrders = true, asks = true }: TakenForm,
): Promise<
  | { readonly done: string }
  | {
      readonly refusal: Refusal;
      readonly preview: Preview | null;
      readonly confirm?: Confirming;
      /** What saving would do beside what the compared orders show. */
      readonly atOnce?: ConsequenceReport;
      /** Orders that wait for approval, and go on waiting. */
      readonly toApprove?: number;
    }
> {
  const { form, asking } = c.var;
  const version = Number(one(form, "version"));
  const parsed = settingsSchema.safeParse(input, WITH_INPUT);
  // What is pressed by Enter, with nothing to look for: it writes nothing either.
  const onlyCompares = asks && ["compare", "find"].includes(one(form, "action"));
  if (onlyCompares && !parsed.success)
    return { refusal: { faults: faultsIn(parsed.error), stale: false }, preview: null };
  const confirm =
    parsed.success && asks && !onlyCompares
      ? await toConfirm(c, { saved, typed: parsed.data, version })
      : null;
  if (onlyCompares || confirm !== null) {
    return {
      refusal: NOT_REFUSED,
      preview: comparesOrders ? granted(await previewSettings(asking, input)) : null,
      ...(confirm === null ? {} : { confirm }),
      ...(onlyCompares && parsed.success
        ? {
            atOnce: await doneAtOnce(asking, saved, parsed.data),
            toApprove: await stillToApprove(asking, saved, parsed.data),
          }
        : {}),
    };
  }
  const written = await writeSettings(asking, { seen: version, input });
  if (written.ok)
    return {
      done: isConfirming(form)
        ? confirmedSaveNotice(written.value)
        : plainSavedNotice(written.value),
    };
  if (isNotPushed(written)) return { done: "saved-not-told" };
  const { kind, errors } = written.error;
  if (kind !== "stale-version" && kind !== "bad-settings")
    throw new RefusedError(written.error, {
      href: settingsBase(asking.tenantId),
      text: messagesFor(c).t("settings.heading"),
    });
  return { refusal: { faults: errors ?? [], stale: kind === "stale-version" }, preview: null };
}

async function doneAtOnce(
  asking: TenantRequest,
  saved: Settings,
  typed: Settings,
): Promise<ConsequenceReport> {
  return describeConsequences(asking, typed, await consequencesNow(asking, saved, typed));
}
