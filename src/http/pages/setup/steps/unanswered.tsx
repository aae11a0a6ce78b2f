/**
 * What the proposals leave open, told above the questions: answers that going live needs, and VAT
 * rates of the ledger without a code of the shop, whose articles would be put on hold.
 */
import { dec, exact, isDecimal } from "../../../../domain/money.ts";
import type { RunPreview } from "../../../../domain/jobs/run-preview.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import { liveFaults, openFlows } from "../../../../settings/set-up.ts";
import { previewAsTyped, readPreview } from "../../../usecases/dry-runs/run-preview.ts";
import {
  canAskQuestions,
  proposedSettings,
  setupState,
  type SetupState,
} from "../../../usecases/tenants/setup.ts";
import type { Form } from "../../forms/form.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Notice } from "../../parts/ui.tsx";
import { type Field, FIELDS } from "../../settings/catalogue/index.ts";
import { ratesWithoutValue } from "../../settings/lookups/rate-rows.ts";
import { questionsOf } from "../questions.ts";
import type { TenantRequest } from "../../../deps.ts";
import { isConnected } from "../frame.tsx";

const VAT_CODES = "products.vatCode.table";

/** Whether a fault at `path` belongs to the field. */
const isAt = (path: string, field: Field): boolean =>
  path === field.path || path.startsWith(`${field.path}.`);

/** The questions without which the chosen flows can't go live with what is proposed. */
export function neededAnswers(state: SetupState): readonly Field[] {
  const { setup } = state.settings;
  const faults = liveFaults(proposedSettings(state), setup.flows);
  const questions = new Set(questionsOf(state.settings).flatMap(({ fields }) => fields));
  return FIELDS.filter(
    (field) => questions.has(field.path) && faults.some(({ path }) => isAt(path, field)),
  );
}

/** Rates of the ledger that have no VAT code in the shop; none where articles aren't synced. */
export const ratesOpen = (
  { settings }: Pick<SetupState, "settings">,
  values: Form,
  names: NameLists,
): readonly string[] =>
  settings.setup.flows.includes("products") && names["asperion.vatCodes"] !== undefined
    ? ratesWithoutValue(VAT_CODES, values, names["eaccounting.codings"])
    : [];

/** How many of the articles that were read would be put on hold as their rate has no code. */
const heldByRate = (preview: RunPreview): number =>
  preview.held
    .filter(({ reason }) => reason.code === "product-tax-not-mapped")
    .reduce((sum, { count }) => sum + count, 0);

const syncsArticles = ({ settings }: SetupState): boolean =>
  openFlows(settings).includes("products");

/** Counts which articles the proposals would leave out, once they can be made. */
export async function countArticles(asking: TenantRequest): Promise<void> {
  const state = await setupState(asking);
  if (!state.ok || !canAskQuestions(state.value) || !syncsArticles(state.value)) return;
  await previewAsTyped(asking, "products", proposedSettings(state.value));
}

/** What that count found; `null`: nothing yet, or the settings were saved since. */
export async function countedArticles(
  asking: TenantRequest,
  state: SetupState,
): Promise<RunPreview | null> {
  if (!syncsArticles(state)) return null;
  const read = await readPreview(asking, "products", "typed");
  return read.ok && read.value.job?.settingsVersion === state.version ? read.value.preview : null;
}

type Props = {
  readonly state: SetupState;
  readonly values: Form;
  /** What the first run of articles would do with the proposals; `null`: not known. */
  readonly articles: RunPreview | null;
};

export const Unanswered = ({ state, values, articles }: Props) => {
  const { t } = useMessages();
  const needed = neededAnswers(state);
  const rates = ratesOpen(state, values, state.names);
  return (
    <>
      {isConnected(state) && canAskQuestions(state) ? (
        <p>
          {t("setup.questions.lead")}{" "}
          {needed.length + rates.length === 0 ? t("setup.questions.asTheyAre") : null}
        </p>
      ) : null}
      {needed.length === 0 ? null : (
        <Notice tone="warn" title={t("setup.questions.needed", { count: needed.length })}>
          <ul>
            {needed.map(({ path }) => (
              <li>
                <a href={`#${path}`}>{t(`fields.${path}.label`)}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {rates.length === 0 ? null : <RatesOpen rates={rates} articles={articles} />}
    </>
  );
};

const RatesOpen = ({
  rates,
  articles,
}: Pick<Props, "articles"> & { readonly rates: readonly string[] }) => {
  const { t, format } = useMessages();
  const percent = (rate: string): string =>
    isDecimal(rate) ? format.percent(exact(dec(rate).div(100))) : rate;
  const told = t("setup.questions.ratesOpen", {
    count: rates.length,
    rates: rates.map(percent).join(", "),
  });
  if (articles === null || articles.stopped.length > 0)
    return (
      <p class="fault">
        {told} – {t("setup.questions.ratesUncounted")} <a href={`#${VAT_CODES}`}>{t(FIELD)}</a>
      </p>
    );
  const count = heldByRate(articles);
  const isWhole = articles.read >= articles.total && articles.unlooked === 0;
  if (count === 0 && isWhole)
    return (
      <p class="hint">
        {told} – {t("setup.questions.ratesUnused")}
      </p>
    );
  return (
    <p class="fault">
      {told} –{" "}
      {isWhole
        ? t("setup.questions.ratesHold", { count })
        : t("setup.questions.ratesHoldAtLeast", { count })}{" "}
      <a href={`#${VAT_CODES}`}>{t(FIELD)}</a>
    </p>
  );
};

const FIELD = `fields.${VAT_CODES}.label` as const;
