/**
 * The tool that previews a change of one setting: the saved settings with one other value, compared
 * on the last orders by the same use case as the settings' pages. Saves nothing.
 */
import { z } from "zod";
import { ok } from "../../domain/result.ts";
import { message } from "../../messages/message.ts";
import { isJsonObject } from "../../domain/platform/json-object.ts";
import type { FieldDifference } from "../../flows/orders/trial/plan-vs-other-settings.ts";
import { previewSettings } from "../usecases/dry-runs/preview.ts";
import { reject } from "../usecases/refusal.ts";
import { readSettings } from "../usecases/settings/settings.ts";
import { previewedSetting } from "./output.ts";
import { codeOf, saidReason, untrusted } from "./visible-to-agents.ts";
import { hasTexts, orderLink, tool } from "./tool.ts";

export const previewSetting = tool({
  name: "preview_setting",
  title: "Preview a setting",
  description:
    "What would become of the shop's last orders if one setting had another value, beside what " +
    "becomes of them now: the engine's own dry run. Nothing is saved, booked or sent. Rules, " +
    "all under mapping, can be tried only where the token has buyers' texts.",
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
    const steps = path.split(".");
    if (!hasTexts(asking) && readsTexts(steps))
      return reject(403, "agent-without-texts", message("refusals.agentTriesRules"));
    const saved = await readSettings(asking);
    if (!saved.ok) return saved;
    const { version, settings } = saved.value;
    const tried = withValue(settings, steps, value);
    if (tried === null)
      return reject(400, "unknown-setting", message("refusals.agentNoSuchSetting"));
    const compared = await previewSettings(asking, tried.settings);
    if (!compared.ok) return compared;
    return ok({
      path,
      settingsVersion: version,
      compared: compared.value.compared,
      changed: compared.value.changed.map(({ jobId, label, differences, reasons }) => ({
        id: jobId,
        number: codeOf(label),
        differences: differences.map((one) => differenceView(one, hasTexts(asking))),
        reasonsNow: reasons.before.map((one) => saidReason(one, asking.language)),
        reasonsThen: reasons.after.map((one) => saidReason(one, asking.language)),
        link: orderLink(asking, jobId),
      })),
    });
  },
});

/**
 * Whether this part may read any field of an order. A caller's expression can transform a text into
 * an allowed form, or test a hidden one, so hiding its result isn't enough.
 */
const readsTexts = ([part]: readonly string[]): boolean => part === "mapping";

/** Fields that hold only our own words and figures. */
const IN_OUR_WORDS: ReadonlySet<string> = new Set(
  "outcome document customer payment sending attention".split(" "),
);
/** Figures, days, ids, and what the shop's staff named. */
const OF_NO_BUYER: ReadonlySet<string> = new Set(
  "OrderDate Status Currency TermsOfPaymentId DeliveryMethod Gross Vat date series item".split(" "),
);
const ROW_OF_NO_BUYER = /^Row \d+: (?:ArticleId|Quantity|UnitPrice|Discount|Amount)$/;

/**
 * Every other field may have a buyer's text (a name, an address, a telephone number, a reference, a
 * rule's result), and one word of it looks like a code: it is named as left out, or returned
 * separately. A new field is left out until it is named here.
 */
export function differenceView({ field, before, after }: FieldDifference, withTexts: boolean) {
  if (IN_OUR_WORDS.has(field)) return { field, before, after };
  const isOurs = OF_NO_BUYER.has(field) || ROW_OF_NO_BUYER.test(field);
  const [was, is] = isOurs ? [codeOf(before), codeOf(after)] : [null, null];
  if (was === before && is === after) return { field, before, after };
  const shown = { field, before: was, after: is, textLeftOut: true };
  return withTexts ? { ...shown, untrusted: untrusted({ before, after }) } : shown;
}

/** Returns the tree with `value` at the path; `null`: a step on the way is no own property. */
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
  isJsonObject(value) || Array.isArray(value);
