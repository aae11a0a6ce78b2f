/**
 * What all pages of the settings do alike: read a tenant's settings, and save or compare what was
 * typed. Who saves says which version was seen, so nobody overwrites what they haven't read;
 * comparing writes nothing.
 */
import { message } from "../../../messages/message.ts";
import { fingerprint } from "../../../domain/fingerprint.ts";
import { consequencesOf } from "../../../settings/consequences.ts";
import { type Settings, settingsSchema } from "../../../settings/schema.ts";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { faultsOf, WITH_INPUT } from "../../problem.ts";
import { type Told, toldConsequences } from "../../usecases/consequences.ts";
import { type Preview, previewSettings } from "../../usecases/preview.ts";
import { reach } from "../../usecases/reach.ts";
import { refuse } from "../../usecases/refused.ts";
import { readSettings, writeSettings } from "../../usecases/settings.ts";
import type { PageContext } from "../env.ts";
import { one } from "../form.ts";
import { homeOf, refusedPage, tenantHomeOf } from "../respond.tsx";
import { isAsPreviewed, isConfirmed, isConfirming } from "./confirm.tsx";
import { NOT_REFUSED, type Refusal } from "./faults.tsx";

export const settingsBase = (id: string): string => `/admin/tenants/${id}/settings`;

export async function given(deps: EdgeDeps, c: PageContext, id: string) {
  const { actor } = c.var.signedIn;
  const [tenant, settings] = await Promise.all([
    reach(deps, actor, id),
    readSettings(deps, actor, id),
  ]);
  if (!tenant.ok) return tenant;
  return settings.ok
    ? { ok: true as const, value: { tenant: tenant.value, ...settings.value } }
    : settings;
}

export const unknownPart = (c: PageContext) =>
  refusedPage(
    c,
    c.var.signedIn,
    refuse(404, "unknown-part", message("refusals.noSuchPart")).error,
    homeOf(c),
  );

/** What is to be confirmed before it is saved, as it was previewed. */
export type Confirming = {
  readonly told: Told;
  readonly mark: string;
  /** It was confirmed, and isn't what was previewed any more. */
  readonly isAnew: boolean;
};

/** Of what was typed, and of the version that it was typed into. */
const markOf = (c: PageContext, typed: Settings): string =>
  fingerprint(JSON.stringify([one(c.var.form, "version"), typed]));

/**
 * Saves, or compares: answers where to go on, or what to show the form with. What books is compared
 * first, and saved once it is confirmed, as it was previewed. `comparesOrders`: whether the form
 * can change what becomes of orders.
 */
export async function taken(
  deps: EdgeDeps,
  c: PageContext,
  id: string,
  saved: Settings,
  input: unknown,
  comparesOrders = true,
): Promise<
  | { readonly done: string }
  | {
      readonly refusal: Refusal;
      readonly preview: Preview | null;
      readonly confirm?: Confirming;
    }
  | Response
> {
  const { signedIn, form } = c.var;
  const parsed = settingsSchema.safeParse(input, WITH_INPUT);
  const what = parsed.success ? consequencesOf(saved, parsed.data) : [];
  const mark = parsed.success ? markOf(c, parsed.data) : "";
  // What is pressed by Enter, with nothing to look for: it writes nothing either.
  const onlyCompares = ["compare", "find"].includes(one(form, "action"));
  const isAnew = isConfirming(form) && !isAsPreviewed(form, mark);
  if (onlyCompares || isAnew || (what.length > 0 && !isConfirmed(form, what))) {
    if (!parsed.success)
      return { refusal: { faults: faultsOf(parsed.error), stale: false }, preview: null };
    const [preview, told] = await Promise.all([
      comparesOrders ? previewSettings(deps, signedIn.actor, id, input) : null,
      toldConsequences(deps, signedIn.actor, id, parsed.data, onlyCompares ? [] : what),
    ]);
    if (preview?.ok === false) return refusedPage(c, signedIn, preview.error, tenantHomeOf(c, id));
    return {
      refusal: NOT_REFUSED,
      preview: preview?.value ?? null,
      ...(onlyCompares ? {} : { confirm: { told, mark, isAnew } }),
    };
  }
  const written = await writeSettings(
    deps,
    signedIn.actor,
    id,
    Number(one(form, "version")),
    input,
  );
  if (written.ok) return { done: "saved" };
  const { kind, errors } = written.error;
  if (kind === "settings-not-told") return { done: "saved-not-told" };
  if (kind !== "stale-version" && kind !== "bad-settings")
    return refusedPage(c, signedIn, written.error, {
      href: settingsBase(id),
      text: messagesFor(c).t("settings.heading"),
    });
  return { refusal: { faults: errors ?? [], stale: kind === "stale-version" }, preview: null };
}
