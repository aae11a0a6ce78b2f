/** The rows of docs/vendor-assumptions.md, as data. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type AssumptionRow = {
  readonly id: string;
  readonly assumption: string;
  /** Files and settings. */
  readonly inCode: string;
  /** What of the sandbox stands for it, as it is written there. */
  readonly standIn: string;
  readonly switches: readonly string[];
  readonly ifWrong: string;
  readonly howTo: string;
};

const PATH = join(import.meta.dirname, "../../docs/vendor-assumptions.md");
/** Of the vendors: P, E. Of payment providers: S. */
const ROW = /^\| ([PES]\d+) \| /;

export function readRows(text = readFileSync(PATH, "utf8")): readonly AssumptionRow[] {
  return text.split("\n").flatMap((line) => {
    const id = ROW.exec(line)?.[1];
    if (id === undefined) return [];
    const [, assumption = "", , inCode = "", standIn = "", ifWrong = "", howTo = ""] = line
      .replace(/^\| | \|$/g, "")
      .split(" | ");
    const switches = [...standIn.matchAll(/`([a-zA-Z0-9]+)`/g)].map(([, name = ""]) => name);
    return [{ id, assumption, inCode, standIn, switches, ifWrong, howTo }];
  });
}
