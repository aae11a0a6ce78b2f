/**
 * What sheets of the inbox said of a group, in memory: its line repeats it with its time, so that
 * it promises no more than what was worked out. The inbox itself tries nothing.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { HeldCause } from "../../../domain/jobs/held.ts";
import type { GroupForecast, HeldPage } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { type KeptForecast, memoryOf } from "../storage/memory.ts";
import * as meta from "../storage/meta.ts";
import { heldGroups } from "./attention.ts";

/** It is repeated for so long. */
const TOLD_MS = HOUR_MS;
const MAX_KEPT = 100;

type Group = HeldPage["groups"][number];

/** What may not have changed since. `version`: of the settings. */
const basisOf = ({ count, since, amounts }: Group, version: number): string =>
  JSON.stringify([version, count, since, amounts]);

const keyOf = ({ cause, thing }: HeldCause, deed: GroupForecast["deed"]): string =>
  JSON.stringify([cause, thing, deed]);

/** `version`: of the settings that it was tried with. */
export function noteForecast(
  { sql, now }: TenantContext,
  of: HeldCause,
  version: number,
  forecast: Omit<GroupForecast, "at">,
): void {
  const [group] = heldGroups(sql, { of }).groups;
  if (group === undefined) return;
  const kept = memoryOf(sql).forecasts;
  if (kept.size >= MAX_KEPT) kept.clear();
  const noted: KeptForecast = { basis: basisOf(group, version), at: now(), ...forecast };
  kept.set(keyOf(of, forecast.deed), noted);
}

/** With what their sheets said, where neither the group nor the settings changed since. */
export function withForecasts({ sql, now }: TenantContext, page: HeldPage): HeldPage {
  const { forecasts: kept } = memoryOf(sql);
  const version = meta.configuration(sql)?.version;
  if (kept.size === 0 || version === undefined) return page;
  const groups = page.groups.map((group): Group => {
    const basis = basisOf(group, version);
    const forecasts = (["create-article", "retry"] as const).flatMap((deed) => {
      const known = kept.get(keyOf(group, deed));
      if (known === undefined || known.basis !== basis || now() - known.at > TOLD_MS) return [];
      const { basis: _, ...forecast } = known;
      return [forecast];
    });
    return forecasts.length === 0 ? group : { ...group, forecasts };
  });
  return { ...page, groups };
}
