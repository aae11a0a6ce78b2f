/**
 * Copies settings of one shop to another: the caller needs rights on both. Shown first, and saved
 * only as shown, as an ordinary version.
 */
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import { changesBetween, type Change } from "../../../settings/versions/stored-settings.ts";
import type { Consequence } from "../../../settings/versions/consequences.ts";
import {
  articlesNamed,
  type CopyPart,
  copySettings,
} from "../../../settings/copy/copy-settings.ts";
import type { CopySide, LeftOut } from "../../../settings/copy/counterpart.ts";
import { type Settings, settingsSchema } from "../../../settings/schema.ts";
import { type FaultAt, faultsIn } from "../../../settings/setting-faults.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { mayOn } from "../../auth/rights.ts";
import type { TenantRequest } from "../../deps.ts";
import { WITH_INPUT } from "../../problem.ts";
import { consequencesNow } from "./consequences.ts";
import { namesOf } from "./names.ts";
import { callTenant, unknownTenant } from "../tenant-access.ts";
import { forbidden, reject, type Answer } from "../refusal.ts";
import { readSettings, type SavedSettings, writeSettings } from "./settings.ts";
import { visibleTenants } from "../tenants/tenants.ts";

export type CopyAsked = { readonly from: string; readonly parts: readonly CopyPart[] };

export type CopyPreview = {
  /** The target's version that it was worked out on. */
  readonly version: number;
  readonly changes: readonly Change[];
  readonly left: readonly LeftOut[];
  /** Why it can't be saved like this. */
  readonly faults: readonly FaultAt[];
  readonly consequences: readonly Consequence[];
  /** Stands for what is shown: saving with it saves exactly that. */
  readonly shown: string;
  readonly settings: Settings;
  /** The source shop's name. */
  readonly from: string;
  /** The source shop's side: what is left out is named by it. */
  readonly source: CopySide;
};

/** Shops whose settings they may take over into this one. */
export async function copySources({
  deps,
  actor,
  tenantId,
}: TenantRequest): Promise<readonly TenantRow[]> {
  const all = await visibleTenants(deps, actor);
  return all.filter(({ id }) => id !== tenantId && mayOn(actor, "work", id));
}

/** Another's shop looks as if it weren't there. */
export async function previewCopy(
  asking: TenantRequest,
  { from, parts }: CopyAsked,
): Answer<CopyPreview> {
  const { deps, actor, tenantId } = asking;
  if (!mayOn(actor, "look", from)) return unknownTenant();
  if (!mayOn(actor, "work", tenantId) || !mayOn(actor, "work", from)) return forbidden("work");
  if (from === tenantId) return reject(400, "same-tenant", message("refusals.copyOfItself"));
  const [saved, theirs, sources] = await Promise.all([
    readSettings(asking),
    readSettings({ deps, actor, tenantId: from }),
    copySources(asking),
  ]);
  if (!saved.ok) return saved;
  if (!theirs.ok) return theirs;
  const articles = articlesNamed(theirs.value.settings.lookups);
  const [target, source] = await Promise.all([
    sideOf(asking, articles),
    sideOf({ deps, actor, tenantId: from }, []),
  ]);
  if (!target.ok) return target;
  if (!source.ok) return source;
  const { version, settings: before } = saved.value;
  const { settings, left } = copySettings(
    theirs.value.settings,
    before,
    parts,
    source.value,
    target.value,
  );
  const parsed = settingsSchema.safeParse(settings, WITH_INPUT);
  return ok({
    version,
    changes: changesBetween(before, settings),
    left,
    faults: parsed.success ? [] : faultsIn(parsed.error),
    consequences: await consequencesNow(asking, before, settings),
    shown: await hashOf([version, settings, left]),
    settings,
    from: sources.find(({ id }) => id === from)?.name ?? from,
    source: source.value,
  });
}

/** Saves what was shown. Refused where either shop changed since, so that it would be another. */
export async function saveCopy(
  asking: TenantRequest,
  asked: CopyAsked,
  shown: string,
): Answer<SavedSettings> {
  const preview = await previewCopy(asking, asked);
  if (!preview.ok) return preview;
  if (preview.value.shown !== shown)
    return reject(409, "changed-since", message("refusals.copyChanged"));
  return writeSettings(asking, {
    seen: preview.value.version,
    input: preview.value.settings,
    origin: { fromId: asked.from },
  });
}

async function sideOf(asking: TenantRequest, articles: readonly string[]): Answer<CopySide> {
  const names = await namesOf(asking);
  if (!names.ok) return names;
  const known = await callTenant(asking, async (tenant) => {
    const [ledger, buyer] = await Promise.all([
      tenant.reads.ledger(asking.tenantId),
      tenant.reads.buyer(asking.tenantId, { linkSource: null, skus: articles }),
    ]);
    return { company: ledger.company, articles: Object.keys(buyer.articles) };
  });
  if (!known.ok) return known;
  const { company, articles: there } = known.value;
  return ok({ names: names.value, company, articles: new Set(there) });
}

async function hashOf(shown: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(shown));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
