/** Steps two and three: both sides are connected, and what the company allows is told at once. */
import type { Vendor } from "../../../../domain/ids.ts";
import type { Allowance } from "../../../../domain/allowances.ts";
import type { SharedWith } from "../../../usecases/administrations.ts";
import type { SetupState } from "../../../usecases/setup.ts";
import { SETUP } from "../../../words/setup/index.ts";
import { TENANT } from "../../../words/tenant/index.ts";
import { useWords } from "../../../words/use.ts";
import { isolate } from "../../isolate.ts";
import { Cell, Stack } from "../../table.tsx";
import { Badge, Csrf, Fact, Notice } from "../../ui.tsx";
import { CONNECTION_TONES, type Tone, VENDORS } from "../../words.ts";
import { usedBy } from "../choose.tsx";
import { stepPath } from "../frame.tsx";

/**
 * Connecting is a plain link: a form that ends at the vendor's site would be blocked by our own
 * policy.
 */
export const Connect = ({
  state,
  vendor,
  csrf,
}: {
  state: SetupState;
  vendor: Vendor;
  csrf: string;
}) => {
  const { connect: t, next } = useWords(SETUP);
  const { tenant, health } = state;
  const connection = health.connections.find((one) => one.vendor === vendor);
  const standing = connection?.state ?? "none";
  const name = VENDORS[vendor];
  const connected = standing === "connected";
  return (
    <>
      <p>{t[vendor]}</p>
      <p>
        <Badge
          word={{
            text: connected
              ? t.connected(isolate(connection?.name ?? connection?.identity ?? name))
              : standing === "none"
                ? t.missing
                : t.needsLogin,
            tone: CONNECTION_TONES[standing],
          }}
        />{" "}
        {connected && vendor === "asperion" ? t.administration(connection?.identity ?? "") : null}
      </p>
      {vendor === "asperion" && state.shared !== null ? <Shared shared={state.shared} /> : null}
      <div class="actions">
        <a
          class={connected ? "button second" : "button"}
          href={`/connect/${tenant.id}/${vendor}?from=setup`}
        >
          {connected ? t.again(name) : t.connect(name)}
        </a>
        {connected ? (
          <a
            class="button"
            href={stepPath(tenant.id, vendor === "asperion" ? "eaccounting" : "flows")}
          >
            {next}
          </a>
        ) : null}
      </div>
      {connected && vendor === "eaccounting" ? <Allows state={state} csrf={csrf} /> : null}
    </>
  );
};

const Shared = ({ shared }: { shared: SharedWith }) => {
  const { choose: t } = useWords(SETUP);
  return (
    <Notice tone="warn" title={t.shared}>
      <p>
        {usedBy(t, shared)}. {t.twice}
      </p>
    </Notice>
  );
};

const TONES: Readonly<Record<Allowance["verdict"], Tone>> = {
  yes: "good",
  no: "warn",
  unknown: "quiet",
};

const Allows = ({ state, csrf }: { state: SetupState; csrf: string }) => {
  const { allows: t } = useWords(SETUP);
  const { check } = useWords(TENANT).connections;
  const { allowances, health, tenant } = state;
  const { company } = health;
  return (
    <>
      <h3>{t.title}</h3>
      {allowances === null || company === null ? (
        <p>
          {t.reading} <a href={stepPath(tenant.id, "eaccounting")}>{t.lookAgain}</a>
        </p>
      ) : (
        <>
          <dl class="facts">
            <Fact name={t.company}>
              <bdi>{company.name}</bdi>
            </Fact>
            <Fact name={t.country}>
              {company.country}, {company.currency}
            </Fact>
            <Fact name={t.lockedTo}>{company.lockedTo ?? t.open}</Fact>
          </dl>
          <Stack label={t.title} columns={[t.thing, t.state, t.what]}>
            <tbody>
              {allowances.map((one) => (
                <tr>
                  <th scope="row">{t.things[one.thing]}</th>
                  <Cell of={t.state}>
                    <Badge word={{ text: t.verdicts[one.verdict], tone: TONES[one.verdict] }} />
                  </Cell>
                  <Cell of={t.what}>
                    {one.verdict === "unknown"
                      ? t.unknown
                      : one.missing === null
                        ? "–"
                        : t.missing[one.missing](one.name ?? "")}
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Stack>
          <form method="post" action={`/admin/tenants/${tenant.id}/connections/eaccounting/check`}>
            <Csrf token={csrf} />
            <input type="hidden" name="from" value="setup" />
            <button class="second">{check}</button>
          </form>
        </>
      )}
    </>
  );
};
