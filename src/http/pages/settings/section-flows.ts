/** What a screen of the settings can change: what becomes of orders, or another flow's runs. */
import type { PreviewedFlow } from "../../../domain/run-preview.ts";
import { fieldsOf, type Section } from "./catalogue.ts";

/** Whether a form of these screens can change what becomes of orders. */
export const comparesOrders = (screens: readonly Section[]): boolean =>
  screens.some(
    (screen) =>
      fieldsOf(screen).some(({ path }) => path === "trial" || path.startsWith("orders.")) ||
      screen.id === "fields",
  );

/** The flow whose next run the screen changes; `null`: none whose run can be previewed. */
export const runOf = ({ id }: Section): PreviewedFlow | null =>
  id === "products" || id === "stock" ? id : null;
