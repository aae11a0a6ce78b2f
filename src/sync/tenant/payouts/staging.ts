/**
 * Takes the payouts of an upload that was read to its end. A later file of a payout takes the place
 * of the first until the payout is being booked. One that states no total may be a part of it, as a
 * day's payments in two files: where lines that are here are missing in it, nobody can say which
 * file is right, so nothing is changed and the payout waits for a person.
 */
import { dec, sign } from "../../../domain/money.ts";
import { type PayoutLine, payoutKey } from "../../../domain/payouts/lines.ts";
import { hashOf } from "../../../flows/settlement.ts";
import type { StagingResult, StagedPayout } from "../../contract/payouts.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { run } from "../storage/sql.ts";
import * as store from "./payout-store.ts";

/**
 * A digest of its lines as read, followed by one of the file's own data, and whether its amount is
 * only the sum of its lines.
 */
const digestOf = ({ digest, said, head }: Pick<StagedPayout, "digest" | "said" | "head">): string =>
  [digest, said, ...(head.stated === null ? [store.LINES_ONLY] : [])].join(".");

/**
 * A later file has nothing new. For a booked payout the file's own data count, whatever settings
 * and a later release make of them.
 */
function isSame(sql: SqlStorage, known: store.StoredPayout, one: StagedPayout): boolean {
  if (known.day !== one.head.day || known.amount !== one.amount) return false;
  const [digest, said] = known.digest.split(".");
  return digest === one.digest || (said === one.said && store.isFrozen(sql, known));
}

/** Lines of a stored payout that a later file doesn't have: how many, and the first one's id. */
export type MissingLines = {
  /** The upload of the stored payout with which the file was compared. */
  readonly than: string;
  readonly count: number;
  readonly line: string;
  /** Ids of its lines that a person chose an order for, and that have another id in the file. */
  readonly renamed: Readonly<Record<string, string>>;
};

/**
 * The payouts of a file, under names of their own where another file of the same name is booked and
 * has no line in common: a day's money in two files, of which the second comes late. A file that
 * states its total is whole.
 */
export const asSeparatePayouts = (
  sql: SqlStorage,
  upload: string,
  staged: readonly StagedPayout[],
): Promise<readonly StagedPayout[]> =>
  Promise.all(
    staged.map(async (one) => {
      for (let n = 1; one.head.stated === null; n += 1) {
        const named = n === 1 ? one : await furtherOf(one, n);
        const known = store.byId(sql, named.id);
        if (known === null || isSame(sql, known, named) || !store.isFrozen(sql, known))
          return named;
        const later = { ...known, slot: one.slot, lines: one.lines, upload };
        if (await isPartOf(sql, known, later)) return named;
      }
      return one;
    }),
  );

/** Whether a later file has money of a booked payout: a line of it, by its id or what it says. */
async function isPartOf(
  sql: SqlStorage,
  known: store.StoredPayout,
  later: store.StoredPayout,
): Promise<boolean> {
  const names = known.provider === "other" ? namesOf : ({ id }: PayoutLine) => [id];
  const there = new Set<string>();
  for await (const line of linesOf(sql, later)) for (const name of names(line)) there.add(name);
  for await (const line of linesOf(sql, known))
    if (names(line).some((name) => there.has(name))) return true;
  return false;
}

/**
 * A line of a file with columns of the tenant's own: its id may be made of the columns that are
 * named at the time, so it is also known by its day and order, or its day, text and amount.
 */
const namesOf = ({ id, day, gross, reference, text }: PayoutLine): readonly string[] => [
  id,
  JSON.stringify(reference === null ? [day, text, gross] : [day, reference, sign(gross)]),
];

async function* linesOf(sql: SqlStorage, row: store.StoredPayout): AsyncGenerator<PayoutLine> {
  for (let part = 0; part < store.partsOf(row); part += 1)
    yield* await store.linesOf(sql, row, part);
}

async function furtherOf(one: StagedPayout, n: number): Promise<StagedPayout> {
  const head = { ...one.head, payout: `${one.head.payout} (${n})` };
  return { ...one, head, id: await hashOf(payoutKey(head)) };
}

/**
 * By payout: what its file lacks of a payout that would be replaced. Only of files that state no
 * total, as the others are whole.
 */
export async function findMissingLines(
  sql: SqlStorage,
  upload: string,
  staged: readonly StagedPayout[],
): Promise<ReadonlyMap<string, MissingLines>> {
  const found = new Map<string, MissingLines>();
  for (const one of staged) {
    const known = store.byId(sql, one.id);
    if (known === null || one.head.stated !== null) continue;
    if (isSame(sql, known, one) || store.isFrozen(sql, known)) continue;
    const lacking = await lackingOf(sql, known, {
      ...known,
      slot: one.slot,
      lines: one.lines,
      upload,
    });
    found.set(one.id, { ...lacking, than: known.upload });
  }
  return found;
}

/**
 * What a line of own columns says: its made id has its fee and word as well. They count where both
 * files have any, and so have the columns for them: cards pay the same with another fee.
 */
function sayingOf(...files: readonly (readonly PayoutLine[])[]): (line: PayoutLine) => string {
  const hasFees = files.every((lines) => lines.some(({ fee }) => !dec(fee).eq(0)));
  const hasWords = files.every((lines) => lines.some(({ type }) => type !== ""));
  return ({ day, kind, gross, reference, text, fee, type }) =>
    JSON.stringify([day, kind, gross, reference, text, hasFees && fee, hasWords && type]);
}

async function lackingOf(
  sql: SqlStorage,
  known: store.StoredPayout,
  later: store.StoredPayout,
): Promise<Omit<MissingLines, "than">> {
  const there = new Set<string>();
  for await (const { id } of linesOf(sql, later)) there.add(id);
  const gone: PayoutLine[] = [];
  const stays = new Set<string>();
  for await (const line of linesOf(sql, known))
    if (there.has(line.id)) stays.add(line.id);
    else gone.push(line);
  // The same file read again has as many lines: one with more may be the day's second one.
  const others: PayoutLine[] = [];
  if (known.provider === "other" && gone.length > 0 && later.lines <= known.lines)
    for await (const line of linesOf(sql, later)) if (!stays.has(line.id)) others.push(line);
  const saidBy = sayingOf(gone, others);
  // Each line of the file stands for one.
  const left = Map.groupBy(others, saidBy);
  const chosen = storedJson<Record<string, string>>(known.persons);
  const renamed: Record<string, string> = {};
  const missing = gone.filter((line) => {
    // Its own number tells a line from any other; a made id begins with the payout's name. Without
    // an order and a text, two buyers who paid the same say the same.
    const isMade = line.id.startsWith(`${known.payout} `);
    const isNamed = line.reference !== null || line.text !== "";
    const as = isMade && isNamed ? left.get(saidBy(line))?.shift()?.id : undefined;
    if (as !== undefined && line.id in chosen) renamed[line.id] = as;
    return as === undefined;
  });
  return { count: missing.length, line: missing[0]?.id ?? "", renamed };
}

/**
 * Lines that are of no payout are dropped. `null`: a payout was changed since it was compared for
 * `lacking`.
 */
export function stage(
  sql: SqlStorage,
  upload: string,
  staged: readonly StagedPayout[],
  { actor, now, lacking }: StagedBy,
): readonly StagingResult[] | null {
  if (!staged.every((one) => isCompared(sql, one, lacking))) return null;
  const done = staged.map((one): StagingResult => {
    const { id, head } = one;
    const known = store.byId(sql, id);
    const said = (as: StagingResult["as"]): StagingResult => ({ id, payout: head.payout, as });
    if (known !== null && isSame(sql, known, one)) {
      // Said again: the file that lacked lines of it isn't the right one.
      if (!store.isFrozen(sql, known)) noteDiffers(sql, id, null);
      return said("same");
    }
    if (known !== null && store.isFrozen(sql, known)) {
      noteDiffers(sql, id, now);
      return said("differs");
    }
    const missing = lacking.get(id);
    if (missing !== undefined && missing.count > 0) {
      noteDiffers(sql, id, now);
      const { count, line } = missing;
      return { ...said("incomplete"), lacks: { count, line } };
    }
    if (known !== null) {
      store.forgetLines(sql, known.upload, known.slot);
      store.forgetPlans(sql, id);
      store.releaseAllLines(sql, known);
    }
    savePayout(sql, one, {
      upload,
      actor,
      createdAt: known?.created_at ?? now,
      persons: renamedIn(known?.persons ?? "{}", missing?.renamed ?? {}),
    });
    return said(known === null ? "new" : "corrected");
  });
  run(sql)`
    DELETE FROM payout_lines
    WHERE upload = ${upload} AND slot NOT IN (SELECT slot FROM payouts WHERE upload = ${upload})`;
  return done;
}

const renamedIn = (persons: string, renamed: MissingLines["renamed"]): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(storedJson<Record<string, string>>(persons)).map(([line, key]) => [
        renamed[line] ?? line,
        key,
      ]),
    ),
  );

type SavedBy = {
  readonly upload: string;
  readonly actor: string;
  readonly createdAt: number;
  /** Orders that a person chose for its lines, as JSON. */
  readonly persons: string;
};

const savePayout = (
  sql: SqlStorage,
  payout: StagedPayout,
  { upload, actor, createdAt, persons }: SavedBy,
): void => {
  const { id, slot, head, amount, lines } = payout;
  run(sql)`
    INSERT OR REPLACE INTO payouts (
      id, provider, account, payout, currency, day, amount, lines, digest, upload, slot, actor,
      persons, created_at
    ) VALUES (${id}, ${head.provider}, ${head.account}, ${head.payout}, ${head.currency},
      ${head.day}, ${amount}, ${lines}, ${digestOf(payout)}, ${upload}, ${slot}, ${actor},
      ${persons}, ${createdAt})`;
};

type StagedBy = {
  readonly actor: string;
  readonly now: number;
  readonly lacking: ReadonlyMap<string, MissingLines>;
};

/** Whether a payout that the file may replace is still the one that it was compared with. */
function isCompared(
  sql: SqlStorage,
  one: StagedPayout,
  lacking: ReadonlyMap<string, MissingLines>,
): boolean {
  const known = store.byId(sql, one.id);
  if (known === null || one.head.stated !== null) return true;
  if (isSame(sql, known, one) || store.isFrozen(sql, known)) return true;
  return lacking.get(one.id)?.than === known.upload;
}

const noteDiffers = (sql: SqlStorage, id: string, at: number | null): void =>
  run(sql)`UPDATE payouts SET differs_at = ${at} WHERE id = ${id}`;
