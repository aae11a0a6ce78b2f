/** Connects a vendor. What the company allows is shown as soon as it is known. */
import type { Texts } from "../../../words/texts.ts";
import { type Vendor, VENDOR_NAMES } from "../../../../domain/ids.ts";
import type { Allowance } from "../../../../domain/ledger/allowances.ts";
import type { SharedWith } from "../../../usecases/tenants/administrations.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import {
  DENIED_AS,
  type DeniedDocument,
  deniedDocuments,
  isHeld,
  type SetupState,
} from "../../../usecases/tenants/setup.ts";
import { isolate } from "../../../words/isolate.ts";
import type { PageContext } from "../../frame/env.ts";
import { RemedyLink } from "../../parts/remedy-link.tsx";
import { Records } from "../../parts/table.tsx";
import { Badge, Fact, Notice } from "../../parts/ui.tsx";
import { CONNECTION_TONES, type Tone } from "../../../words/state-text.ts";
import { usedBy } from "../choose.tsx";
import { stepPath } from "../screens.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, MayLink, PostForm } from "../../forms/post-form.tsx";
import type { Messages } from "../../../../messages/index.ts";

/** A plain link: a form that ends at the vendor's site is blocked by our own policy. */
export const Connect = ({ state, vendor }: { state: SetupState; vendor: Vendor }) => {
  const { t } = useMessages();
  const { tenant, health } = state;
  const connection = health.connections.find((one) => one.vendor === vendor);
  const standing = connection?.state ?? "none";
  const name = VENDOR_NAMES[vendor];
  const connected = standing === "connected";
  return (
    <>
      <p>{t(`setup.connect.${vendor}`)}</p>
      <p>
        <Badge
          word={{
            text: standingText(t, standing, connection?.name ?? connection?.identity ?? name),
            tone: CONNECTION_TONES[standing],
          }}
        />{" "}
        {connected && vendor === "asperion"
          ? t("setup.connect.administration", { id: connection?.identity ?? "" })
          : null}
      </p>
      {vendor === "asperion" && state.shared !== null ? <Shared shared={state.shared} /> : null}
      <div class="actions">
        <MayLink
          class={connected ? "button second" : "button"}
          href={`/connect/${tenant.id}/${vendor}?from=setup`}
        >
          {connected
            ? t("setup.connect.again", { vendor: name })
            : t("setup.connect.connect", { vendor: name })}
        </MayLink>
      </div>
      {connected && vendor === "eaccounting" ? (
        <>
          <Denied id={tenant.id} denied={deniedDocuments(state)} />
          <Allows state={state} />
        </>
      ) : null}
    </>
  );
};

type DeniedProps = { readonly id: string; readonly denied: readonly DeniedDocument[] };

/** Orders become what this company can't take: another document helps, or another plan. */
export const Denied = ({ id, denied }: DeniedProps) => {
  const texts = useMessages();
  const { t, describe } = texts;
  const [first] = denied;
  if (first === undefined) return null;
  return (
    <Notice tone="bad" title={deniedText(texts, first)}>
      <ul>
        {denied.map(({ kind, by }) => (
          <li>
            <b>{t(`fields.orders.type.options.${kind}`)}</b>
            {by === null ? null : <> · {missingText(t, by)}</>}
          </li>
        ))}
      </ul>
      <p>
        {isHeld(first) || needsSignIn(first) ? null : <>{describe(deniedReason(first)).next} </>}
        <RemedyLink id={id} reason={deniedReason(first)} />
      </p>
    </Notice>
  );
};

/** No green "The connection works" above the notice that orders are denied. */
export const isOutdone = (c: PageContext, denied: readonly DeniedDocument[]): boolean =>
  c.req.query("done") === "connection-works" && denied.length > 0;

/** Only a new sign-in helps, whatever orders become. */
const needsSignIn = ({ by }: DeniedDocument): boolean =>
  by?.missing === "scope" || by?.missing === "rights";

/** As the alert of the first denied order says it. */
export const deniedReason = (denied: DeniedDocument): Reason =>
  reason("no-access", {
    vendor: "eaccounting",
    capability: "",
    code: null,
    document: needsSignIn(denied) ? null : DENIED_AS[denied.kind],
  });

/** What the company can't do; without a known cause only that eAccounting refused it. */
export const deniedText = ({ t, describe }: Texts, denied: DeniedDocument): string =>
  denied.by === null ? describe(deniedReason(denied)).text : t("setup.allows.denied");

function standingText(
  t: Messages["t"],
  standing: keyof typeof CONNECTION_TONES,
  name: string,
): string {
  if (standing === "connected") return t("setup.connect.connected", { name: isolate(name) });
  return standing === "none" ? t("setup.connect.missing") : t("setup.connect.needsLogin");
}

const Shared = ({ shared }: { shared: SharedWith }) => {
  const { t } = useMessages();
  return (
    <Notice tone="warn" title={t("setup.choose.shared")}>
      <p>
        {usedBy(t, shared)}. {t("setup.choose.twice")}
      </p>
    </Notice>
  );
};

const TONES: Readonly<Record<Allowance["verdict"], Tone>> = {
  yes: "good",
  no: "warn",
  unknown: "quiet",
};

function missingText(t: Messages["t"], { verdict, missing, name }: Allowance): string {
  if (verdict === "unknown") return t("setup.allows.unknown");
  return missing === null ? "–" : t(`setup.allows.missing.${missing}`, { name: name ?? "" });
}

const Allows = ({ state }: { state: SetupState }) => {
  const { t, format } = useMessages();
  const { allowances, health, tenant } = state;
  const { company } = health;
  return (
    <div id="live-allows" data-live="setup orders">
      <h4>{t("setup.allows.title")}</h4>
      {allowances === null || company === null ? (
        <p>
          {t("setup.allows.reading")}{" "}
          <a href={stepPath(tenant.id, "eaccounting")}>{t("setup.allows.lookAgain")}</a>
        </p>
      ) : (
        <>
          <dl class="facts">
            <Fact name={t("setup.allows.company")}>
              <bdi>{company.name}</bdi>
            </Fact>
            <Fact name={t("setup.allows.country")}>
              {format.country(company.country)}, {company.currency}
            </Fact>
            <Fact
              name={t(company.lockedTo == null ? "setup.allows.books" : "setup.allows.lockedTo")}
            >
              {company.lockedTo == null ? t("setup.allows.open") : format.day(company.lockedTo)}
            </Fact>
          </dl>
          <Records
            label={t("setup.allows.title")}
            columns={[
              {
                name: t("setup.allows.thing"),
                cell: (one) => t(`setup.allows.things.${one.thing}`),
              },
              {
                name: t("setup.allows.state"),
                cell: (one) => (
                  <Badge
                    word={{
                      text: t(`setup.allows.verdicts.${one.verdict}`),
                      tone: TONES[one.verdict],
                    }}
                  />
                ),
              },
              { name: t("setup.allows.what"), cell: (one) => missingText(t, one) },
            ]}
            records={allowances}
          />
          <PostForm action={`/admin/tenants/${tenant.id}/connections/eaccounting/check`}>
            <input type="hidden" name="from" value="setup" />
            <Button class="second">{t("tenant.connections.check")}</Button>
          </PostForm>
        </>
      )}
    </div>
  );
};
