/** What a screen of the settings can change: the outcome of orders, or another flow's runs. */
import type { PreviewedFlow } from "../../../../domain/jobs/run-preview.ts";
import type { LookupDefinition } from "../../../../settings/lookups/lookup-lists.ts";
import type { SavedSettings } from "../../../usecases/settings/settings.ts";
import { fieldsOf, type Section } from "../catalogue/index.ts";

/** Whether a form of these screens can change what becomes of orders. */
export const comparesOrders = (screens: readonly Section[]): boolean =>
  screens.some(
    (screen) =>
      fieldsOf(screen).some(({ path }) => path === "trial" || path.startsWith("orders.")) ||
      screen.id === "fields",
  );

/** What is told of settings that were saved here: to what they apply. `done`: how it ended. */
export function savedNoticeOf(section: Section, done: string): string {
  if (done !== "saved" || comparesOrders([section])) return done;
  return section.id === "payouts" ? "saved-for-payouts" : "saved-from-now";
}

/** The same of a mapping. */
export const savedNoticeOfLookup = ({ of }: LookupDefinition, done: string): string =>
  done === "saved" && of === "payout" ? "saved-for-payouts" : done;

/** Of settings that bring about nothing that is confirmed, or of no change. */
export const plainSavedNotice = ({ unchanged }: Pick<SavedSettings, "unchanged">): string =>
  unchanged ? "unchanged" : "saved";

/** The same of many settings at once. */
export function savedNoticeOfAll(saved: SavedSettings): string {
  if (saved.consequences.length > 0) return confirmedSaveNotice(saved);
  return saved.unchanged ? "unchanged" : "saved-from-now";
}

/** The same of what was confirmed: whether its runs started. */
export const confirmedSaveNotice = ({ begun }: Pick<SavedSettings, "begun">): string =>
  begun ? "saved-confirmed" : "saved-confirmed-later";

/** The flow whose next run the screen changes; `null`: none whose run can be previewed. */
export const previewedFlowOf = ({ id }: Section): PreviewedFlow | null =>
  id === "products" || id === "stock" ? id : null;
