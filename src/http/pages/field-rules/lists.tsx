/**
 * What rules are made of: the fields of eAccounting that they fill, the shop's that they name, and
 * the functions, each with examples.
 */
import type { NameListName, NameLists } from "../../../domain/names.ts";
import type { Part } from "../../../settings/rules/targets.ts";
import { TARGETS, whyNot } from "../../../settings/rules/targets.ts";
import { functionDocs, sourceDocs, acceptedValues } from "../../../settings/rules/describe.ts";
import type { Settings } from "../../../settings/schema.ts";
import { useSay } from "../use-messages.ts";
import { Cell, Stack } from "../table.tsx";
import { useMessages } from "../use-messages.ts";

/**
 * Fields that a rule of this part may fill: what each takes at most, what it is for, and which are
 * the product's own under these settings.
 */
export const Targets = ({ part, orders }: { part: Part; orders: Settings["orders"] }) => {
  const { t } = useMessages();
  const say = useSay();
  return (
    <details>
      <summary>{t("mapping.targets")}</summary>
      <Stack
        label={t("mapping.targetsFor", { part: t(`mapping.parts.${part}`) })}
        columns={[t("mapping.field"), t("mapping.takes"), t("mapping.about")]}
      >
        <tbody>
          {TARGETS[part].map((target) => {
            const why = whyNot(part, target.name, orders);
            return (
              <tr>
                <th scope="row">
                  <code>{target.name}</code>
                </th>
                <Cell of={t("mapping.takes")}>{say(acceptedValues(target))}</Cell>
                <Cell of={t("mapping.about")}>
                  {say(target.about)}
                  {why === null ? null : (
                    <span class="why">{t("mapping.taken", { why: say(why) })}</span>
                  )}
                </Cell>
              </tr>
            );
          })}
        </tbody>
      </Stack>
    </details>
  );
};

const ID_FIELDS = {
  ProjectId: "eaccounting.projects",
  CostCenterItemId1: "eaccounting.costCenter1",
  CostCenterItemId2: "eaccounting.costCenter2",
  CostCenterItemId3: "eaccounting.costCenter3",
} as const satisfies Readonly<Record<string, NameListName>>;

/**
 * Ids that rules of rows may give, by the names of what they stand for: a rule holds an id, and
 * nobody knows ids by heart.
 */
export const Ids = ({ names }: { names: NameLists }) => {
  const { t } = useMessages();
  const rows = Object.entries(ID_FIELDS).flatMap(([field, list]) =>
    (names[list]?.entries ?? []).map(({ id, name }) => ({ field, id, name })),
  );
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t("mapping.ids.title")}</summary>
      <Stack
        label={t("mapping.ids.title")}
        columns={[t("mapping.ids.name"), t("mapping.field"), t("mapping.ids.id")]}
      >
        <tbody>
          {rows.map(({ field, id, name }) => (
            <tr>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <Cell of={t("mapping.field")}>
                <code>{field}</code>
              </Cell>
              <Cell of={t("mapping.ids.id")}>
                <code>{id}</code>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Stack>
    </details>
  );
};

/** Fields of the shop's that a rule of this part can name, each as this record has it. */
export const Sources = ({ part, data }: { part: Part; data: Parameters<typeof sourceDocs>[1] }) => {
  const { t } = useMessages();
  const say = useSay();
  return (
    <details>
      <summary>{t("mapping.fields")}</summary>
      <Stack
        label={t("mapping.fieldsFor", { part: t(`mapping.parts.${part}`) })}
        columns={[t("mapping.field"), t("mapping.is"), t("mapping.here")]}
      >
        <tbody>
          {sourceDocs(part, data).map((source) => (
            <tr>
              <th scope="row">
                <code>{source.path}</code>
              </th>
              <Cell of={t("mapping.is")}>
                {say(source.type)}
                {source.about === null ? "" : `. ${say(source.about)}`}
              </Cell>
              <Cell of={t("mapping.here")}>
                {source.value === null ? (
                  "–"
                ) : typeof source.value === "string" ? (
                  <bdi>{source.value}</bdi>
                ) : (
                  say(source.value)
                )}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Stack>
    </details>
  );
};

export const Functions = () => {
  const { t } = useMessages();
  const say = useSay();
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
