/**
 * The list of jobs: narrowed, page by page, what changed last first. One call never looks at more
 * than so many jobs, however few of them fit: where it stops, the next page goes on.
 *
 * Names and addresses of people are sealed, so they aren't searched. A whole e-mail address is, by
 * its keyed hash.
 */
import { emailIdentity } from "../../../domain/party.ts";
import { productKey } from "../../../flows/products/port.ts";
import { hmacs } from "../../../store/seal.ts";
import type { JobPage, JobQuery } from "../../rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as payloads from "../journal/payloads.ts";
import { all, first, type Value } from "../storage/sql.ts";
import { withNotes } from "./skip-notes.ts";

const LOOKED_AT = 20_000;
const PAGE = 50;
const MOST = 200;

type Condition = readonly [sql: string, ...binds: Value[]];

const HOUR_MS = 3_600_000;
/** Where the id begins in a key: `product:…`. */
const PRODUCT_AT = productKey("").length + 1;

export async function page(context: TenantContext, query: JobQuery): Promise<JobPage> {
  const { sql } = context;
  const limit = Math.min(Math.max(query.limit ?? PAGE, 1), MOST);
  const [cursorAt, cursorId] = query.cursor?.split(" ") ?? [];
  const from: readonly [number, string] | null =
    cursorAt === undefined ? null : [Number(cursorAt), cursorId ?? ""];
  const people =
    query.text?.includes("@") === true
      ? (await hmacs(await context.deps.keyring(), emailIdentity(query.text))).map(
          ({ keyId, hmac }) => `${keyId}:${hmac}`,
        )
      : [];
  const conditions = joined(conditionsOf(query, people));
  const lookedUp = joined(lookedAt(query, from));
  // One after the other until there are enough of them: a list of what is frequent reads little
  // more than it shows.
  const rows = all<jobs.StoredJob>(
    sql,
    `SELECT j.*
     FROM (${newestFirst(lookedUp.text)} LIMIT ${LOOKED_AT}) j
     WHERE ${conditions.text}
     LIMIT ?`,
    ...lookedUp.binds,
    ...lookedUp.binds,
    ...conditions.binds,
    limit + 1,
  ).map((row) => jobs.known(sql, row));
  const shown = rows.slice(0, limit);
  // Where this page ends, or the last one that it looked at.
  const end =
    rows.length > limit
      ? shown.at(-1)
      : first<{ updated_at: number; id: string }>(
          sql,
          `${newestFirst(lookedUp.text)} LIMIT 1 OFFSET ?`,
          ...lookedUp.binds,
          ...lookedUp.binds,
          LOOKED_AT - 1,
        );
  return {
    jobs: await withNotes(
      context,
      shown.map((job) => jobs.view(sql, job)),
    ),
    cursor: end == null ? null : `${end.updated_at} ${end.id}`,
  };
}

/** Those that are over are read off their index; the others are few, and put between them. */
const newestFirst = (where: string): string =>
  `SELECT *
   FROM jobs
   WHERE over = 0 AND ${where}
   UNION ALL
   SELECT *
   FROM jobs
   WHERE over = 1 AND ${where}
   ORDER BY updated_at DESC, id DESC`;

const joined = (
  conditions: readonly Condition[],
): { readonly text: string; readonly binds: readonly Value[] } => ({
  text: conditions.map(([text]) => text).join(" AND ") || "1",
  binds: conditions.flatMap(([, ...binds]) => binds),
});

/**
 * What an index narrows down; all else is asked of each job that is looked at. What ended within a
 * span was changed since.
 */
const lookedAt = (
  { key, under, ended }: JobQuery,
  from: readonly [number, string] | null,
): readonly Condition[] => [
  ...(key === undefined ? [] : [["key = ?", key] as const]),
  ...(under === undefined ? [] : [["key >= ? AND key < ?", under, `${under}\uffff`] as const]),
  ...(from === null ? [] : [["(updated_at, id) < (?, ?)", ...from] as const]),
  ...(ended === undefined ? [] : [["updated_at >= ?", ended.from] as const]),
];

function conditionsOf(
  { flow, status, outcome, label, text, codes, named, amount, ended, newest }: JobQuery,
  people: readonly string[],
): readonly Condition[] {
  const equal = (
    [
      ["flow", flow],
      ["status", status],
      ["outcome", outcome],
    ] as const
  ).flatMap(([column, value]): readonly Condition[] =>
    value === undefined ? [] : [[`j.${column} = ?`, value]],
  );
  return [
    ...equal,
    ...(label === undefined ? [] : [["instr(j.label, ?) > 0", label] as const]),
    ...(text === undefined || text === ""
      ? []
      : [either(found(text, codes ?? [], people), ...inReasons(named ?? []), ...ofAmount(amount))]),
    ...(ended === undefined
      ? []
      : [
          [
            `CASE j.flow
               WHEN 'stock' THEN json_extract(j.stands, '$[1]') = j.outcome
                 AND json_extract(j.stands, '$[0]') >= ?
                 AND json_extract(j.stands, '$[0]') < ?
               ELSE EXISTS (
                 SELECT 1
                 FROM keys e
                 WHERE e.key = j.key AND e.outcome = j.outcome AND e.hour >= ? AND e.hour < ?
               )
             END`,
            ended.from / HOUR_MS,
            ended.to / HOUR_MS,
            ended.from / HOUR_MS,
            ended.to / HOUR_MS,
          ] as const,
        ]),
    ...(newest === true
      ? [
          [
            "NOT EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = j.key AND newer.id > j.id)",
          ] as const,
        ]
      : []),
  ];
}

/** Two binds: the text as JSON has it, and as it is. */
const REASON_NAMES = `(instr(lower(j.reasons), ?) > 0 AND EXISTS (
        SELECT 1
        FROM json_each(j.reasons) r, json_each(r.value, '$.params') p
        WHERE instr(lower(p.value), ?) > 0
      ))`;
const REASON_IS_ONE_OF = `(j.reasons <> '[]' AND EXISTS (
        SELECT 1
        FROM json_each(j.reasons) r
        JOIN json_each(?) c ON c.value = json_extract(r.value, '$.code')
      ))`;
const ARTICLE_NAME_HAS = `(j.flow = 'products' AND EXISTS (
        SELECT 1
        FROM products p
        WHERE p.id = substr(j.key, ${PRODUCT_AT})
          AND instr(lower(json_extract(p.product, '$.name')), ?) > 0
      ))`;

/**
 * In the number, the id, the article's name, the numbers of an order's articles, or in what a
 * reason names; one of these reasons; or whom it is about.
 */
function found(text: string, codes: readonly string[], people: readonly string[]): Condition {
  const part = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const inside = JSON.stringify(part).slice(1, -1);
  return [
    `(instr(lower(coalesce(j.label, '')), ?) > 0
      OR instr(lower(coalesce(j.articles, '')), ?) > 0
      OR instr(lower(substr(j.key, instr(j.key, ':') + 1)), ?) > 0
      OR ${REASON_NAMES}
      ${codes.length === 0 ? "" : `OR ${REASON_IS_ONE_OF}`}
      OR ${ARTICLE_NAME_HAS}
      ${people.length === 0 ? "" : `OR ${payloads.aboutPerson("j.id")}`})`,
    part,
    part,
    part,
    inside,
    part,
    ...(codes.length === 0 ? [] : [JSON.stringify(codes)]),
    part,
    ...(people.length === 0 ? [] : [JSON.stringify(people)]),
  ];
}

const either = (...conditions: readonly Condition[]): Condition => [
  `(${conditions.map(([text]) => text).join(" OR ")})`,
  ...conditions.flatMap(([, ...binds]) => binds),
];

/** One of these reasons, with a parameter for each part that is asked of it. */
const inReasons = (named: NonNullable<JobQuery["named"]>): readonly Condition[] =>
  named.length === 0
    ? []
    : [
        [
          `(j.reasons <> '[]' AND EXISTS (
             SELECT 1
             FROM json_each(j.reasons) r
             JOIN json_each(?) n
               ON json_extract(n.value, '$.code') = json_extract(r.value, '$.code')
             WHERE NOT EXISTS (
               SELECT 1
               FROM json_each(n.value, '$.params') a
               WHERE NOT EXISTS (
                 SELECT 1
                 FROM json_each(r.value, '$.params') p, json_each(a.value, '$.parts') w
                 WHERE p.key = json_extract(a.value, '$.name')
                   AND instr(lower(p.value), w.value) > 0
               )
             )
           ))`,
          JSON.stringify(named),
        ],
      ];

/** Of the order itself, sales and credits alike, or told by a reason. */
const ofAmount = (amount: string | undefined): readonly Condition[] =>
  amount === undefined
    ? []
    : [
        [
          `(abs(CAST(json_extract(j.figures, '$.gross') AS REAL)) = abs(CAST(? AS REAL))
            OR (instr(j.reasons, ?) > 0 AND EXISTS (
              SELECT 1
              FROM json_each(j.reasons) r, json_each(r.value, '$.params') p
              WHERE p.value = ?
            )))`,
          amount,
          amount,
          amount,
        ],
      ];
