/** Asperion's raw answers, as the checks read them. */
export { num, str } from "../../../src/domain/vendors/checks.ts";
export {
  dataOf,
  filterPosition,
  idsOf,
  linesOf,
  metaOf,
  sampleOrders,
  someOf,
} from "../../../src/asperion/checks/read.ts";
