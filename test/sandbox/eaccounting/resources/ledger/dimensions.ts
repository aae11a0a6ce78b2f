// Project and cost centres of a row, which its account rows in the voucher carry on.
import type { Json, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";

const NAMES = ["ProjectId", "CostCenterItemId1", "CostCenterItemId2", "CostCenterItemId3"] as const;

export type Dimensions = Readonly<Record<(typeof NAMES)[number], Json>>;

export const NO_DIMENSIONS: Dimensions = {
  ProjectId: null,
  CostCenterItemId1: null,
  CostCenterItemId2: null,
  CostCenterItemId3: null,
};

export function dimensionsOf(row: JsonObject): Dimensions {
  return {
    ProjectId: row["ProjectId"] ?? null,
    CostCenterItemId1: row["CostCenterItemId1"] ?? null,
    CostCenterItemId2: row["CostCenterItemId2"] ?? null,
    CostCenterItemId3: row["CostCenterItemId3"] ?? null,
  };
}

/** Equal for rows that can share one row of a voucher. */
export function dimensionKey(dimensions: Dimensions): string {
  return NAMES.map((name) => textOf(dimensions[name] ?? "")).join("|");
}
