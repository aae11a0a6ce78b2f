/**
 * The tool that tells what a setting would change: the saved settings with one value in place of
 * another, held against the last orders by the same use case as the settings' pages. Nothing is
 * saved.
 */
import { z } from "zod";
import { ok } from "../../domain/result.ts";
import { message } from "../../messages/message.ts";
import { isTree } from "../../settings/compare-settings.ts";
import type { Difference } from "../../flows/orders/trial/compare-plans.ts";
import { previewSettings } from "../usecases/preview.ts";
import { refuse } from "../usecases/refused.ts";
import { readSettings } from "../usecases/settings.ts";
import { previewedSetting } from "./output.ts";
import { codeOf, saidReason, untrusted } from "./shown.ts";
import { hasTexts, orderLink, tool } from "./tool.ts";

export const previewSetting = tool({
  name: "preview_setting",
  title: "Preview a setting",
  description:
    "What would become of the shop's last orders if one setting had another value, beside what " +
    "becomes of them now: the engine's own dry run. Nothing is saved, booked or sent.",
  input: z.strictObject({
    path: z
      .string()
      .regex(/^[A-Za-z]\w*(?:\.\w+)*$/)
      .max(200)
      .describe("as in the list of settings' versions, such as orders.type"),
    value: z.json().describe("the value to try, such as invoice"),
  }),
  output: previewedSetting,
  run: async (asking, { path, value }) => {
    const { deps, actor, tenantId, language } = asking;
    const saved = await readSettings(deps, actor, tenantId);
    if (!saved.ok) return saved;
    const { version, settings } = saved.value;
    const tried = withValue(settings, path.split("."), value);
    if (tried === null)
      return refuse(400, "unknown-setting", message("refusals.agentNoSuchSetting"));
    const compared = await previewSettings(deps, actor, tenantId, tried.settings);
    if (!compared.ok) return compared;
    return ok({
      path,
      settingsVersion: version,
      compared: compared.value.compared,
      changed: compared.value.changed.map(({ jobId, label, differences, reasons }) => ({
        id: jobId,
        number: codeOf(label),
        differences: differences.map((one) => differenceView(one, hasTexts(asking))),
        reasonsNow: reasons.before.map((one) => saidReason(one, language)),
        reasonsThen: reasons.after.map((one) => saidReason(one, language)),
        link: orderLink(asking, jobId),
      })),
    });
  },
});

/**
 * A value that may be a text of the buyer's (a name, an address, a line's text) isn't among ours:
 * it is named as left out, or stands apart.
 */
export function differenceView({ field, before, after }: Difference, withTexts: boolean) {
  // Our own words: written, or held with the codes of its reasons.
  if (field === "outcome") return { field, before, after };
  const [was, is] = [codeOf(before), codeOf(after)];
  if (was === before && is === after) return { field, before, after };
  const shown = { field, before: was, after: is, textLeftOut: true };
  return withTexts ? { ...shown, untrusted: untrusted({ before, after }) } : shown;
}

/**
 * The tree with `value` at its path. Each step but the last is a part that is there, of the tree's
 * own; `null`: it isn't.
 */
export function withValue(
  settings: object,
  path: readonly string[],
  value: unknown,
): { readonly settings: unknown } | null {
  const copy: unknown = structuredClone(settings);
  let part: unknown = copy;
  for (const name of path.slice(0, -1)) {
    if (!isPart(part) || !Object.hasOwn(part, name)) return null;
    part = part[name];
  }
  const last = path.at(-1) ?? "";
  if (!isPart(part) || !Object.hasOwn(part, last)) return null;
  part[last] = value;
  return { settings: copy };
}

const isPart = (value: unknown): value is Record<string, unknown> =>
  isTree(value) || Array.isArray(value);
