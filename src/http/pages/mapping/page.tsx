/** The page of rules: each with its result on a real order, the fields and functions there are, and what past orders would have become. */
import { functionsTold, sourcesTold } from "../../../mapping/rules/describe.ts";
import { type Part, PARTS } from "../../../mapping/rules/targets.ts";
import type { Settings } from "../../../mapping/settings.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import { recordFor, type Sample, tryOn } from "../../usecases/mapper.ts";
import type { Preview } from "../../usecases/preview.ts";
import type { PageContext } from "../env.ts";
import { TenantHead } from "../layout.tsx";
import { Done } from "../notices.tsx";
import { page } from "../respond.tsx";
import { Csrf, Notice, Wide } from "../ui.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { mappingOfTyped, type Typed, type TypedRule } from "./values.ts";

export type MappingView = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly settings: Settings;
  readonly typed: Typed;
  readonly sample: Sample;
  readonly faults: readonly Fault[];
  readonly refused: string | null;
  readonly preview: Preview | null;
};

const TITLES: Readonly<Record<Part, string>> = { "orders.head": "The document", "orders.rows": "Its rows, for each line of the shop", customers: "The customer" };
const SPARE: TypedRule = { target: "", field: "", expression: "", default: "" };

export function mappingPage(c: PageContext, view: MappingView): Promise<Response> {
  const { tenant, version, typed, sample, settings, faults, refused, preview } = view;
  const { tables } = mappingOfTyped(typed).mapping as { tables: Readonly<Record<string, Readonly<Record<string, string>>>> };
  return page(
    c,
    `Mapping of ${tenant.name}`,
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="mapping">
        <h1>Mapping</h1>
        <p class="sub">
          Version {version} of the settings. <a href={`/admin/tenants/${tenant.id}/settings/versions`}>Versions</a>
        </p>
      </TenantHead>
      <Done c={c} />
      {refused === null && faults.length === 0 ? null : (
        <Notice tone="bad" title="The rules were not saved.">
          {refused === null ? null : <p>{refused}</p>}
          <ul>
            {faults.map((fault) => (
              <li>
                {fault.path}: {fault.message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {preview === null ? null : <PreviewTold preview={preview} tenantId={tenant.id} />}
      <p>
        A rule fills a field of eAccounting by a field of the order, by an expression, or by a default alone. {sample.jobId === null ? "No order is at hand yet: rules are tried on an example." : `Rules are tried on order ${sample.label ?? "without a number"}.`}
      </p>
      <form method="post" action={`/admin/tenants/${tenant.id}/mapping`} novalidate>
        <Csrf token={c.var.signedIn.csrf} />
        <input type="hidden" name="version" value={String(version)} />
        {PARTS.map((part) => {
          const data = recordFor(part, sample.order, settings);
          return (
            <section aria-labelledby={part}>
              <h2 id={part}>{TITLES[part]}</h2>
              {[...typed.rules[part], SPARE, SPARE].map((rule, index) => (
                <RuleFields
                  part={part}
                  index={index}
                  rule={rule}
                  orders={settings.orders}
                  faults={faults.filter(({ path }) => path.startsWith(`mapping.${part}.${index}.`)).map(({ message }) => message)}
                  tried={rule.expression === "" || rule.target === "" ? null : tryOn({ part, target: rule.target, expression: rule.expression }, data, tables)}
                />
              ))}
              <details>
                <summary>Fields that these rules can name</summary>
                <Wide label={`Fields for ${TITLES[part]}`}>
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">Field</th>
                        <th scope="col">Is</th>
                        <th scope="col">In this order</th>
                      </tr>
                    </thead>
                    <tbody>
                      {sourcesTold(part, data).map((source) => (
                        <tr>
                          <td>
                            <code>{source.path}</code>
                          </td>
                          <td>
                            {source.type} {source.about}
                          </td>
                          <td>{source.value ?? "–"}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Wide>
              </details>
            </section>
          );
        })}
        <section aria-labelledby="tables">
          <h2 id="tables">Tables for lookup(…)</h2>
          <div class="field">
            <label for="tables-text">One entry a line: table: from = to</label>
            <textarea id="tables-text" name="tables" rows={4} spellcheck={false}>
              {typed.tables}
            </textarea>
          </div>
        </section>
        <Functions />
        <div class="stick actions">
          <button name="action" value="try" class="second">
            Try
          </button>
          <button name="action" value="compare" class="second">
            Compare with the last orders
          </button>
          <button name="action" value="save">Save the rules</button>
        </div>
      </form>
    </>,
    refused !== null ? 409 : faults.length > 0 ? 400 : 200,
  );
}

const Functions = () => (
  <details>
    <summary>Functions</summary>
    <dl>
      {functionsTold().map(({ shapes, about, examples }) => (
        <>
          <dt>
            <code>{shapes.join(" or ")}</code>
          </dt>
          <dd>
            {about} {examples.map(({ expression, result }) => `${expression} gives ${result}`).join("; ")}
          </dd>
        </>
      ))}
    </dl>
  </details>
);

const PreviewTold = ({ preview, tenantId }: { preview: Preview; tenantId: string }) => (
  <section aria-labelledby="preview">
    <h2 id="preview">What the last orders would have become</h2>
    <p>
      {preview.changed.length} of {preview.compared} would differ. Nothing was written.
    </p>
    {preview.changed.map((order) => (
      <Wide label={`Order ${order.label ?? ""}`}>
        <table>
          <caption>
            <a href={`/admin/tenants/${tenantId}/orders/${order.jobId}`}>Order {order.label ?? order.jobId}</a>
          </caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Became</th>
              <th scope="col">Would have become</th>
            </tr>
          </thead>
          <tbody>
            {order.differences.map(({ field, before, after }) => (
              <tr>
                <td>{field}</td>
                <td>{before ?? "–"}</td>
                <td>{after ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    ))}
  </section>
);
