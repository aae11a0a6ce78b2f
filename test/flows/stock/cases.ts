/**
 * What stock is to be in the shop, case by case: both sides as they stand, and what a run makes of
 * them.
 */
import type { LeftAlone } from "../../../src/flows/stock/plan.ts";
import { inLedger, inShop, type Shelf } from "./kit.ts";

export type Case = Shelf & {
  readonly title: string;
  /** "CODE from → to", in the order of the rows. */
  readonly differences: readonly string[];
  /** Quantities of the correction order's lines: what leaves the shop's stock. */
  readonly quantities?: readonly string[];
  readonly left?: Partial<Record<LeftAlone, readonly string[]>>;
  readonly managed?: readonly string[];
  readonly rest?: number;
};

export const CASES: readonly Case[] = [
  {
    title: "the same figure on both sides is left as it is",
    ledger: [inLedger("MUG", "12", "2")],
    shop: [inShop("MUG", "10")],
    differences: [],
    quantities: [],
  },
  {
    title: "figures are compared as figures, however they are written",
    ledger: [inLedger("MUG", "10.00", "0", { available: "10.00" })],
    shop: [inShop("MUG", "10")],
    differences: [],
  },
  {
    title: "what is reserved isn't there to be sold",
    ledger: [inLedger("MUG", "12", "5")],
    shop: [inShop("MUG", "12")],
    differences: ["MUG 12 → 7"],
    quantities: ["5"],
  },
  {
    title: "too few in the shop are brought in by a negative quantity",
    ledger: [inLedger("MUG", "100")],
    shop: [inShop("MUG", "96")],
    differences: ["MUG 96 → 100"],
    quantities: ["-4"],
  },
  {
    title: "the balance counts what is reserved as well, where that is wanted",
    settings: { calculation: "balance" },
    ledger: [inLedger("MUG", "12", "5")],
    shop: [inShop("MUG", "10")],
    differences: ["MUG 10 → 12"],
    quantities: ["-2"],
  },
  {
    title: "stock below zero is nothing to sell",
    ledger: [inLedger("MUG", "2", "5")],
    shop: [inShop("MUG", "4")],
    differences: ["MUG 4 → 0"],
    quantities: ["4"],
  },
  {
    title: "stock below zero is told as it is where that is wanted",
    settings: { floorAtZero: false },
    ledger: [inLedger("MUG", "2", "5")],
    shop: [inShop("MUG", "4")],
    differences: ["MUG 4 → -3"],
    quantities: ["7"],
  },
  {
    title: "a shop below zero is brought to zero",
    ledger: [inLedger("MUG", "0")],
    shop: [inShop("MUG", "-2")],
    differences: ["MUG -2 → 0"],
    quantities: ["-2"],
  },
  {
    title: "the safety margin is kept back",
    settings: { calculation: "margin", margin: "3" },
    ledger: [inLedger("MUG", "12", "2")],
    shop: [inShop("MUG", "10")],
    differences: ["MUG 10 → 7"],
    quantities: ["3"],
  },
  {
    title: "a margin greater than the stock leaves nothing",
    settings: { calculation: "margin", margin: "20" },
    ledger: [inLedger("MUG", "12")],
    shop: [inShop("MUG", "12")],
    differences: ["MUG 12 → 0"],
    quantities: ["12"],
  },
  {
    title: "a percentage of what is available, rounded down to whole pieces",
    settings: { calculation: "percentage", percentage: "80" },
    ledger: [inLedger("MUG", "12", "1")],
    shop: [inShop("MUG", "11")],
    differences: ["MUG 11 → 8"],
    quantities: ["3"],
  },
  {
    title: "a percentage rounded to the nearest piece",
    settings: { calculation: "percentage", percentage: "80", rounding: "nearest" },
    ledger: [inLedger("MUG", "12", "1")],
    shop: [inShop("MUG", "11")],
    differences: ["MUG 11 → 9"],
  },
  {
    title: "a percentage rounded up",
    settings: { calculation: "percentage", percentage: "10", rounding: "up" },
    ledger: [inLedger("MUG", "1")],
    shop: [inShop("MUG", "0")],
    differences: ["MUG 0 → 1"],
  },
  {
    title: "fractional stock is rounded down by default",
    ledger: [inLedger("CLOTH", "7.75")],
    shop: [inShop("CLOTH", "7.75")],
    differences: ["CLOTH 7.75 → 7"],
    quantities: ["0.75"],
  },
  {
    title: "fractional stock keeps as many places as are wanted, without binary dust",
    settings: { decimals: 2 },
    ledger: [inLedger("CLOTH", "0.3", "0.1", { available: "0.2" })],
    shop: [inShop("CLOTH", "0.1")],
    differences: ["CLOTH 0.1 → 0.2"],
    quantities: ["-0.1"],
  },
  {
    title: "what is missing is rounded down too: towards fewer",
    settings: { floorAtZero: false },
    ledger: [inLedger("CLOTH", "-1.5")],
    shop: [inShop("CLOTH", "0")],
    differences: ["CLOTH 0 → -2"],
  },
  {
    title: "several articles go into one order, those first of which the shop has too many",
    ledger: [inLedger("A", "5"), inLedger("B", "5"), inLedger("C", "5")],
    shop: [inShop("A", "1"), inShop("B", "9"), inShop("C", "20")],
    differences: ["C 20 → 5", "B 9 → 5", "A 1 → 5"],
    quantities: ["15", "4", "-4"],
  },
  {
    title: "two warehouses' worth of differences are one order up to its rows, and the rest waits",
    settings: { rowsPerRun: 100 },
    ledger: Array.from({ length: 250 }, (_, index) =>
      inLedger(`W${String(index).padStart(3, "0")}`, "3"),
    ),
    shop: Array.from({ length: 250 }, (_, index) =>
      inShop(`W${String(index).padStart(3, "0")}`, "4"),
    ),
    differences: Array.from(
      { length: 100 },
      (_, index) => `W${String(index).padStart(3, "0")} 4 → 3`,
    ),
    rest: 150,
  },
  {
    title: "more differences than rows: what is oversold comes first",
    settings: { rowsPerRun: 2 },
    ledger: [inLedger("A", "9"), inLedger("B", "0"), inLedger("C", "2")],
    shop: [inShop("A", "1"), inShop("B", "3"), inShop("C", "8")],
    differences: ["C 8 → 2", "B 3 → 0"],
    rest: 1,
  },
  {
    title: "sold in the shop and not booked yet is taken off",
    ledger: [inLedger("MUG", "10")],
    shop: [inShop("MUG", "8")],
    unbooked: { MUG: "2" },
    differences: [],
  },
  {
    title: "only a part of what is missing is explained by orders that aren't booked",
    ledger: [inLedger("MUG", "10")],
    shop: [inShop("MUG", "5")],
    unbooked: { MUG: "2" },
    differences: ["MUG 5 → 8"],
    quantities: ["-3"],
  },
  {
    title:
      "an order of the shop that was cancelled and still stands in the ledger counts the other way",
    ledger: [inLedger("MUG", "10", "3")],
    shop: [inShop("MUG", "10")],
    unbooked: { MUG: "-3" },
    differences: [],
  },
  {
    title:
      "unbooked pieces are taken off before the percentage, so that booking them changes nothing",
    settings: { calculation: "percentage", percentage: "50" },
    ledger: [inLedger("MUG", "20")],
    shop: [inShop("MUG", "7")],
    unbooked: { MUG: "6" },
    differences: [],
  },
  {
    title: "an article in an order that is being worked on is left to the next run",
    ledger: [inLedger("MUG", "10"), inLedger("TEA", "5")],
    shop: [inShop("MUG", "8"), inShop("TEA", "4")],
    moving: ["MUG"],
    differences: ["TEA 4 → 5"],
    left: { "stock-moving": ["MUG"] },
  },
  {
    title: "a service is left alone, whatever the shop says",
    ledger: [inLedger("REPAIR", "0", "0", { counted: false })],
    shop: [inShop("REPAIR", "99")],
    differences: [],
    left: { "stock-not-kept": ["REPAIR"] },
  },
  {
    title: "an article that the shop doesn't have is left alone",
    ledger: [inLedger("RAW", "40")],
    shop: [inShop("MUG", "1")],
    differences: [],
    left: { "stock-article-missing": ["RAW"] },
  },
  {
    title: "an article that the ledger doesn't have is left alone",
    ledger: [],
    shop: [inShop("MUG", "1")],
    differences: [],
  },
  {
    title: "an article that the ledger has put aside is left alone",
    ledger: [inLedger("OLD", "0", "0", { active: false })],
    shop: [inShop("OLD", "4")],
    differences: [],
  },
  {
    title: "a code of another case is another article",
    ledger: [inLedger("mug", "10")],
    shop: [inShop("MUG", "8")],
    differences: [],
    left: { "stock-article-missing": ["mug"] },
  },
  {
    title: "an article whose stock the shop doesn't keep isn't corrected: no order would move it",
    ledger: [inLedger("MUG", "10")],
    shop: [inShop("MUG", "0", { managed: false })],
    differences: [],
    left: { "stock-not-managed": ["MUG"] },
  },
  {
    title:
      "the shop is told to keep the stock where that is wanted, and the figure follows with the next run",
    settings: { manageStock: "set" },
    ledger: [inLedger("MUG", "10")],
    shop: [inShop("MUG", "0", { managed: false })],
    differences: [],
    managed: ["MUG"],
  },
  {
    title: "a service's flag isn't touched",
    settings: { manageStock: "set" },
    ledger: [inLedger("REPAIR", "0", "0", { counted: false })],
    shop: [inShop("REPAIR", "0", { managed: false })],
    differences: [],
    managed: [],
    left: { "stock-not-kept": ["REPAIR"] },
  },
  {
    title: "into a field: an empty field is filled",
    settings: { strategy: "article-field" },
    ledger: [inLedger("MUG", "10")],
    shop: [inShop("MUG", "3")],
    differences: ["MUG - → 10"],
  },
  {
    title: "into a field: the field's own figure counts, not the shop's stock",
    settings: { strategy: "article-field" },
    ledger: [inLedger("MUG", "10")],
    shop: [inShop("MUG", "3", { field: "10" }), inShop("TEA", "3", { field: "ask" })],
    differences: [],
  },
  {
    title: "into a field: words give way to the figure",
    settings: { strategy: "article-field" },
    ledger: [inLedger("TEA", "4")],
    shop: [inShop("TEA", "4", { field: "ask us", managed: false })],
    differences: ["TEA ask us → 4"],
  },
  {
    title: "goods that are booked by coding are left alone: no sale lowers the ledger's figure",
    goods: { by: "article", exceptions: ["PRINT-*"] },
    ledger: [inLedger("PRINT-A3", "12"), inLedger("MUG", "12")],
    shop: [inShop("PRINT-A3", "3"), inShop("MUG", "10")],
    differences: ["MUG 10 → 12"],
    left: { "stock-booked-by-coding": ["PRINT-A3"] },
  },
  {
    title: "of goods by coding those that are excepted keep their stock",
    goods: { by: "coding", exceptions: ["MUG"] },
    ledger: [inLedger("PRINT-A3", "12"), inLedger("MUG", "12")],
    shop: [inShop("PRINT-A3", "3"), inShop("MUG", "10")],
    differences: ["MUG 10 → 12"],
    left: { "stock-booked-by-coding": ["PRINT-A3"] },
  },
];
