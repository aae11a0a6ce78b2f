/** The ledger's balance of payment methods' accounts, beside the sums counted here. */
import { dec } from "../../../domain/money.ts";
import type { ComparedAccount, LedgerComparison } from "../../../sync/contract/clearing.ts";
import { Records } from "../parts/table.tsx";
import { Notice, Reasons } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

type Props = {
  readonly ledger: LedgerComparison | undefined;
  /** The address that reads the balance. */
  readonly path: string;
  readonly currency: string | null;
  readonly accounts: ReadonlyMap<number, string | null>;
};

export const Ledger = ({ ledger, path, currency, accounts }: Props) => {
  const { t } = useMessages();
  return (
    <section aria-labelledby="ledger">
      <h2 id="ledger">{t("clearing.ledger.title")}</h2>
      <p>
        <a class="button second" href={path} rel="nofollow" hx-boost="false">
          {t("clearing.ledger.read")}
        </a>
      </p>
      <LedgerRead ledger={ledger} currency={currency} accounts={accounts} />
    </section>
  );
};

const LedgerRead = ({ ledger, currency, accounts }: Omit<Props, "path">) => {
  const { t } = useMessages();
  if (ledger === undefined) return <p class="hint">{t("clearing.ledger.hint")}</p>;
  return ledger.kind === "read" ? (
    <Compared compared={ledger} currency={currency} names={accounts} />
  ) : (
    <Unread ledger={ledger} />
  );
};

const Unread = ({ ledger }: { ledger: Exclude<LedgerComparison, { kind: "read" }> }) => {
  const { t, describe } = useMessages();
  return (
    <Notice tone="warn">
      {ledger.kind === "later" ? (
        <p>{t("clearing.ledger.later")}</p>
      ) : (
        <Reasons reasons={ledger.reasons.map((one) => describe(one))} />
      )}
    </Notice>
  );
};

const waits = ({ waiting }: ComparedAccount): boolean => !dec(waiting).eq(0);

const Compared = ({
  compared: { accounts, more = 0, unconfirmed = 0 },
  currency,
  names,
}: {
  compared: Extract<LedgerComparison, { kind: "read" }>;
  currency: string | null;
  names: Props["accounts"];
}) => {
  const { t, format } = useMessages();
  if (accounts.length === 0) return <p class="hint">{t("clearing.ledger.none")}</p>;
  const agrees = accounts.every(({ other }) => dec(other).eq(0));
  const figures = [
    [t("clearing.open"), "open"],
    [t("clearing.ledger.payments"), "payments"],
    [t("clearing.ledger.taken"), "taken"],
    ...(accounts.some(waits) ? ([[t("clearing.ledger.waiting"), "waiting"]] as const) : []),
    [t("clearing.ledger.balance"), "ledger"],
    [t("clearing.ledger.other"), "other"],
  ] as const;
  return (
    <>
      <Notice tone={agrees && unconfirmed === 0 ? "good" : "warn"}>
        <p>{t(agrees ? "clearing.ledger.agrees" : "clearing.ledger.differs")}</p>
        {more > 0 && <p>{t("clearing.ledger.more", { count: more })}</p>}
        {unconfirmed > 0 && <p>{t("clearing.ledger.unconfirmed", { count: unconfirmed })}</p>}
      </Notice>
      <Records
        label={`${t("clearing.ledger.title")} ${currency ?? ""}`}
        columns={[
          {
            name: t("payouts.account"),
            cell: ({ account }) => [account, names.get(account) ?? ""].join(" ").trim(),
          },
          ...figures.map(([name, figure]) => ({
            name,
            figure: true,
            cell: (one: ComparedAccount) => format.money(one[figure], currency),
          })),
        ]}
        records={accounts}
      />
    </>
  );
};
