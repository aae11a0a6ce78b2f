/**
 * Findings of the checks of both vendors: differences first, with what the product does about them,
 * and the rest folded.
 */
import {
  type CheckedRow,
  type ChecksByVendor,
  rowOf,
  type Verdict,
} from "../../../../domain/vendors/checks.ts";
import { VENDORS, VENDOR_NAMES } from "../../../../domain/ids.ts";
import { Badge, When, PageSection } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import type { Tone } from "../../../words/state-text.ts";
import { Records } from "../../parts/table.tsx";

const TONES: Readonly<Record<Verdict, Tone>> = { holds: "good", differs: "warn", unclear: "quiet" };
/** Of the checks of one row the one that most needs a look stands for it. */
const WORST: readonly Verdict[] = ["differs", "unclear", "holds"];
/** Facts that name fields, values or records of the vendor. */
const NAMED = ["missing", "absent", "hidden", "unknown", "debtors"];

type CheckShown = {
  readonly row: string;
  readonly verdict: Verdict;
  readonly named: readonly string[];
};

function shownRows(rows: readonly CheckedRow[]): readonly CheckShown[] {
  return [...Map.groupBy(rows, ({ id }) => rowOf(id))].map(([row, parts]) => ({
    row,
    verdict: WORST.find((worst) => parts.some(({ verdict }) => verdict === worst)) ?? "unclear",
    named: parts.flatMap(({ facts }) => NAMED.flatMap((name) => facts[name] ?? [])).map(String),
  }));
}

const Rows = ({ rows, label }: { rows: readonly CheckShown[]; label: string }) => {
  const { t, find } = useMessages();
  return (
    <Records
      label={label}
      records={rows}
      columns={[
        {
          name: t("tenant.checks.what"),
          cell: ({ row }) => (
            <>
              {find(`tenant.checks.rows.${row}.asks`) ?? row} <small>{row}</small>
            </>
          ),
        },
        {
          name: t("tenant.checks.answer"),
          cell: ({ verdict }) => (
            <Badge word={{ text: t(`tenant.checks.${verdict}`), tone: TONES[verdict] }} />
          ),
        },
        {
          name: t("tenant.checks.follows"),
          isProse: true,
          cell: ({ row, verdict, named }) => (
            <>
              {verdict === "differs" ? find(`tenant.checks.rows.${row}.otherwise`) : null}
              {verdict === "unclear" ? t("tenant.checks.notTold") : null}
              {verdict === "differs" && named.length > 0 ? (
                <> {t("tenant.checks.fields", { names: named.join(", ") })}</>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
};

export const VendorAnswers = ({ checks }: { checks: ChecksByVendor }) => {
  const { t } = useMessages();
  const asked = VENDORS.flatMap((vendor) => {
    const found = checks[vendor];
    return found === undefined ? [] : [{ vendor, at: found.at, rows: shownRows(found.rows) }];
  });
  const rows = asked.flatMap((one) => one.rows);
  const otherwise = rows.filter(({ verdict }) => verdict === "differs");
  const others = rows.filter(({ verdict }) => verdict !== "differs");
  return (
    <PageSection id="vendor-checks" title={t("tenant.checks.title")}>
      <p>{t("tenant.checks.lead")}</p>
      {asked.length === 0 ? <p class="empty">{t("tenant.checks.notYet")}</p> : null}
      {asked.length === 0 ? null : (
        <ul>
          {asked.map((one) => {
            const count = (verdict: Verdict): number =>
              one.rows.filter((row) => row.verdict === verdict).length;
            return (
              <li>
                {VENDOR_NAMES[one.vendor]}, <When at={one.at} />:{" "}
                {WORST.toReversed()
                  .filter((verdict) => verdict === "holds" || count(verdict) > 0)
                  .map((verdict) => `${count(verdict)} ${t(`tenant.checks.${verdict}`)}`)
                  .join(", ")}
              </li>
            );
          })}
        </ul>
      )}
      {otherwise.length === 0 ? null : <Rows rows={otherwise} label={t("tenant.checks.title")} />}
      {others.length === 0 ? null : (
        <details>
          <summary>{t("tenant.checks.others")}</summary>
          <Rows rows={others} label={t("tenant.checks.others")} />
        </details>
      )}
    </PageSection>
  );
};
