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
  /** How a wrong assumption ends, in words of `VERDICTS`. */
  readonly verdicts: readonly string[];
  /** It does harm that nothing holds: it is found instead. */
  readonly isMarked: boolean;
};

/** What the document says of each: how a wrong assumption ends. */
export const VERDICTS = [
  "held",
  "told",
  "refused",
  "learnt",
  "harmless",
  "connect",
  "work",
  "probe",
] as const;

const PATH = join(import.meta.dirname, "../../docs/vendor-assumptions.md");
const MARK = "**!**";
/** Of the vendors: P, E. Of payment providers: S. Of Cloudflare's mail: M. */
const ROW = /^\| ([PESM]\d+) \| /;

export function readRows(text = readFileSync(PATH, "utf8")): readonly AssumptionRow[] {
  return text.split("\n").flatMap((line) => {
    const id = ROW.exec(line)?.[1];
    if (id === undefined) return [];
    const [, assumption = "", , inCode = "", standIn = "", ifWrong = "", howTo = "", verdict = ""] =
      line.replace(/^\| | \|$/g, "").split(" | ");
    const switches = [...standIn.matchAll(/`([a-zA-Z0-9]+)`/g)].map(([, name = ""]) => name);
    const isMarked = verdict.includes(MARK);
    const verdicts = verdict
      .replace(MARK, "")
      .split(",")
      .map((word) => word.trim());
    return [{ id, assumption, inCode, standIn, switches, ifWrong, howTo, verdicts, isMarked }];
  });
}
