/**
 * Searches for what a doubtful write of the set-up may have made: by its number or name, which
 * nobody else uses.
 */
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { articleByNumber, readNotedByNumber } from "../../eaccounting/articles.ts";
import { customerLabels } from "../../eaccounting/labels.ts";
import { readAll } from "../../eaccounting/paging.ts";
import { type JournalEntry, type VendorPort, type DoubtHit } from "../port.ts";
import { thingOfNote, writesOf } from "./article-numbers.ts";

export async function findDoubtfulArticle(
  ports: VendorPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const number = entry.marker ?? "";
  const answer = await ports.lookUp(articleByNumber(number));
  if (!answer.ok) return answer;
  const found = readNotedByNumber(answer.value, number);
  if (!found.ok) return found;
  const article = found.value.find(({ note }) => isOf(entry, note));
  return ok(
    article === undefined
      ? null
      : { documentId: article.id, documentNumber: article.number, document: null },
  );
}

/** A system article's note says what it stands for, unless a person emptied it. */
const isOf = ({ role, key }: JournalEntry, note: string | null): boolean =>
  role !== "own-article" || note === null || writesOf(thingOfNote(note) ?? "") === key;

export async function findDoubtfulLabel(
  ports: VendorPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const labels = await readAll(ports.lookUp, customerLabels);
  if (!labels.ok) return labels;
  const label = labels.value.find((candidate) => candidate.name === entry.marker);
  return ok(
    label === undefined ? null : { documentId: label.id, documentNumber: null, document: null },
  );
}
