/**
 * The page of rules: each with its result on a real order, the fields and functions there are, and
 * what past orders would have become.
 */
import type { Settings } from "../../../mapping/settings.ts";
import { PARTS } from "../../../mapping/rules/targets.ts";
import type { NameLists } from "../../../domain/names.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import { type DocumentUnder, recordFor, type Sample, tryOn } from "../../usecases/mapper.ts";
import type { Preview } from "../../usecases/preview.ts";
import { languageOf, wordsFor } from "../../words/language.ts";
import { MAPPING } from "../../words/mapping/index.ts";
import { useSay, useWords } from "../../words/use.ts";
import type { PageContext } from "../env.ts";
import { isolate } from "../isolate.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Done } from "../notices.tsx";
import { PlanTable } from "../orders/plan-table.tsx";
import { page } from "../respond.tsx";
import { PreviewTold } from "../settings/preview.tsx";
import { Csrf, Notice, Reasons } from "../ui.tsx";
import { isKey } from "../words.ts";
import { tell } from "../../usecases/words.ts";
import { Functions, Ids, Sources, Targets } from "./lists.tsx";
import { RuleFields, ruleId } from "./rule-fields.tsx";
import { mappingOfTyped, type Typed, type TypedRule } from "./values.ts";

export type MappingView = {
  readonly names: NameLists;
  readonly tenant: TenantRow;
  readonly version: number;
  readonly settings: Settings;
  readonly typed: Typed;
  readonly sample: Sample;
  /** Orders that rules can be tried on. */
  readonly records: readonly { readonly jobId: string; readonly label: string }[];
  /** The job of the one that was chosen; `null`: the newest. */
  readonly record: string | null;
  readonly faults: readonly Fault[];
  readonly refused: string | null;
  readonly preview: Preview | null;
  /**
   * What the sample would become with the rules as they are typed; `null`: not asked for, or no
   * order at hand.
   */
  readonly document: DocumentUnder | null;
};

const SPARE: TypedRule = { target: "", field: "", expression: "", default: "" };

export function mappingPage(c: PageContext, view: MappingView): Promise<Response> {
  const { tenant, version, sample, faults, refused, preview, document } = view;
  const t = wordsFor(c, MAPPING);
  return page(
    c,
    t.title(isolate(tenant.name)),
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="mapping" state={tenant.state}>
        <h1>{t.heading}</h1>
        <p class="sub">
          {t.version(version)}{" "}
          <a href={`/admin/tenants/${tenant.id}/settings/versions`}>{t.versions}</a> ·{" "}
          <ManualLink page="mapping" />
        </p>
      </TenantHead>
      <Done c={c} />
      {refused === null && faults.length === 0 ? null : (
        <Notice tone="bad" title={t.refused}>
          {refused === null ? null : <p>{refused}</p>}
          <ul>
            {faults.map((fault) => (
              <li>
                <FaultLine fault={fault} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {preview === null ? null : (
        <PreviewTold preview={preview} tenantId={tenant.id} names={view.names} />
      )}
      <p>
        {t.lead} {sample.jobId === null ? t.example : t.triedOn(sample.label ?? t.unnumbered)}
      </p>
      <RuleForm view={view} csrf={c.var.signedIn.csrf} />
      {document === null ? null : (
        <section aria-labelledby="document">
          <h2 id="document">{t.document}</h2>
          {document.told === null ? (
            <>
              <p>{t.held}</p>
              <Reasons
                reasons={document.reasons.map((reason) => tell(reason, languageOf(c)))}
                tenantId={tenant.id}
              />
            </>
          ) : (
            <PlanTable told={document.told} />
          )}
        </section>
      )}
    </>,
    refused !== null ? 409 : faults.length > 0 ? 400 : 200,
  );
}

/**
 * Where it is wrong, by the rule's place, with the way to it; the place within an expression stands
 * in the message.
 */
const FaultLine = ({ fault }: { fault: Fault }) => {
  const t = useWords(MAPPING);
  const say = useSay();
  const [, part, index, column] =
    /^mapping\.(orders\.head|orders\.rows|customers)\.(\d+)(?:\.(\w+))?/.exec(fault.path) ?? [];
  const columns = {
    target: t.rule.target,
    field: t.rule.field,
    expression: t.rule.expression,
    default: t.rule.default,
  };
  if (fault.path.startsWith("mapping.tables"))
    return (
      <>
        <a href="#tables-text">{t.tables}</a>: {say(fault.message)}
      </>
    );
  if (!isKey(t.parts, part) || index === undefined)
    return (
      <>
        {fault.path}: {say(fault.message)}
      </>
    );
  const at = isKey(columns, column)
    ? columns[column](Number(index) + 1)
    : t.rule.target(Number(index) + 1);
  return (
    <>
      <a href={`#${ruleId(part, Number(index))}`}>
        {t.parts[part]}: {at}
      </a>
      : {say(fault.message)}
    </>
  );
};

const RuleForm = ({ view, csrf }: { view: MappingView; csrf: string }) => {
  const t = useWords(MAPPING);
  const { tenant, version, typed, sample, settings, faults } = view;
  const { tables } = mappingOfTyped(typed).mapping as {
    tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  return (
    <form method="post" action={`/admin/tenants/${tenant.id}/mapping`} novalidate>
      <Csrf token={csrf} />
      <input type="hidden" name="version" value={String(version)} />
      {view.records.length === 0 ? null : (
        <div class="line">
          <label for="record">{t.record}</label>
          <select id="record" name="record">
            <option value="">{t.newest}</option>
            {view.records.map(({ jobId, label }) => (
              <option value={jobId} dir="auto" selected={jobId === view.record}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      {PARTS.map((part) => {
        const data = recordFor(part, sample.order, settings);
        return (
          <section aria-labelledby={part}>
            <h2 id={part}>{t.parts[part]}</h2>
            {[...typed.rules[part], SPARE, SPARE].map((rule, index) => (
              <RuleFields
                part={part}
                index={index}
                rule={rule}
                orders={settings.orders}
                faults={faults
                  .filter(({ path }) => path.startsWith(`mapping.${part}.${index}.`))
                  .map(({ message }) => message)}
                tried={
                  rule.expression === "" || rule.target === ""
                    ? null
                    : tryOn(
                        { part, target: rule.target, expression: rule.expression },
                        data,
                        tables,
                      )
                }
              />
            ))}
            <Targets part={part} orders={settings.orders} />
            {part === "orders.rows" ? <Ids names={view.names} /> : null}
            <Sources part={part} data={data} />
          </section>
        );
      })}
      <section aria-labelledby="tables">
        <h2 id="tables">{t.tables}</h2>
        <div class="field">
          <label for="tables-text">{t.entry}</label>
          <textarea id="tables-text" name="tables" rows={4} spellcheck={false}>
            {typed.tables}
          </textarea>
        </div>
      </section>
      <Functions />
      <div class="stick actions">
        <button name="action" value="try" class="second">
          {t.try}
        </button>
        <button name="action" value="compare" class="second">
          {t.compare}
        </button>
        <button name="action" value="save">
          {t.save}
        </button>
      </div>
    </form>
  );
};
