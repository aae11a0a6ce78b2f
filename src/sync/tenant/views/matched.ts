/**
 * Why a list's search found a job, said of the jobs that are shown. What finds them is
 * job-conditions.ts; nothing is found here, and what can't be told is left out.
 */
import { same } from "../../../domain/money.ts";
import { PERSONAL_PARAMS } from "../../../domain/reasons/personal.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { JobQuery, Matched } from "../../contract/jobs.ts";
import type * as jobs from "../jobs/jobs.ts";
import { figuresOf } from "../jobs/figures.ts";
import { json } from "../storage/sql.ts";
import { inSmall } from "./job-conditions.ts";

type Beside = {
  /** Of its documents in the ledger. */
  readonly documents: readonly (string | null)[];
  readonly article: string | null;
};

/** The clearest first. */
export function matchedOf(
  { text = "", number, amount, words, withoutPeople }: JobQuery,
  job: jobs.JobRow,
  { documents, article }: Beside,
): readonly Matched[] {
  if (text === "") return [];
  const part = inSmall(text);
  const has = (value: string | null): boolean => value !== null && inSmall(value).includes(part);
  const id = job.key.slice(job.key.indexOf(":") + 1);
  const gross = figuresOf(job)?.gross ?? null;
  const matched: readonly Matched[] = [
    ...(has(job.label) || (number !== undefined && isSame(job.label, number))
      ? [{ by: "number" as const, of: null }]
      : []),
    ...documents
      .filter((one) => one !== null && one === text)
      .slice(0, 1)
      .map((of) => ({ by: "document" as const, of })),
    ...(has(article) ? [{ by: "name" as const, of: null }] : []),
    ...(job.articles ?? "")
      .split("\n")
      .filter(has)
      .slice(0, 1)
      .map((of) => ({ by: "article" as const, of })),
    ...(amount !== undefined && gross !== null && same(gross, amount)
      ? [{ by: "amount" as const, of: null }]
      : []),
    ...(has(id) ? [{ by: "id" as const, of: id }] : []),
    ...(namedIn(job, part, withoutPeople === true) ? [{ by: "reason" as const, of: null }] : []),
  ];
  if (matched.length > 0) return matched;
  return words === undefined && !text.includes("@") ? [] : [{ by: "customer", of: null }];
}

const isSame = (label: string | null, number: string): boolean =>
  label !== null && inSmall(label) === inSmall(number);

const namedIn = ({ reasons }: jobs.JobRow, part: string, withoutPeople: boolean): boolean =>
  json<readonly Reason[]>(reasons).some(({ code, params }) =>
    Object.entries(params).some(
      ([name, value]) =>
        (!withoutPeople || !PERSONAL_PARAMS.has(`${code}.${name}`)) &&
        inSmall(String(value ?? "")).includes(part),
    ),
  );
