/**
 * The page of rules: each with its result on a real order, the fields and functions there are, and
 * what past orders would have become.
 */
import type { Settings } from "../../../settings/schema.ts";
import { PARTS } from "../../../settings/rules/targets.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import {
  type PreviewedDocument,
  recordFor,
  evaluateTypedRule,
} from "../../usecases/settings/field-rules.ts";
import type { CustomerTried, SampleOrder } from "../../usecases/dry-runs/previewed-records.ts";
import type { Preview } from "../../usecases/dry-runs/preview.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { useMessages } from "../frame/use-messages.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { IfOutOfReach } from "../frame/out-of-reach.tsx";
import { Done } from "../parts/notices.tsx";
import { PlanTable } from "../orders/documents/plan-table.tsx";
import { page } from "../frame/respond.tsx";
import { ReadOnly, SettingsParts } from "../settings/frame.tsx";
import { RulePreview } from "../settings/saving/preview.tsx";
import { Notice, Reasons, PageSection } from "../parts/ui.tsx";
import { asForecast } from "../../usecases/jobs/reason-text.ts";
import { Choices, Lookups } from "./choices.tsx";
import { Functions, Sources, Targets } from "./lists.tsx";
import { IdChoices, Ids } from "./named-ids.tsx";
import { RuleFields, ruleId } from "./rule-fields.tsx";
import { Tables } from "./tables.tsx";
import { mappingOfTyped, type Typed, type TypedRule } from "./values.ts";
import { Button, OnEnter, PostForm } from "../forms/post-form.tsx";
import type { Messages } from "../../../messages/index.ts";
import { HintText } from "../forms/field-texts.tsx";

export type MappingView = {
  readonly names: NameLists;
  readonly tenant: TenantRow;
  readonly version: number;
  readonly settings: Settings;
  readonly typed: Typed;
  readonly sample: SampleOrder;
  readonly customer: CustomerTried;
  /** The number of the debtor that was typed; empty: the newest. */
  readonly debtor: string;
  /** Orders that rules can be tried on. */
  readonly records: readonly { readonly jobId: string; readonly label: string }[];
  /** The job of the one that was chosen; `null`: the newest. */
  readonly record: string | null;
  readonly faults: readonly Fault[];
  readonly refused: string | null;
  /** The rules were to be tried or compared, and not saved. */
  readonly isTest: boolean;
  readonly preview: Preview | null;
  /** The sample's result with the typed rules; `null`: not requested, or no order available. */
  readonly document: PreviewedDocument | null;
};

const SPARE: TypedRule = { target: "", field: "", expression: "", default: "" };

export function mappingPage(c: PageContext, view: MappingView): Promise<Response> {
  const { tenant, version, sample, faults, refused, preview, document } = view;
  const { t } = messagesFor(c);
  return page(
    c,
    t("mapping.title", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings" state={tenant.state}>
        <h1>{t("mapping.heading")}</h1>
        <p class="sub">
          {t("mapping.version", { version })}{" "}
          <a href={`/admin/tenants/${tenant.id}/settings/versions`}>{t("mapping.versions")}</a>
          {" · "}
          <ManualLink page="mapping" />
        </p>
      </TenantHead>
      <SettingsParts id={tenant.id} current="mapping" />
      <ReadOnly id={tenant.id} />
      <IfOutOfReach id={tenant.id} />
      <Done c={c} />
      {refused === null && faults.length === 0 ? null : (
        <Notice tone="bad" title={t(view.isTest ? "mapping.notTested" : "mapping.refused")}>
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
        <RulePreview asked preview={preview} tenantId={tenant.id} names={view.names} />
      )}
      <p>
        {t("mapping.lead")}{" "}
        {sample.jobId === null
          ? t("mapping.example")
          : t("mapping.triedOn", { order: sample.label ?? t("mapping.unnumbered") })}
      </p>
      <RuleForm view={view} />
      {document === null ? null : (
        <PageSection head="document" title={t("mapping.document")}>
          {document.plan === null ? (
            <>
              <p>{t("mapping.held")}</p>
              <Reasons
                reasons={document.reasons.map((reason) =>
                  asForecast(messagesFor(c).describe(reason), languageOf(c)),
                )}
                tenantId={tenant.id}
              />
            </>
          ) : (
            <PlanTable described={document.plan} />
          )}
        </PageSection>
      )}
    </>,
    statusOf(view),
  );
}

function statusOf({ refused, faults }: MappingView): 200 | 400 | 409 {
  if (refused !== null) return 409;
  return faults.length > 0 ? 400 : 200;
}

const COLUMNS = ["target", "field", "expression", "default"] as const;
export const isPart = (text: string | undefined): text is (typeof PARTS)[number] =>
  PARTS.some((part) => part === text);
const isColumn = (text: string | undefined): text is (typeof COLUMNS)[number] =>
  COLUMNS.some((column) => column === text);

/**
 * Where it is wrong, by the rule's place, with the way to it; the place within an expression stands
 * in the message.
 */
const FaultLine = ({ fault }: { fault: Fault }) => {
  const { t, say } = useMessages();
  const [, part, index, column] =
    /^mapping\.((?:orders|vouchers)\.(?:head|rows)|customers|articles)\.(\d+)(?:\.(\w+))?/.exec(
      fault.path,
    ) ?? [];
  if (fault.path.startsWith("mapping.tables"))
    return (
      <>
        <a href="#tables">{t("mapping.tables")}</a>: {say(fault.message)}
      </>
    );
  if (!isPart(part) || index === undefined)
    return (
      <>
        {fault.path}: {say(fault.message)}
      </>
    );
  const at = t(`mapping.rule.${isColumn(column) ? column : "target"}`, {
    number: Number(index) + 1,
  });
  return (
    <>
      <a href={`#${ruleId(part, Number(index))}`}>
        {t(`mapping.parts.${part}`)}: {at}
      </a>
      : {say(fault.message)}
    </>
  );
};

/** Which debtor the rules of customers are tried on, and why it isn't the one that was typed. */
const CustomerChoice = ({ tried, debtor }: { tried: CustomerTried; debtor: string }) => {
  const { t } = useMessages();
  const { on, notRead } = tried;
  return (
    <>
      {notRead === null ? null : (
        <Notice
          id="debtor-fault"
          tone="bad"
          title={t(`mapping.customer.${notRead}`, { number: isolate(debtor) })}
          text={t("mapping.customer.instead")}
        />
      )}
      <p>{triedOnText(t, on)}</p>
      <div class="field">
        <label for="debtor">{t("mapping.customer.choose")}</label>
        <input
          id="debtor"
          name="debtor"
          value={debtor}
          maxlength={100}
          autocomplete="off"
          aria-describedby={notRead === null ? "debtor-hint" : "debtor-fault debtor-hint"}
          aria-invalid={notRead === null ? undefined : "true"}
        />
        <HintText id="debtor-hint">{t("mapping.customer.hint")}</HintText>
      </div>
    </>
  );
};

function triedOnText(t: Messages["t"], on: CustomerTried["on"]): string {
  switch (on.kind) {
    case "record":
      return t("mapping.customer.on", { number: isolate(on.number), name: isolate(on.name) });
    case "order":
      return t("mapping.customer.onOrder", { order: on.label ?? t("mapping.unnumbered") });
    case "example":
      return t("mapping.customer.onExample");
  }
}

const RuleForm = ({ view }: { view: MappingView }) => {
  const { t } = useMessages();
  const { tenant, version, typed, sample, settings, faults } = view;
  const { tables } = mappingOfTyped(typed);
  const records = { order: sample.order, customer: view.customer.source };
  return (
    <PostForm action={`/admin/tenants/${tenant.id}/mapping`} novalidate data-kept>
      <input type="hidden" name="version" value={String(version)} />
      {view.records.length === 0 ? null : (
        <div class="line">
          <label for="record">{t("mapping.record")}</label>
          <select id="record" name="record">
            <option value="">{t("mapping.newest")}</option>
            {view.records.map(({ jobId, label }) => (
              <option value={jobId} dir="auto" selected={jobId === view.record}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      {PARTS.map((part) => {
        const data = recordFor(part, records);
        const row = (rule: TypedRule, index: number) => (
          <RuleFields
            tenantId={tenant.id}
            part={part}
            index={index}
            rule={rule}
            orders={settings.orders}
            names={view.names}
            faults={faults
              .filter(({ path }) => path.startsWith(`mapping.${part}.${index}.`))
              .map(({ message }) => message)}
            tried={evaluateTypedRule(part, rule, data, tables)}
          />
        );
        return (
          <section aria-labelledby={part}>
            <h2 id={part}>{t(`mapping.parts.${part}`)}</h2>
            {part === "customers" ? (
              <CustomerChoice tried={view.customer} debtor={view.debtor} />
            ) : null}
            {typed.rules[part].map((rule, index) => row(rule, index))}
            <details>
              <summary>{t("mapping.addRule")}</summary>
              {row(SPARE, typed.rules[part].length)}
            </details>
            <Targets part={part} orders={settings.orders} />
            <Ids part={part} names={view.names} />
            <Sources part={part} data={data} />
          </section>
        );
      })}
      <Tables entries={typed.tables} />
      <Functions />
      <Choices records={records} />
      <IdChoices names={view.names} />
      <Lookups tables={Object.keys(tables)} />
      <div class="stick actions">
        <OnEnter name="action" value="try" />
        <Button name="action" value="save">
          {t("mapping.save")}
        </Button>
        <Button name="action" value="try" class="second">
          {t("mapping.try")}
        </Button>
        <Button name="action" value="compare" class="second">
          {t("mapping.compare")}
        </Button>
      </div>
    </PostForm>
  );
};
