/**
 * Reference lists for rules: eAccounting's fields to fill, the shop's fields to read, and the
 * functions, each with examples.
 */
import {
  acceptedValues,
  functionDocs,
  type SourceDoc,
  sourceDocs,
} from "../../../settings/rules/describe.ts";
import { SOURCES } from "../../../settings/rules/compile.ts";
import { type Part, PARTS, TARGETS, targetFault } from "../../../settings/rules/targets.ts";
import type { Settings } from "../../../settings/schema.ts";
import { useMessages } from "../frame/use-messages.ts";
import { Records } from "../parts/table.tsx";

/**
 * Fields that a rule of this part may fill: what each takes at most, what it is for, and which are
 * the product's own under these settings.
 */
export const Targets = ({ part, orders }: { part: Part; orders: Settings["orders"] }) => {
  const { t, find, say } = useMessages();
  return (
    <details>
      <summary>{t("mapping.targets")}</summary>
      <Records
        label={t("mapping.targetsFor", { part: t(`mapping.parts.${part}`) })}
        records={TARGETS[part]}
        columns={[
          {
            name: t("mapping.field"),
            cell: ({ name }) => (
              <>
                {find(`mapping.targetNames.${name}`) ?? ""} <code>{name}</code>
              </>
            ),
          },
          { name: t("mapping.takes"), cell: (target) => say(acceptedValues(target)) },
          {
            name: t("mapping.about"),
            cell: (target) => {
              const why = targetFault(part, target.name, orders);
              return (
                <>
                  {say(target.about)}
                  {why === null ? null : (
                    <span class="why">{t("mapping.taken", { why: say(why) })}</span>
                  )}
                </>
              );
            },
          },
        ]}
      />
    </details>
  );
};

/** Records whose fields are listed under this part; those of its others under the part before. */
const LISTED: Readonly<Record<Part, readonly string[]>> = {
  "orders.head": ["order"],
  "orders.rows": ["line"],
  "vouchers.head": [],
  "vouchers.rows": ["row"],
  customers: ["customer"],
  articles: [],
};

/** Fields of the shop's that a rule of this part can name, each as this record has it. */
export const Sources = ({ part, data }: { part: Part; data: Parameters<typeof sourceDocs>[1] }) => {
  const { t, say } = useMessages();
  const listed = LISTED[part];
  const elsewhere = PARTS.filter(
    (other) =>
      other !== part && LISTED[other].some((record) => Object.hasOwn(SOURCES[part], record)),
  );
  return (
    <>
      {listed.length === 0 ? null : (
        <details>
          <summary>{t("mapping.fields")}</summary>
          <Records
            label={t("mapping.fieldsFor", { part: t(`mapping.parts.${part}`) })}
            records={sourceDocs(part, data).filter(({ path }) =>
              listed.some((record) => path.startsWith(`${record}.`)),
            )}
            columns={[
              { name: t("mapping.field"), cell: ({ path }) => <code>{path}</code> },
              {
                name: t("mapping.is"),
                cell: ({ type, about }) => `${say(type)}${about === null ? "" : `. ${say(about)}`}`,
              },
              { name: t("mapping.here"), cell: (source) => <Value {...source} /> },
            ]}
          />
        </details>
      )}
      {elsewhere.length === 0 ? null : (
        <p class="hint">
          {t("mapping.fieldsAbove")}{" "}
          {elsewhere.map((other, at) => (
            <>
              {at === 0 ? "" : ", "}
              <a href={`#${other}`}>{t(`mapping.parts.${other}`)}</a>
            </>
          ))}
        </p>
      )}
    </>
  );
};

const Value = ({ value }: Pick<SourceDoc, "value">) => {
  const { say } = useMessages();
  if (value === null) return <>–</>;
  return typeof value === "string" ? <bdi>{value}</bdi> : <>{say(value)}</>;
};

export const Functions = () => {
  const { t, say } = useMessages();
  return (
    <details>
      <summary>{t("mapping.functions")}</summary>
      <dl>
        {functionDocs().map(({ shapes, about, examples }) => (
          <>
            <dt>
              <code>{shapes.join(t("mapping.or"))}</code>
            </dt>
            <dd>
              {say(about)}{" "}
              {examples
                .map(({ expression, result }) => t("mapping.gives", { expression, result }))
                .join("; ")}
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
};
