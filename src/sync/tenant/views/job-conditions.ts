/** A query's conditions on each job of a list, as SQL. `j` is the job. */
import { APPROVAL_WAIT, WOULD_BE_BOOKED } from "../../../domain/jobs/job.ts";
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import { PERSONAL_PARAMS } from "../../../domain/reasons/personal.ts";
import { productKey } from "../../../flows/products/port.ts";
import type { JobQuery } from "../../contract/jobs.ts";
import { utf8 } from "../../../domain/platform/text.ts";
import { IS_TRIAL, countedAsCondition } from "../jobs/awaiting-day.ts";
import { MISSING_KEYS } from "../reconciliation/order-findings.ts";
import { figureSql } from "../jobs/figures.ts";
import * as payloads from "../journal/payloads.ts";
import type { Value } from "../storage/sql.ts";

export type Condition = readonly [sql: string, ...binds: Value[]];

/** Where the id begins in a key: `product:…`. */
const PRODUCT_AT = productKey("").length + 1;

/** What a list needs besides its query. */
export type QueryContext = {
  /** The orders that wait for the limit of the first day, where they are asked for. */
  readonly firstDay?: Condition;
  /** Whether there are too many documents to walk through. */
  readonly manyDocuments: boolean;
  readonly people: readonly string[];
  /** Each word's hashes. `null`: no name is searched. */
  readonly words: readonly (readonly string[])[] | null;
};

/** Like SQLite's `lower`: ASCII letters only. */
export const asciiLowercase = (text: string): string =>
  text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Whether its text is held against the orders' documents or writes: a name is not. */
export const isOfDocuments = ({ text, number, document, code }: JobQuery): boolean =>
  [number, document, code].some((one) => one !== undefined) || hasDigit(text ?? "");

const hasDigit = (text: string): boolean => /\d/.test(text);

/** The job of exactly this number. */
export const isNumber = (number: string): Condition => [
  "lower(coalesce(j.label, '')) = lower(?)",
  number,
];

/** Without the jobs of exactly this number. */
export const isOtherThan = (number: string): Condition => [
  "lower(coalesce(j.label, '')) <> lower(?)",
  number,
];

/** Returns all conditions of a query. */
export function conditionsOf(query: JobQuery, hashes: QueryContext): readonly Condition[] {
  const { flow, flows, status, outcome, stands, label, text, codes, named, amount, ended } = query;
  const { dated, payment } = query;
  const told = toldOf(query);
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
    ...(stands === undefined ? [] : [countedAsCondition(stands)]),
    // The newest reconciliation found its document gone: it isn't in the ledger.
    ...(stands === "booked" || stands === "updated"
      ? [[`j.key NOT IN (${MISSING_KEYS})`] as const]
      : []),
    ...(hashes.firstDay === undefined ? [] : [hashes.firstDay]),
    ...(flows === undefined
      ? []
      : [["j.flow IN (SELECT value FROM json_each(?))", JSON.stringify(flows)] as const]),
    ...(label === undefined ? [] : [["instr(j.label, ?) > 0", label] as const]),
    ...(text === undefined || text === ""
      ? []
      : [
          either(
            ...(query.document === undefined
              ? [
                  anyMatch(text, codes ?? [], hashes, told),
                  ...inReasons(named ?? [], told),
                  ...ofAmount(amount),
                  ...ofName(hashes.words),
                ]
              : []),
            ...ofDocument(query, hashes.manyDocuments),
            ...ofCode(query.code, hashes.manyDocuments),
            ...(query.number === undefined ? [] : [isNumber(query.number)]),
          ),
        ]),
    ...(dated === undefined
      ? []
      : [["json_extract(j.facts, '$.date') BETWEEN ? AND ?", dated.from, dated.to] as const]),
    ...(payment === undefined
      ? []
      : [["json_extract(j.facts, '$.payment') = ?", payment] as const]),
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
                 WHERE e.key = j.key
                   AND (e.outcome = j.outcome OR j.outcome = 'updated' AND e.outcome = 'skipped'
                     OR j.outcome = 'skipped' AND e.outcome = '${WOULD_BE_BOOKED}'
                     OR ${IS_TRIAL} AND e.outcome IN ('booked', 'updated')
                     OR j.outcome = 'held' AND e.outcome = '${APPROVAL_WAIT}')
                   AND e.hour >= ? AND e.hour < ?
               )
             END`,
            ended.from / HOUR_MS,
            ended.to / HOUR_MS,
            ended.from / HOUR_MS,
            ended.to / HOUR_MS,
          ] as const,
        ]),
    ...(query.newest === true
      ? [
          [
            "NOT EXISTS (SELECT 1 FROM jobs newer WHERE newer.key = j.key AND newer.id > j.id)",
          ] as const,
        ]
      : []),
  ];
}

/** On a reason `r` and its parameter `p`: whether the caller may search by it. */
const toldOf = ({ withoutPeople }: Pick<JobQuery, "withoutPeople">): Condition =>
  withoutPeople === true
    ? [
        "json_extract(r.value, '$.code') || '.' || p.key NOT IN (SELECT value FROM json_each(?))",
        JSON.stringify([...PERSONAL_PARAMS]),
      ]
    : ["1"];

/** Bytes of a pattern that the platform takes. */
const MAX_OF_A_PATTERN = 50;

/**
 * The job's reasons hold this, in small letters, somewhere. They are most of what a search reads,
 * and JSON has no NUL, at which `LIKE` ends: it takes a third of the time of `instr`, as nothing is
 * copied into small letters. Both know the alphabet's letters alone.
 */
function reasonsHold(part: string): Condition {
  const pattern = `%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return utf8(pattern).length <= MAX_OF_A_PATTERN
    ? [String.raw`j.reasons LIKE ? ESCAPE '\'`, pattern]
    : ["instr(lower(j.reasons), ?) > 0", part];
}

/** "a9": a document is meant, not a tracking code or an article that has it somewhere. */
const DOCUMENT_NUMBER = /^(?=.*\d)\p{L}[\p{L}\d]{1,2}$/u;

/** A reason contains this text. Binds: the text as in JSON, as it is, and those of `told`. */
function reasonNames(part: string, [told, ...toldBinds]: Condition): Condition {
  const [hold, ...binds] = reasonsHold(JSON.stringify(part).slice(1, -1));
  return [
    `(${hold} AND EXISTS (
        SELECT 1
        FROM json_each(j.reasons) r, json_each(r.value, '$.params') p
        WHERE instr(lower(p.value), ?) > 0 AND ${told}
      ))`,
    ...binds,
    part,
    ...toldBinds,
  ];
}

/** Reasons that are read one by one; a job rarely has more. */
const FIRST_REASONS = [0, 1, 2, 3, 4, 5, 6, 7];
const IN_CODES = "IN (SELECT value FROM json_each(?))";

/**
 * One of these codes is among a job's reasons. Paths into the JSON cost a fraction of a table made
 * of it for each job, so that is left to jobs with more reasons than these.
 */
const hasReason = (codes: readonly string[]): Condition => [
  `(${FIRST_REASONS.map((at) => `json_extract(j.reasons, '$[${at}].code') ${IN_CODES}`).join(
    "\n        OR ",
  )}
        OR (json_array_length(j.reasons) > ${FIRST_REASONS.length} AND EXISTS (
          SELECT 1
          FROM json_each(j.reasons) r
          WHERE json_extract(r.value, '$.code') ${IN_CODES}
        )))`,
  ...Array.from({ length: FIRST_REASONS.length + 1 }, () => JSON.stringify(codes)),
];

/**
 * Of an order's documents or writes. One walk through a few thousand rows costs less than a look at
 * those of each order; but they stay for ever, while the jobs that are looked at are bounded.
 */
const ofOrder = (table: "documents" | "operations", condition: string, many: boolean): string =>
  many
    ? `(j.flow = 'orders' AND EXISTS (
        SELECT 1 FROM ${table} d WHERE d.key = j.key AND ${condition}
      ))`
    : `(j.flow = 'orders' AND j.key IN (SELECT d.key FROM ${table} d WHERE ${condition}))`;
const NUMBER_IS = "d.number = ? COLLATE NOCASE";

/** In the day's voucher of this number. There is at most a few of them a day. */
const IN_DAY = `(j.flow = 'orders' AND j.key IN (
      SELECT m.key
      FROM documents b
      CROSS JOIN day_members m ON m.voucher = substr(b.key, 5)
      WHERE b.key >= 'day:' AND b.key < 'day;' AND b.role = 'day-voucher' AND b.state = 'live'
        AND b.number = ? COLLATE NOCASE
    ))`;

const ARTICLE_NAME_HAS = `(j.flow = 'products' AND EXISTS (
        SELECT 1
        FROM products p
        WHERE p.id = substr(j.key, ${PRODUCT_AT})
          AND instr(lower(json_extract(p.product, '$.name')), ?) > 0
      ))`;

/**
 * In the number, the id, the article's name, the numbers of an order's articles, or in what a
 * reason names; the whole number of a document; one of these reasons; or whom it is about.
 */
function anyMatch(
  text: string,
  codes: readonly string[],
  { people, manyDocuments }: QueryContext,
  told: Condition,
): Condition {
  const part = asciiLowercase(text);
  const [names, ...named] = reasonNames(part, told);
  const isShort = DOCUMENT_NUMBER.test(part);
  // A document's number has one: a name isn't held against the documents of each job.
  const isNumbered = hasDigit(text);
  const about = payloads.aboutOneOf("j", people);
  const [isOneOf, ...oneOf] = hasReason(codes);
  return [
    `(instr(lower(coalesce(j.label, '')), ?) > 0
      OR instr(lower(coalesce(j.articles, '')), ?) > 0
      OR instr(lower(substr(j.key, instr(j.key, ':') + 1)), ?) > 0
      ${isShort ? "" : `OR ${names}`}
      ${codes.length === 0 ? "" : `OR ${isOneOf}`}
      ${isNumbered ? `OR ${ofOrder("documents", NUMBER_IS, manyDocuments)} OR ${IN_DAY}` : ""}
      OR ${ARTICLE_NAME_HAS}
      ${people.length === 0 ? "" : `OR ${about.text}`})`,
    part,
    part,
    part,
    ...(isShort ? [] : named),
    ...(codes.length === 0 ? [] : oneOf),
    ...(isNumbered ? [text, text] : []),
    part,
    ...about.binds,
  ];
}

/** A document of these roles, or, as a number may be a document's, of any. */
function ofDocument(
  { document, number, text }: JobQuery,
  manyDocuments: boolean,
): readonly Condition[] {
  if (document !== undefined) {
    const named = ofOrder(
      "documents",
      `${NUMBER_IS} AND d.role IN (SELECT value FROM json_each(?))`,
      manyDocuments,
    );
    const { number: wanted, roles } = document;
    const binds = [wanted, JSON.stringify(roles)] as const;
    return roles.includes("voucher")
      ? [[`(${named} OR ${IN_DAY})`, ...binds, wanted]]
      : [[named, ...binds]];
  }
  return number === undefined || number === text
    ? []
    : [[`(${ofOrder("documents", NUMBER_IS, manyDocuments)} OR ${IN_DAY})`, number, number]];
}

/** Finds an order by the code in a marker, where the text looks like one. */
const ofCode = (code: string | undefined, manyDocuments: boolean): readonly Condition[] =>
  code === undefined ? [] : [[ofOrder("operations", "d.marker_code = ?", manyDocuments), code]];

const either = (...conditions: readonly Condition[]): Condition => [
  `(${conditions.map(([text]) => text).join(" OR ")})`,
  ...conditions.flatMap(([, ...binds]) => binds),
];

function ofName(words: QueryContext["words"]): readonly Condition[] {
  if (words === null) return [];
  const { text, binds } = payloads.namesAllOf("j", words);
  return [[`(j.flow IN ('orders', 'customers') AND ${text})`, ...binds]];
}

/** One of these reasons, with a parameter for each part that is asked of it. */
function inReasons(
  named: NonNullable<JobQuery["named"]>,
  [told, ...toldBinds]: Condition,
): readonly Condition[] {
  if (named.length === 0) return [];
  const [isOneOf, ...oneOf] = hasReason(named.map(({ code }) => code));
  return [
    [
      `(${isOneOf} AND EXISTS (
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
                   AND ${told}
               )
             )
           ))`,
      ...oneOf,
      JSON.stringify(named),
      ...toldBinds,
    ],
  ];
}

/** Matches the order's own amount, of sales and credits alike, or an amount in a reason. */
const ofAmount = (amount: string | undefined): readonly Condition[] =>
  amount === undefined
    ? []
    : [
        [
          `(abs(CAST(${figureSql("gross")} AS REAL)) = abs(CAST(? AS REAL))
            OR abs(CAST(json_extract(j.figures, '$.gross') AS REAL)) = abs(CAST(? AS REAL))
            OR (instr(j.reasons, ?) > 0 AND EXISTS (
              SELECT 1
              FROM json_each(j.reasons) r, json_each(r.value, '$.params') p
              WHERE p.value = ?
            )))`,
          amount,
          amount,
          amount,
          amount,
        ],
      ];
