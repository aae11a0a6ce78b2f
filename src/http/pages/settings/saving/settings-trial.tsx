/**
 * Settings of products and stock tried on one article before they are saved: which article, and
 * what the shop would get of it.
 */
import type { ProductFields } from "../../../../domain/goods/product.ts";
import { jsonText } from "../../../../domain/platform/text.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import type {
  Named,
  NotRead,
  ProductTried,
  StockTried,
} from "../../../usecases/dry-runs/previewed-records.ts";
import { asForecast } from "../../../usecases/jobs/reason-text.ts";
import { isolate } from "../../../words/isolate.ts";
import { Fact, Figure, Notice, Reasons, Wide, PageSection } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import type { Messages } from "../../../../messages/index.ts";
import { FaultText, HintText } from "../../forms/field-texts.tsx";

export const TRIED_ARTICLE = "tried.article";
const NOT_READ = "tried-not-read";

export type SettingsTrial =
  | { readonly of: "products"; readonly tried: ProductTried }
  | { readonly of: "stock"; readonly tried: StockTried };

/** `number`: as typed. `notRead`: why it has no result; `null`: it has one, or none yet. */
export const TryChoice = ({ number, notRead }: { number: string; notRead: NotRead | null }) => {
  const { t } = useMessages();
  return (
    <PageSection head="try-head" title={t("settings.tried.title")}>
      <div class="field">
        <label for={TRIED_ARTICLE}>{t("settings.tried.article")}</label>
        <input
          id={TRIED_ARTICLE}
          name={TRIED_ARTICLE}
          value={number}
          maxlength={100}
          autocomplete="off"
          aria-describedby={
            notRead === null ? `${TRIED_ARTICLE}-hint` : `${NOT_READ} ${TRIED_ARTICLE}-hint`
          }
          aria-invalid={notRead === "none" ? "true" : undefined}
        />
        {notRead === null ? null : (
          <FaultText id={NOT_READ}>
            <NotReadText why={notRead} number={number} />
          </FaultText>
        )}
        <HintText id={`${TRIED_ARTICLE}-hint`}>{t("settings.tried.hint")}</HintText>
      </div>
    </PageSection>
  );
};

type SettingsTrialResultProps = {
  readonly id: string;
  readonly number: string;
  readonly result: SettingsTrial;
};

export const SettingsTrialResult = ({ id, number, result }: SettingsTrialResultProps) => {
  const { t } = useMessages();
  const { on, notRead } = result.tried;
  return (
    <section aria-labelledby="tried-head">
      <h2 id="tried-head" tabindex={-1} class="result">
        {t("settings.tried.result")}
      </h2>
      {notRead === null ? null : (
        <Notice tone="bad">
          <p>
            <NotReadText why={notRead} number={number} />
          </p>
        </Notice>
      )}
      <p role="status">
        <On on={on} />
      </p>
      {result.of === "products" ? (
        <Product id={id} tried={result.tried} />
      ) : (
        <Stock id={id} tried={result.tried} />
      )}
    </section>
  );
};

const NotReadText = ({ why, number }: { why: NotRead; number: string }) => {
  const { t } = useMessages();
  return (
    <>
      {why === "none"
        ? t("settings.tried.none", { number: isolate(number) })
        : t("settings.tried.later")}{" "}
      {t("settings.tried.instead")}
    </>
  );
};

const On = ({ on }: { on: Named }) => {
  const { t } = useMessages();
  return (
    <>
      {on.kind === "record"
        ? t("settings.tried.on", { number: isolate(on.number), name: isolate(on.name) })
        : t("settings.tried.onExample")}
    </>
  );
};

const Why = ({ id, reasons }: { id: string; reasons: readonly Reason[] }) => {
  const { language, describe } = useMessages();
  return (
    <Reasons reasons={reasons.map((one) => asForecast(describe(one), language))} tenantId={id} />
  );
};

const Product = ({ id, tried: { plan, fields } }: { id: string; tried: ProductTried }) => {
  const { t } = useMessages();
  const told = plan.reasons.filter(({ code }) => code !== "product-created");
  return (
    <>
      {plan.do === "hold" ? <p>{t("settings.tried.held")}</p> : null}
      {plan.do === "leave-out" ? <p>{t("settings.tried.leftOut")}</p> : null}
      {told.length === 0 ? null : <Why id={id} reasons={told} />}
      {Object.keys(fields).length === 0 ? null : <Fields fields={fields} />}
    </>
  );
};

/** An array: attributes. */
function fieldText(t: Messages["t"], value: unknown): string {
  if (value === null) return "";
  if (typeof value === "boolean") return t(value ? "settings.tried.yes" : "settings.tried.no");
  if (!Array.isArray(value)) return jsonText(value);
  return value
    .map((one: { readonly name: string; readonly value: string }) =>
      [one.name, one.value].join(": "),
    )
    .join(", ");
}

const Fields = ({ fields }: { fields: ProductFields }) => {
  const { t, find } = useMessages();
  return (
    <Wide label={t("settings.tried.result")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("settings.tried.field")}</th>
            <th scope="col">{t("settings.tried.value")}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(fields).map(([field, value]) => (
            <tr>
              <th scope="row">{find(`reasonParts.productField.${field}`) ?? field}</th>
              <td>
                <bdi>{fieldText(t, value) || "–"}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};

const Stock = ({ id, tried: { article, result } }: { id: string; tried: StockTried }) => {
  const { t } = useMessages();
  return (
    <>
      <dl class="facts">
        <Fact name={t("settings.tried.balance")}>
          <Figure>{article.balance}</Figure>
        </Fact>
        <Fact name={t("settings.tried.reserved")}>
          <Figure>{article.reserved}</Figure>
        </Fact>
        <Fact name={t("settings.tried.available")}>
          <Figure>{article.available}</Figure>
        </Fact>
        {result.kind === "figure" ? (
          <Fact name={t("settings.tried.figure")}>
            <Figure>{result.figure}</Figure>
          </Fact>
        ) : null}
      </dl>
      {result.kind === "figure" ? <p>{t("settings.tried.booked")}</p> : null}
      {result.kind === "inactive" ? <p>{t("settings.tried.inactive")}</p> : null}
      {result.kind === "left" ? (
        <Why id={id} reasons={[reason(result.why, { articles: 1, first: article.number })]} />
      ) : null}
    </>
  );
};
