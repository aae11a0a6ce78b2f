/** A rule of the code's structure: what costs much is made once, not in each call. */
import { layerOf } from "./layers.ts";
import { code } from "./unused-exports.ts";

type Source = { readonly path: string; readonly text: string };

/**
 * In a function of the vendors' clients: to make a schema costs ten times what it takes to read an
 * answer with it. What is made of a schema that is given is kept beside it (paging.ts).
 */
const CLIENTS = ["asperion", "eaccounting"];
const SCHEMA = /\bz\s*\.(?:looseObject|strictObject|object|array|record|union|enum)\(/;
const FUNCTION = /^(?:export )?(?:async )?function [^\n]*[\s\S]*?^}/gm;
export const schemasMadeAnew = ({ path, text }: Source): readonly string[] =>
  CLIENTS.includes(layerOf(path))
    ? [...code(text).matchAll(FUNCTION)].flatMap(([body]) =>
        SCHEMA.test(body) ? [`${path}: ${body.split("\n", 1)[0] ?? ""}`] : [],
      )
    : [];
